import { useEffect, useRef } from 'react'

/** Whether a key pressed here is meant for the element itself. */
export function isMeant(target: Element | null, key: string): boolean {
  if (!target) return false
  if (target.closest('input, textarea, select, [contenteditable=true], [role=dialog]')) return true
  return key === ' ' && target.closest('button, a, [role=button]') !== null
}

/** Keys of a screen. Space does nothing while a button has the focus, letters nothing while one writes. */
export function useKeys(keys: Record<string, () => void>) {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
      const key = event.key.toLowerCase()
      const act = latest.current[key]
      if (!act || isMeant(event.target as Element, key) || document.querySelector('[role=dialog]')) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
