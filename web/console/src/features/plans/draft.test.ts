import { expect, it } from 'vitest'
import { draftOf, isComplete, valuesOf } from './draft'

const plan = {
  id: 'p',
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
    location: true,
    questions: [{ id: 'q1', text: '本周住在哪里？', options: ['家里', '单位'] }],
    fence: { center: { lat: 30.25, lng: 120.16 }, radius_m: 800 },
  },
}

it('a plan survives the form unchanged', () => {
  const { title, recurrence, starts_on, zone, opens_at, length_minutes, grace_minutes, requires } = plan
  expect(draftOf(valuesOf(plan, ''), plan.zone)).toEqual({
    title,
    recurrence,
    starts_on,
    zone,
    opens_at,
    length_minutes,
    grace_minutes,
    requires,
  })
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
