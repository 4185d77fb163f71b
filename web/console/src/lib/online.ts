import { useSyncExternalStore } from 'react'

function subscribe(listener: () => void) {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}

/** Whether this computer has a network, as far as the browser knows; the server may be out of reach all the same. */
export const useOnline = () => useSyncExternalStore(subscribe, () => navigator.onLine)
