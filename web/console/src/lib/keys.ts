import { type RefObject, useLayoutEffect, useRef } from 'react'
import { lastSession } from './session'
import { singleKeys } from './singleKeys'

/** Whether a key pressed here is meant for the element itself. `own` is the dialog that the keys belong to, if any. */
export function isMeant(target: Element | null, key: string, own: Element | null = null): boolean {
  if (!target) return false
  if (target.closest('input, textarea, select, [contenteditable=true]')) return true
  const dialog = target.closest('[role=dialog]')
  if (dialog && dialog !== own) return true
  return key === ' ' && target.closest('button, a, [role=button]') !== null
}

/**
 * Keys of a screen. Space does nothing while a button has the focus, letters nothing while one writes or while a
 * dialog is open, but for the one that holds `inside`. Who has switched single keys off has only those that write nothing.
 */
export function useKeys(keys: Record<string, () => void>, inside?: RefObject<Element | null>) {
  const latest = useRef(keys)
  latest.current = keys
  // not after the next painting: whoever sees the word for a key may press it
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
      const key = event.key.toLowerCase()
      if (key.length === 1 && !singleKeys.isOn(lastSession()?.member.id)) return
      const act = latest.current[key]
      const own = inside?.current?.closest('[role=dialog]') ?? null
      const covered = [...document.querySelectorAll('[role=dialog]')].some((d) => d !== own)
      if (!act || covered || isMeant(event.target as Element, key, own)) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [inside])
}
