import { type RefObject, useEffect, useState } from 'react'
import { type Hint, hintOf, type Light, LOOK_MS, look, next, type Shown } from '../../lib/light'

/** The words of each hint. */
export const hintWords = {
  too_dark: 'checkin:hint_dark',
  too_bright: 'checkin:hint_bright',
  hold_still: 'checkin:hint_still',
  blurred: 'checkin:hint_blurred',
} as const satisfies Record<Hint, string>

/** The one hint that helps now, while a video shows something, and since when (ms of this page) it is shown. */
export function useHint(video: RefObject<HTMLVideoElement | null>, isOn: boolean): Shown {
  const [shown, setShown] = useState<Shown>({ hint: null, at: 0 })
  useEffect(() => {
    if (!isOn) return
    const canvas = document.createElement('canvas')
    let before: Light | undefined
    const timer = setInterval(() => {
      if (!video.current || document.visibilityState !== 'visible') return
      const light = look(video.current, canvas)
      if (!light) return
      const hint = hintOf(light, before)
      before = light
      setShown((s) => next(s, hint, performance.now()))
    }, LOOK_MS)
    return () => clearInterval(timer)
  }, [video, isOn])
  return shown
}
