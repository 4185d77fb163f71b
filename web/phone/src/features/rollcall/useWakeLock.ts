import { useEffect } from 'react'

/** Keeps the screen on while it is shown, where the phone can. */
export function useWakeLock() {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined
    let gone = false
    const hold = async () => {
      if (document.visibilityState !== 'visible') return
      const l = await navigator.wakeLock?.request('screen').catch(() => undefined) // low battery refuses it
      if (gone) l?.release()
      else lock = l
    }
    hold()
    document.addEventListener('visibilitychange', hold)
    return () => {
      gone = true
      document.removeEventListener('visibilitychange', hold)
      lock?.release()
    }
  }, [])
}
