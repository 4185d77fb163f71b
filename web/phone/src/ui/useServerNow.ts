import { useEffect, useState } from 'react'
import { serverNow } from '../lib/clock'

/** Now by the server's clock, once a second (or as often as told) while the page is shown. */
export function useServerNow(everyMs = 1000): Date {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && setNow(serverNow()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}
