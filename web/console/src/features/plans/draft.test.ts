import { expect, it } from 'vitest'
import { draftOf, isComplete, valuesOf } from './draft'

const plan = {
  id: 'p',
  kind: 'recurring' as const,
  on: 'any' as const,
  person_id: 'a',
  version: 3,
  created_at: '2026-11-01T00:00:00Z',
  next_opens_at: null,
  stopped_at: null,
  title: '每周报到',
  recurrence: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH',
  starts_on: '2026-11-02',
  zone: 'Asia/Shanghai',
  opens_at: '08:30',
  length_minutes: 90,
  grace_minutes: 0,
  requires: {
    face: true,
    challenge: true,
    location: true,
    questions: [{ id: 'q1', text: '本周住在哪里？', options: ['家里', '单位'] }],
    on_leave: 'excuse' as const,
    fence: { center: { lat: 30.25, lng: 120.16 }, radius_m: 800, keep: 'inside' as const },
  },
}

it.each(['FREQ=WEEKLY;BYDAY=MO;UNTIL=20261231T000000Z', 'FREQ=DAILY;COUNT=30'])('%s ends as before', (recurrence) => {
  expect(draftOf(valuesOf({ ...plan, recurrence }, '')).recurrence).toBe(recurrence)
})

it('a single day is complete without what recurs', () => {
  const { interval, days, monthdays, ...once } = { ...valuesOf(null, '一次'), freq: 'ONCE' as const }
  expect([interval, days, monthdays]).toEqual([1, ['MO', 'TH'], []])
  expect(isComplete(once)).toBe(true)
  expect(isComplete({ ...once, freq: 'WEEKLY' })).toBe(false)
  expect(draftOf({ ...valuesOf(null, ''), ...once }).recurrence).toBe('FREQ=DAILY;COUNT=1')
})

it('a plan survives the form unchanged', () => {
  const { title, recurrence, on, starts_on, zone, opens_at, length_minutes, grace_minutes, requires } = plan
  expect(draftOf(valuesOf(plan, ''), plan.zone)).toEqual({
    title,
    recurrence,
    on,
    starts_on,
    zone,
    opens_at,
    length_minutes,
    grace_minutes,
    requires,
  })
})

it('a picture of the surroundings and a recording survive the form; on file is only what is recorded', () => {
  const asking = { ...plan, requires: { ...plan.requires, surroundings: true, voice: true, voice_on_file: true } }
  expect(draftOf(valuesOf(asking, ''), plan.zone).requires).toEqual(asking.requires)
  const silent = draftOf({ ...valuesOf(asking, ''), voice: false }).requires
  expect([silent.surroundings, silent.voice, silent.voice_on_file]).toEqual([true, undefined, undefined])
})

it('a new question never takes an id that is in use', () => {
  const values = valuesOf(plan, '')
  values.questions.push({ text: '有困难吗？' })
  expect(draftOf(values).requires.questions?.map((q) => q.id)).toEqual(['q1', 'q2'])
})

it('a weekly plan without days is not complete', () => {
  expect(isComplete({ ...valuesOf(null, '报到'), days: [] })).toBe(false)
  expect(isComplete(valuesOf(null, '报到'))).toBe(true)
})

it('drawn times, a forbidden area and a follow-up survive the form', () => {
  const drawn = {
    ...plan,
    span_minutes: 600,
    times: 2,
    min_gap_minutes: 30,
    requires: {
      ...plan.requires,
      questions: [
        { id: 'q1', text: '住址变了吗？', options: ['是', '否'] },
        { id: 'q2', text: '现在住在哪里？', options: [], show_if: { question_id: 'q1', answer: '是' } },
      ],
      fence: { ...plan.requires.fence, keep: 'outside' as const },
    },
  }
  const made = draftOf(valuesOf(drawn, ''), drawn.zone)
  expect(made).toMatchObject({ span_minutes: 600, times: 2, min_gap_minutes: 30 })
  expect(made.requires.questions).toEqual(drawn.requires.questions)
  expect(made.requires.fence?.keep).toBe('outside')
})

it('a follow-up to no earlier option is asked always', () => {
  const values = valuesOf(plan, '')
  values.questions = [{ text: '有困难吗？', show_if: '是' }]
  expect(draftOf(values).requires.questions?.[0]?.show_if).toBeUndefined()
})

it('a fence goes out as it came, so that the plan keeps its copy, and another one as it is picked', () => {
  const from = { id: 'f1', name: '医院', version: 2 }
  const vertices = [
    { lat: 30, lng: 120 },
    { lat: 30, lng: 120.1 },
    { lat: 30.1, lng: 120 },
  ]
  const fence = { center: { lat: 30.05, lng: 120.05 }, radius_m: 7000, keep: 'inside' as const, vertices, from }
  const values = valuesOf({ ...plan, requires: { ...plan.requires, fence } }, '')
  expect(values.area).toBe('f1@2')
  expect(draftOf(values).requires.fence).toEqual(fence)
  const other = { center: { lat: 31, lng: 121 }, radius_m: 500, from: { id: 'f2', name: '学校', version: 1 } }
  expect(draftOf({ ...values, area: 'f2@1', picked: other, keep: 'outside' }).requires.fence).toEqual({
    ...other,
    keep: 'outside',
  })
  const drawn = valuesOf({ ...plan, requires: { ...plan.requires, fence: { ...fence, from: undefined } } }, '')
  expect(drawn.area).toBe('polygon')
  expect(draftOf(drawn).requires.fence?.vertices).toEqual(vertices)
  expect(draftOf({ ...values, area: 'none' }).requires.fence).toBeUndefined()
  expect(draftOf({ ...values, location: false }).requires.fence).toBeUndefined()
  expect(draftOf({ ...values, area: 'typed', lat: 30, lng: undefined }).requires.fence).toBeUndefined()
})
