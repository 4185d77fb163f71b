// The server's last word on what time it was. It is sealed into a check-in with the time elapsed since, so that one
// made without network counts when it was made.
import { keepOf, recall } from './vault'

interface Kept {
  token: string
  /** Date.now() when it came. */
  at: number
  /** performance.now() when it came, which nobody can set; it means nothing to another page. */
  mono: number
  page: string
  /** The device to which it was given, and it is good for no other; an older version did not say. */
  of?: string
}

/** How far the two clocks of a phone may part before the settable one is suspected, or a sleep. */
const APART_MS = 60_000

const page = crypto.randomUUID()
let newest: Kept | null = null

/** Keeps a token that has just come. */
export function keepToken(token: string, of: string, at = Date.now(), mono = performance.now()) {
  newest = { token, at, mono, page, of }
  keepOf(of, 'time_token', newest).catch(() => undefined) // without it the next page has none until it is online
}

/** What a submission says of its time; empty without a token. */
export type Timing = { time_token: string; elapsed_ms: number; clock: 'monotonic' | 'wall' } | Record<string, never>

export async function timing(of: string): Promise<Timing> {
  const kept = newest?.of === of ? newest : await recall<Kept>('time_token')
  return kept && (kept.of ?? of) === of ? elapsed(kept, page, Date.now(), performance.now()) : {}
}

/** The time since a token. A clock that stood still while the phone slept, or was set, is told as one that can be set. */
export function elapsed(k: Kept, page: string, now: number, mono: number): Timing {
  const byWall = now - k.at
  const byMono = k.page === page ? mono - k.mono : null
  if (byMono !== null && Math.abs(byWall - byMono) < APART_MS)
    return { time_token: k.token, elapsed_ms: Math.max(0, Math.round(byMono)), clock: 'monotonic' }
  const longest = Math.max(byWall, byMono ?? byWall)
  if (longest < 0) return {}
  return { time_token: k.token, elapsed_ms: Math.round(longest), clock: 'wall' }
}

/** What is sealed in besides what the person filled in. */
export type Said = Partial<Timing> & { device?: Awaited<ReturnType<typeof deviceFacts>> }

export async function said(of: string): Promise<Said> {
  return { ...(await timing(of)), device: await deviceFacts() }
}

interface Battery {
  level: number
}

type Network = 'wifi' | 'cellular' | '4g' | '3g' | '2g' | 'none'

/** By which network the phone is on line, and on a mobile one how fast by the browser's own estimate; undefined when it does not tell. */
export function networkOf(
  isOnLine: boolean,
  connection?: { type?: string; effectiveType?: string },
): Network | undefined {
  if (!isOnLine) return 'none'
  if (connection?.type === 'wifi') return 'wifi'
  if (connection?.type !== 'cellular') return undefined
  const fast = { '4g': '4g', '3g': '3g', '2g': '2g', 'slow-2g': '2g' } as const
  return fast[connection.effectiveType as keyof typeof fast] ?? 'cellular'
}

/** What the phone says of itself, as far as the browser lets on. */
export async function deviceFacts(): Promise<{ battery_pct?: number; network?: Network }> {
  const n = navigator as Navigator & {
    getBattery?: () => Promise<Battery>
    connection?: { type?: string; effectiveType?: string }
  }
  const battery = await n.getBattery?.().catch(() => undefined)
  const network = networkOf(navigator.onLine, n.connection)
  return { ...(battery ? { battery_pct: Math.round(battery.level * 100) } : {}), ...(network ? { network } : {}) }
}
