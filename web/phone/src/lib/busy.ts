// Whether the person is in the middle of something that a ring would spoil: in front of the camera, or speaking.
import { useEffect, useSyncExternalStore } from 'react'

let held = 0
const listeners = new Set<() => void>()

function change(by: number) {
  held += by
  for (const listener of listeners) listener()
}

/** Holds rings back for as long as the screen is shown and `isOn`. */
export function useBusy(isOn: boolean) {
  useEffect(() => {
    if (!isOn) return
    change(1)
    return () => change(-1)
  }, [isOn])
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

export const useIsBusy = (): boolean => useSyncExternalStore(subscribe, () => held > 0)
