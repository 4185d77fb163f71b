// Whether keys of one letter act by themselves (WCAG 2.1.4): each member of staff may switch them off on a computer.
import { useSyncExternalStore } from 'react'

const stored = (member: string) => `diandao.keys.${member}`

/** The choices of a computer's members, in a storage that may be closed. They are on until somebody switches them off. */
export function makeSingleKeys(storage: () => Storage) {
  const chosen = new Map<string, boolean>()
  const listeners = new Set<() => void>()
  return {
    isOn(member: string | undefined): boolean {
      if (!member) return true
      const here = chosen.get(member)
      if (here !== undefined) return here
      try {
        return storage().getItem(stored(member)) !== 'off'
      } catch {
        return true // storage is closed
      }
    },
    set(member: string, on: boolean) {
      chosen.set(member, on)
      try {
        if (on) storage().removeItem(stored(member))
        else storage().setItem(stored(member), 'off')
        chosen.delete(member) // what is stored is shared with the other tabs
      } catch {
        // storage is closed: the choice lasts as long as the page
      }
      for (const listener of listeners) listener()
    },
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}

export const singleKeys = makeSingleKeys(() => localStorage)

function subscribe(listener: () => void) {
  const stop = singleKeys.subscribe(listener)
  window.addEventListener('storage', listener) // another tab has chosen
  return () => {
    stop()
    window.removeEventListener('storage', listener)
  }
}

/** Whether keys of one letter act for a member of staff. */
export function useSingleKeys(member: string | undefined): boolean {
  return useSyncExternalStore(subscribe, () => singleKeys.isOn(member))
}
