import type { Schemas } from '../../lib/types'

export type Result = Schemas['NewCall']['result']

/** What may come of a call; only the first has reached the person. */
export const results: Result[] = ['spoke', 'no_answer', 'wrong_number']

/** The task to ring the person of a check-in up, unless there is none or it is done. */
export function taskOf<T extends Pick<Schemas['Alert'], 'kind' | 'source_id' | 'state'>>(
  alerts: T[],
  requestId: string,
): T | undefined {
  return alerts.find((a) => a.kind === 'call_person' && a.source_id === requestId && a.state !== 'resolved')
}
