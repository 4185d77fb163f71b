import type { Schemas } from '../../lib/types'

export type Reach = Schemas['Reach']
type Way = Reach['ways'][number]

/** Seconds within which a phone that was seen counts as on line: the server notes it to the minute. */
const NOW = 120

/** A part of the sentence: a key of the words, with what stands in it. */
export type Part =
  | { key: `reach.${Reach['code']}` | 'reach_no_way' | 'reach_app' | 'reach_now' | 'reach_never' }
  | { key: 'reach_only' | 'reach_also'; ways: Way[] }
  | { key: 'reach_seen'; seconds: number }
  | { key: 'reach_receipt'; at: string }

function waysOf({ code, ways }: Reach): Part[] {
  const others = ways.filter((w) => w !== 'push')
  const hasPush = code === 'push' || code === 'push_silent'
  if (others.length > 0) return [{ key: hasPush ? 'reach_also' : 'reach_only', ways: others }]
  if (hasPush) return []
  return [{ key: code === 'push_off' ? 'reach_app' : 'reach_no_way' }] // notices wait in the app
}

function seen({ devices_count, seen_at, at }: Reach): Part[] {
  if (devices_count === 0) return []
  if (!seen_at) return [{ key: 'reach_never' }]
  const seconds = (Date.parse(at) - Date.parse(seen_at)) / 1000
  return [seconds < NOW ? { key: 'reach_now' } : { key: 'reach_seen', seconds }]
}

/** What the server found, as the parts of one sentence. */
export function partsOf(reach: Reach): Part[] {
  const receipt: Part[] = reach.receipt_at ? [{ key: 'reach_receipt', at: reach.receipt_at }] : []
  return [{ key: `reach.${reach.code}` }, ...seen(reach), ...waysOf(reach), ...receipt]
}
