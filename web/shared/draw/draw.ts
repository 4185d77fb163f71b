// Draws again what the server drew, as docs/draws.md says, with the browser's own SHA-256.

/** The part of a plan that its times are drawn by. */
export interface DrawRule {
  zone: string
  /** Wall clock in zone, “08:00”. */
  opens_at: string
  span_minutes: number
  length_minutes: number
  times: number
  min_gap_minutes: number
}

const text = new TextEncoder()
const saying = 'diandao.draw.v1\n'
const most = (1n << 64n) - 1n

/** The 32 bytes of 64 hex digits; null for anything else. */
export function seedBytes(hex: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[0-9a-f]{64}$/i.test(hex)) return null
  return Uint8Array.from(hex.match(/../g) as string[], (pair) => Number.parseInt(pair, 16))
}

/** What was to be published before the day, in hex. */
export async function commitmentOf(day: string, seed: Uint8Array<ArrayBuffer>): Promise<string> {
  const head = text.encode(`${saying}${day}\n`)
  const all = new Uint8Array(head.length + seed.length)
  all.set(head)
  all.set(seed, head.length)
  return hexOf(await crypto.subtle.digest('SHA-256', all))
}

/** Whether a revealed seed is the one that was promised before the day. */
export async function isPromised(draw: { day: string; commitment: string; seed: string }): Promise<boolean> {
  const seed = seedBytes(draw.seed)
  return seed !== null && (await commitmentOf(draw.day, seed)) === draw.commitment.toLowerCase()
}

/** The instants (milliseconds since 1970) at which the person's windows of the day open. */
export async function drawnTimes(
  seed: Uint8Array<ArrayBuffer>,
  subject: string,
  day: string,
  rule: DrawRule,
): Promise<number[]> {
  const { span_minutes: span, length_minutes: length, min_gap_minutes: gap } = rule
  const opens = minutesOf(rule.opens_at)
  const places = span - rule.times * length - (rule.times - 1) * gap + 1
  if (places < 1) throw new RangeError(`${rule.times} windows do not fit into ${span} minutes`)
  const next = await stream(seed, `${subject}\n${day}\n${opens}\n${span}\n${length}\n`)
  const offsets: number[] = []
  while (offsets.length < rule.times) offsets.push(await below(next, BigInt(places)))
  const begins = instantOf(day, opens, rule.zone)
  return offsets.sort((a, b) => a - b).map((offset, i) => begins + (offset + i * (length + gap)) * 60_000)
}

/** The numbers HMAC(seed, what ‖ 0), HMAC(seed, what ‖ 1), …, their first 64 bits. */
async function stream(seed: Uint8Array<ArrayBuffer>, what: string): Promise<() => Promise<bigint>> {
  const key = await crypto.subtle.importKey('raw', seed, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const message = new Uint8Array(text.encode(what).length + 8)
  message.set(text.encode(what))
  const counter = new DataView(message.buffer, message.length - 8)
  let n = 0
  return async () => {
    counter.setUint32(4, n++) // the upper half stays zero: nobody draws that often
    const v = new DataView(await crypto.subtle.sign('HMAC', key, message))
    return (BigInt(v.getUint32(0)) << 32n) | BigInt(v.getUint32(4))
  }
}

/** Uniform in [0, n): numbers of the last, incomplete round are passed over. */
async function below(next: () => Promise<bigint>, n: bigint): Promise<number> {
  const limit = most - (most % n)
  for (;;) {
    const v = await next()
    if (v < limit) return Number(v % n)
  }
}

/** When the wall clock of a zone shows so many minutes after midnight of the day. */
function instantOf(day: string, minutes: number, zone: string): number {
  const wall = Date.parse(`${day}T00:00:00Z`) + minutes * 60_000
  const guess = wall - offsetAt(wall, zone)
  return wall - offsetAt(guess, zone)
}

/** How far a zone's wall clock is ahead of UTC at an instant, in milliseconds. */
function offsetAt(instant: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant)
  const of = (type: string) => Number(parts.find((p) => p.type === type)?.value)
  const wall = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'))
  return wall - Math.floor(instant / 1000) * 1000
}

function minutesOf(clock: string): number {
  const [h = 0, m = 0] = clock.split(':').map(Number)
  return 60 * h + m
}

function hexOf(buffer: ArrayBuffer): string {
  return [...new Uint8Array(buffer)].map((b) => b.toString(16).padStart(2, '0')).join('')
}

/** The ids in the order of calling that the seed gives for a roll call (schedule.Order). */
export async function drawnOrder(seed: Uint8Array<ArrayBuffer>, subject: string, ids: string[]): Promise<string[]> {
  const out = [...ids].sort()
  const next = await stream(seed, `order\n${subject}\n${out.length}\n`)
  for (let i = out.length - 1; i > 0; i--) {
    const j = await below(next, BigInt(i + 1))
    const swapped = out[i] as string
    out[i] = out[j] as string
    out[j] = swapped
  }
  return out
}
