import dayjs, { type Dayjs } from 'dayjs'
import type { Schemas } from '../../lib/types'

export type Ladder = Schemas['Ladder']
export type Step = Schemas['LadderStep']
export type Channel = Step['channel']
export const channels: Channel[] = ['fcm', 'webpush', 'sms', 'call']
export const maxMinutes = 7 * 24 * 60

/** What the form holds of a step: minutes count away from the anchor, never negative. */
interface Line {
  channel?: Channel
  from: Step['from']
  minutes: number | null
}

/** What the form holds. */
export interface Values {
  steps: Line[]
  quiet: boolean
  quiet_from: Dayjs
  quiet_to: Dayjs
}

const clock = (text: string) => dayjs(`2000-01-01T${text}`)

/** What the form begins with. Equal hours are none. */
export function valuesOf(l: Ladder): Values {
  const quiet = l.quiet_from !== l.quiet_to
  return {
    steps: l.steps.map((s) => ({ channel: s.channel, from: s.from, minutes: Math.abs(s.after_minutes) })),
    quiet,
    quiet_from: clock(quiet ? l.quiet_from : '22:00'),
    quiet_to: clock(quiet ? l.quiet_to : '07:00'),
  }
}

/** The contract's ladder, to follow the version that was seen. */
export function ladderOf(v: Values, version: number): Ladder {
  return {
    steps: v.steps.flatMap((s) =>
      s.channel
        ? [
            {
              channel: s.channel,
              from: s.from,
              after_minutes: s.from === 'close' && s.minutes ? -s.minutes : (s.minutes ?? 0),
            },
          ]
        : [],
    ),
    quiet_from: v.quiet ? v.quiet_from.format('HH:mm') : '00:00',
    quiet_to: v.quiet ? v.quiet_to.format('HH:mm') : '00:00',
    version,
  }
}

/** The first channel that no step has, for a new one. */
export function freeChannel(steps: (Line | undefined)[]): Channel | undefined {
  return channels.find((c) => !steps.some((s) => s?.channel === c))
}

/** When a step comes, and how far from there in seconds, whole days, hours and minutes apart. */
export function whenOf(s: Step): { at: 'open' | 'after_open' | 'before_close' | 'middle'; parts: number[] } {
  const minutes = Math.abs(s.after_minutes)
  if (minutes === 0) return { at: s.from === 'open' ? 'open' : 'middle', parts: [] }
  const days = minutes >= 2880 ? Math.floor(minutes / 1440) : 0 // one day is said in hours
  const rest = minutes - days * 1440
  const parts = [days * 86_400, Math.floor(rest / 60) * 3600, (rest % 60) * 60].filter((n) => n > 0)
  return { at: s.from === 'open' ? 'after_open' : 'before_close', parts }
}

type Field = ['steps', number, 'channel' | 'minutes' | 'from'] | 'quiet_from' | 'quiet_to'

/** The fields of the form that the server means by the paths of its answer; none for what it has no field for. */
export function fieldsOf(v: Values, paths: string[]): Field[] {
  const out: Field[] = []
  const step = (name: 'channel' | 'minutes' | 'from', isWrong: (s: Line, n: number) => boolean) => {
    const found = v.steps.findIndex(isWrong)
    if (v.steps.length > 0) out.push(['steps', Math.max(found, 0), name])
  }
  for (const path of paths) {
    const [, index, name] = path.match(/^steps(?:\[(\d+)\])?\.(\w+)$/) ?? []
    if (path === 'quiet_from' || path === 'quiet_to') out.push(path)
    if (!name) continue
    const field = name === 'after_minutes' ? 'minutes' : name
    if (field !== 'channel' && field !== 'minutes' && field !== 'from') continue
    if (index !== undefined) out.push(['steps', Number(index), field])
    else if (field === 'channel')
      step(field, (s, n) => v.steps.findIndex((o) => o.channel === s.channel) < n || !s.channel)
    else if (field === 'minutes') step(field, (s) => s.minutes === null || s.minutes < 0 || s.minutes > maxMinutes)
    else step(field, (s) => !s.from)
  }
  return out
}
