import { useEffect, useState } from 'react'

/** After so long a camera is slow, and after so long nobody need wait for it. */
const SLOW_MS = 6_000
const OVER_MS = 20_000

/**
 * How a camera that is awaited is doing; `attempt` is another object for each try and each step of it. It may come still
 * when it is over: the phone may be asking for leave.
 */
export function useSlow(isAwaited: boolean, attempt: object): 'no' | 'slow' | 'over' {
  const [told, setTold] = useState<{ of: object; slow: 'slow' | 'over' } | null>(null)
  useEffect(() => {
    if (!isAwaited) return
    const tell = (slow: 'slow' | 'over', after: number) => setTimeout(() => setTold({ of: attempt, slow }), after)
    const timers = [tell('slow', SLOW_MS), tell('over', OVER_MS)]
    return () => timers.forEach(clearTimeout)
  }, [isAwaited, attempt])
  return isAwaited && told?.of === attempt ? told.slow : 'no'
}
