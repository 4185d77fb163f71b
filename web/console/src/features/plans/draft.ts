import dayjs, { type Dayjs } from 'dayjs'
import type { Schemas } from '../../lib/types'
import { formatRule, parseRule, type Rule } from './rule'

type Fence = Schemas['Fence']

/** What a form holds of where the person should be. */
export interface AreaValues {
  location: boolean
  lat?: number | null
  lng?: number | null
  radius_m?: number | null
  keep?: 'inside' | 'outside'
  /** Where the area comes from: none, typed, or the key of what is picked. */
  area: string
  /** A fence, or the polygon that the plan has. */
  picked?: Fence | null
}

/** What the form holds. */
export interface Values extends Omit<Rule, 'until'>, AreaValues {
  title: string
  starts_on: Dayjs
  /** The last day; none when it goes on. */
  ends_on?: Dayjs | null
  opens_at: Dayjs
  length_minutes: number
  grace_minutes: number
  face: boolean
  challenge: boolean
  surroundings: boolean
  voice: boolean
  voice_on_file: boolean
  on: 'any' | 'not_holidays' | 'working_days'
  on_leave: 'excuse' | 'keep_without_fence'
  drawn: boolean
  span_minutes: number
  times: number
  min_gap_minutes: number
  questions: { id?: string; text: string; options?: string; show_if?: string }[]
}

function ruleValues(recurrence: string) {
  const { until, ...rule } = parseRule(recurrence)
  return { ...rule, ends_on: until ? dayjs(until) : null }
}

/** What the form begins with: the plan or template, or a usual one. */
export function valuesOf(plan: Schemas['PlanDraft'] | null, title: string): Values {
  if (!plan) {
    return {
      on: 'any',
      on_leave: 'excuse',
      drawn: false,
      span_minutes: 720,
      times: 1,
      min_gap_minutes: 0,
      title,
      ...ruleValues('FREQ=WEEKLY;BYDAY=MO,TH'),
      starts_on: dayjs(),
      opens_at: dayjs('2000-01-01T08:00'),
      length_minutes: 120,
      grace_minutes: 120,
      face: true,
      challenge: true,
      location: true,
      surroundings: false,
      voice: false,
      voice_on_file: false,
      questions: [],
      area: 'none',
      picked: null,
    }
  }
  const { requires } = plan
  return {
    title: plan.title,
    ...ruleValues(plan.recurrence),
    starts_on: dayjs(plan.starts_on),
    opens_at: dayjs(`2000-01-01T${plan.opens_at}`),
    length_minutes: plan.length_minutes,
    grace_minutes: plan.grace_minutes,
    face: requires.face,
    challenge: requires.challenge ?? false,
    location: requires.location,
    surroundings: requires.surroundings ?? false,
    voice: requires.voice ?? false,
    voice_on_file: requires.voice_on_file ?? false,
    lat: requires.fence?.center.lat,
    lng: requires.fence?.center.lng,
    radius_m: requires.fence?.radius_m,
    keep: requires.fence?.keep ?? 'inside',
    area: requires.fence ? areaKey(requires.fence) : 'none',
    picked: requires.fence && areaKey(requires.fence) !== 'typed' ? requires.fence : null,
    on: plan.on || 'any',
    on_leave: requires.on_leave || 'excuse',
    drawn: (plan.span_minutes ?? 0) > 0,
    span_minutes: plan.span_minutes || 720,
    times: plan.times || 1,
    min_gap_minutes: plan.min_gap_minutes ?? 0,
    questions: (requires.questions ?? []).map((q) => ({
      id: q.id,
      text: q.text,
      options: q.options?.join(' '),
      show_if: q.show_if?.answer,
    })),
  }
}

/** The key of an area among the choices: a fence in its version, a polygon, or a circle in figures. */
export function areaKey({ from, vertices }: Fence): string {
  if (from) return `${from.id}@${from.version ?? 0}`
  return vertices?.length ? 'polygon' : 'typed'
}

/** The area that a form asks. In figures it needs all three. */
export function fenceOf(v: AreaValues): Fence | undefined {
  if (!v.location || v.area === 'none') return undefined
  if (v.area !== 'typed') return v.picked ? { ...v.picked, keep: v.keep } : undefined
  const { lat, lng, radius_m } = v
  if (typeof lat !== 'number' || typeof lng !== 'number' || typeof radius_m !== 'number') return undefined
  return { center: { lat, lng }, radius_m, keep: v.keep }
}

/** The contract's draft; options are parted by spaces. */
export function draftOf(v: Values, zone?: string): Schemas['PlanDraft'] {
  const used = new Set(v.questions.map((q) => q?.id))
  let next = 1
  const freshId = () => {
    while (used.has(`q${next}`)) next++
    return `q${next++}`
  }
  const questions: Schemas['Question'][] = []
  for (const q of v.questions.filter((q) => q?.text?.trim())) {
    const answer = q.show_if?.trim()
    const asked = answer ? questions.findLast((earlier) => earlier.options?.includes(answer)) : undefined
    questions.push({
      id: q.id ?? freshId(),
      text: q.text.trim(),
      options: q.options?.split(/[\s,，、]+/).filter(Boolean) ?? [],
      ...(asked && answer ? { show_if: { question_id: asked.id, answer } } : {}),
    })
  }
  return {
    title: v.title.trim(),
    recurrence: formatRule({ ...v, until: v.ends_on?.format('YYYY-MM-DD') ?? '' }),
    starts_on: v.starts_on.format('YYYY-MM-DD'),
    zone,
    opens_at: v.opens_at.format('HH:mm'),
    length_minutes: v.length_minutes,
    grace_minutes: v.grace_minutes,
    on: v.on,
    ...(v.drawn ? { span_minutes: v.span_minutes, times: v.times, min_gap_minutes: v.min_gap_minutes } : {}),
    requires: {
      face: v.face,
      challenge: v.face && v.challenge,
      location: v.location,
      ...(v.surroundings ? { surroundings: true } : {}),
      ...(v.voice ? { voice: true } : {}),
      ...(v.voice && v.voice_on_file ? { voice_on_file: true } : {}),
      on_leave: v.on_leave,
      questions,
      fence: fenceOf(v),
    },
  }
}

/** Whether a draft is complete enough to be previewed. */
export function isComplete(v: Partial<Values> | undefined): v is Values {
  if (!v?.title?.trim() || !v.starts_on || !v.opens_at || !v.length_minutes || v.grace_minutes == null) return false
  if (v.freq !== 'ONCE' && !v.interval) return false // a single day has no field for it
  if (v.drawn && (!v.span_minutes || !v.times)) return false
  if (v.freq === 'MONTHLY') return (v.monthdays?.length ?? 0) > 0
  return v.freq !== 'WEEKLY' || (v.days?.length ?? 0) > 0
}
