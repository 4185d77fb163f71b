import { useEffect, useLayoutEffect, useReducer } from 'react'
import { useLocation } from 'wouter'
import { answerRing, type RollCall, ringingOf, useTodayPoll } from '../features/today'
import { useIsBusy } from '../lib/busy'
import { readySound } from '../lib/chime'

/** When this page was opened: what was kept from before rings no more. */
const opened = Date.now()

export interface Ringing {
  call: RollCall
  /** Notes that the ring is answered, so that it ends. */
  onAnswered: () => void
}

/** The roll call that rings over whatever screen is shown; none in a room, or in the middle of a picture or recording. */
export function useRing(): Ringing | null {
  const [location] = useLocation()
  const room = location.match(/^\/rollcall\/([^/]+)/)?.[1]
  const isBusy = useIsBusy() || room !== undefined
  const { data, dataUpdatedAt } = useTodayPoll(!isBusy)
  const [, look] = useReducer((n: number) => n + 1, 0)
  useEffect(readySound, [])
  useEffect(() => {
    for (const c of data?.roll_calls ?? []) if (c.id === room) answerRing(c)
  }, [data, room])
  if (isBusy || !data || dataUpdatedAt < opened) return null
  const call = ringingOf(data.roll_calls)
  if (!call) return null
  const onAnswered = () => {
    answerRing(call)
    look()
  }
  return { call, onAnswered }
}

/** Gives the focus back, after the ring, to where it was when the ring took it away. */
export function useFocusBack(isRinging: boolean) {
  useLayoutEffect(() => {
    if (!isRinging) return
    const before = document.activeElement
    return () => {
      // what is inert cannot take it yet, and another screen may come
      setTimeout(() => before instanceof HTMLElement && before.isConnected && before.focus({ preventScroll: true }))
    }
  }, [isRinging])
}
