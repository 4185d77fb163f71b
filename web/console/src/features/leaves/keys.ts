import type { Leave } from './api'

type Act = 'approve' | 'refuse' | 'propose'

/** What the keys do for a leave: Y is the first button, N the second; nothing once it is decided. */
export function keysOf(leave: Pick<Leave, 'status' | 'may_decide'>): Record<string, Act> {
  if (leave.status !== 'applied') return {}
  return leave.may_decide ? { y: 'approve', n: 'refuse' } : { y: 'propose' }
}

/** The leave that comes `by` rows after the shown one; the first or last when there is none so far. */
export function stepTo(ids: string[], shown: string | undefined, by: number): string | undefined {
  const at = ids.indexOf(shown ?? '')
  if (at < 0) return by > 0 ? ids[0] : ids.at(-1)
  return ids[Math.min(ids.length - 1, Math.max(0, at + by))]
}
