import { useEffect, useState } from 'react'

/** After so long a camera is slow, and after so long nobody need wait for it. */
const SLOW_MS = 6_000
const OVER_MS = 20_000

/** How a camera that is awaited is doing. It may come still when it is over: the phone may be asking for leave. */
export function useSlow(isAwaited: boolean): 'no' | 'slow' | 'over' {
  const [slow, setSlow] = useState<'no' | 'slow' | 'over'>('no')
  useEffect(() => {
    setSlow('no')
    if (!isAwaited) return
    const timers = [setTimeout(() => setSlow('slow'), SLOW_MS), setTimeout(() => setSlow('over'), OVER_MS)]
    return () => timers.forEach(clearTimeout)
  }, [isAwaited])
  return slow
}
