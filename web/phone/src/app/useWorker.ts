import { useEffect, useState } from 'react'
import { Workbox } from 'workbox-window'

/** Registers the service worker. `update` is there once a new version waits; nothing is replaced by itself. */
export function useWorker(): { update: (() => void) | null } {
  const [update, setUpdate] = useState<(() => void) | null>(null)
  useEffect(() => {
    if (!('serviceWorker' in navigator) || import.meta.env.DEV) return
    const worker = new Workbox('/phone/sw.js', { scope: '/phone/' })
    worker.addEventListener('waiting', () =>
      setUpdate(() => () => {
        worker.addEventListener('controlling', () => location.reload())
        worker.messageSkipWaiting()
      }),
    )
    worker.register().catch(() => undefined) // private windows have none: the app works without
  }, [])
  return { update }
}
