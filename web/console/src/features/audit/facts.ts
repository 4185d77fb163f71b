// The facts of an entry as lines to be read: what a thing is called, and what it became.

/** One line. `was` is there where the entry tells what stood before. */
export interface Fact {
  name: string
  was?: unknown
  now: unknown
}

/** Facts that belong together: what was, what is, and what the line is called. */
const pairs: readonly [was: string, now: string, name: string][] = [
  ['from', 'to', 'change'],
  ['was', 'status', 'status'],
  ['due_before', 'due_at', 'due_at'],
  ['closes_before', 'closes_at', 'closes_at'],
]

/** The lines of an entry's facts, in the order in which they were recorded; what is no record has none. */
export function factsOf(data: unknown): Fact[] {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return []
  const all = new Map(Object.entries(data))
  const facts: Fact[] = []
  for (const [name, value] of all) {
    const pair = pairs.find(([was, now]) => (name === was || name === now) && all.has(was) && all.has(now))
    if (!pair) facts.push({ name, ...(changeOf(value) ?? { now: value }) })
    else if (name === pair[0]) facts.push(joined(pair, all))
  }
  return facts
}

/** What was and what is, where a fact is both. */
function changeOf(value: unknown): { was: unknown; now: unknown } | null {
  if (typeof value !== 'object' || value === null || !('was' in value) || !('now' in value)) return null
  return { was: value.was, now: value.now }
}

function joined([was, now, name]: (typeof pairs)[number], all: Map<string, unknown>): Fact {
  const fact = { name, was: all.get(was), now: all.get(now) }
  return name === 'change' && instantOf('', fact.now) ? { ...fact, name: 'period' } : fact
}

const micro = 1000
/** The microseconds of the year 2001: what is more is an instant, no count. */
const firstInstant = 1e15
const isoInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d/

/** The instant that a fact is, if it is one: microseconds since 1970, or ISO. */
export function instantOf(name: string, value: unknown): Date | null {
  const isNamed = /(_at|_before|^since|^next)$/.test(name)
  if (typeof value === 'number' && (value >= firstInstant || (isNamed && value > 0))) return new Date(value / micro)
  if (typeof value === 'string' && isoInstant.test(value)) return new Date(value)
  return null
}

/** Whether a fact is a calendar day. */
export const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/
const hash = /^[\da-f]{32,}$/

export const isId = (text: string) => uuid.test(text)

/** An id or checksum as short as people compare them; everything else as it is. */
export const short = (text: string) => (uuid.test(text) ? text.slice(-12) : hash.test(text) ? text.slice(0, 8) : text)

/** The groups of words in which the code of a fact may be found, by the noun of the entry. */
export function groupsOf(name: string, noun: string): string[] {
  const groups: Record<string, string[]> = {
    status: [`${noun}_status`, `${noun}_state`, 'checkin_status'],
    change: [`${noun}_status`, `${noun}_state`, `${noun}_level`, 'level'],
    kind: ['decision', 'plan_kind', noun, 'partner_kind', 'outage', 'call', 'stay', 'witness'],
    outcome: ['call', 'checkin_status'],
    result: ['call'],
    how: ['found_how'],
    step: ['lost_step'],
    sign: ['contact_sign'],
    level: ['leave_level', 'level'],
    findings: ['finding_short'],
    ended: ['recording_end'],
    via: ['sign_in_way'],
    language: [],
  }
  return groups[name] ?? [name]
}
