import { describe, expect, it } from 'vitest'
import type { CheckinRequest } from '../lib/api'
import { askedOf, fill, stepsOf } from './checkin/steps'
import { isUnread, pathOf, wordOf } from './messages/words'
import { afterCall, afterClosing } from './rollcall/store'
import { endOf, mostUrgent, needsOf, nextOf, standing, timeOf } from './today/card'
import { answerRing, type RollCall, ringingOf } from './today/rings'

const at = (time: string) => new Date(`2026-11-23T${time}:00Z`)
const due = (id: string, dueAt: string, closesAt: string) =>
  ({ id, due_at: at(dueAt).toISOString(), closes_at: at(closesAt).toISOString() }) as CheckinRequest

const question = { id: 'q', text: 't', options: [] }

describe('the card of today', () => {
  const r = due('a', '08:00', '09:00')
  it('knows the half-open windows', () => {
    expect(standing(r, at('07:59'))).toBe('in_time')
    expect(standing(r, at('08:00'))).toBe('late')
    expect(standing(r, at('09:00'))).toBe('over')
  })
  it('says a time of today without its day', () => {
    const now = new Date(2026, 10, 23, 23, 55)
    const due = (day: number, hour: number) => new Date(2026, 10, day, hour).toISOString()
    expect(timeOf(due(23, 16), 'zh-CN', now)).toBe('16:00')
    expect(timeOf(due(24, 1), 'zh-CN', now)).toBe('明天 01:00')
    expect(timeOf(due(22, 23), 'en', now)).toMatch(/^yesterday 23:00$/i)
  })
  it('says all that will be asked for, once', () => {
    const all = { face: true, challenge: true, surroundings: true, voice: true, location: true, questions: [question] }
    const face = 'face,surroundings,voice,location,questions'
    const words = (way: CheckinRequest['way'], requires: CheckinRequest['requires']) =>
      needsOf({ way, requires }).join().replaceAll('today:with_', '')
    expect(words('face', all)).toBe(face)
    expect(words('voice', all)).toBe('voice,surroundings,location,questions')
    expect(words('voice', { ...all, face: false })).toBe('surroundings,voice,location,questions')
    expect(words('call', { ...all, surroundings: false, voice: false, questions: [] })).toBe('call,location')
  })
  it('shows what ends first and still takes an answer', () => {
    const open = [due('later', '12:00', '13:00'), r, due('over', '05:00', '06:00')]
    expect(mostUrgent(open, new Set(), at('07:00'))?.id).toBe('a')
    expect(mostUrgent(open, new Set(['a']), at('07:00'))?.id).toBe('later')
    expect(mostUrgent([], new Set(), at('07:00'))).toBeUndefined()
  })
})

describe('the next thing to do', () => {
  const call = (id: string, declined = '') => ({ id, declined }) as RollCall
  it('is a roll call that runs, before the check-in that is due', () => {
    expect(nextOf([call('r'), call('s')], 'a')).toBe('r')
    expect(nextOf([call('no', 'at_work'), call('r')], 'a')).toBe('r')
  })
  it('is the check-in while there is no other, or the person cannot join', () => {
    expect(nextOf([], 'a')).toBe('a')
    expect(nextOf([call('no', 'at_work')], 'a')).toBe('a')
  })
  it('is the roll call again when nothing is due', () => {
    expect(nextOf([call('no', 'at_work')], undefined)).toBe('no')
    expect(nextOf([], undefined)).toBeUndefined()
  })
})

describe('a check-in', () => {
  it('asks only for what is required', () => {
    const kinds = (requires: Partial<CheckinRequest['requires']>, way: CheckinRequest['way'] = 'face', draft = {}) =>
      stepsOf(
        {
          way,
          requires: {
            face: false,
            challenge: false,
            surroundings: false,
            voice: false,
            location: false,
            questions: [],
            ...requires,
          },
        },
        draft,
      )
        .map((s) => s.kind)
        .join(' ')
    expect(kinds({ face: true, location: true, questions: [question] })).toBe('why camera location question review')
    expect(kinds({})).toBe('why review')
    expect(kinds({ face: true, surroundings: true, voice: true, location: true, questions: [question] })).toBe(
      'why camera surroundings voice location question review',
    )
    expect(kinds({ face: true }, 'voice')).toBe('why voice review')
    expect(kinds({ face: true, challenge: true })).toBe('why camera gestures review')
    expect(kinds({ face: true, challenge: true }, 'face', { noPhoto: 'cannot' })).toBe('why camera review')
    expect(kinds({ face: true, challenge: true }, 'call')).toBe('why review')
    expect(kinds({ face: true }, 'guardian')).toBe('why helper review')
  })
  it('shows before sending only what was asked', () => {
    const follow = { ...question, id: 'why', show_if: { question_id: 'q', answer: 'no' } }
    const request = { requires: { questions: [question, follow] } as unknown as CheckinRequest['requires'] }
    const asked = (answer: string) => askedOf(request, { answers: { q: answer } }).map((q) => q.id)
    expect(asked('yes')).toEqual(['q'])
    expect(asked('no')).toEqual(['q', 'why'])
  })
  it('sends along what was taken, and says why where nothing was', async () => {
    const voice = new Blob(['opus'], { type: 'audio/webm;codecs=opus' })
    const f = await fill('i', 'r', {
      voice,
      noVoice: 'cannot',
      noSurroundings: 'denied',
      answers: {},
      helpNeeded: false,
    })
    expect(f.attachments).toEqual([{ kind: 'voice', data: expect.any(ArrayBuffer), mime: 'audio/webm;codecs=opus' }])
    expect([f.noVoice, f.noSurroundings]).toEqual([undefined, 'denied'])
  })
  it('never says that there is none of what there is', async () => {
    const photo = new Blob(['x'])
    const fix = { lat: 1, lng: 2, accuracy_m: 3, datum: 'wgs84', taken_at: '' } as const
    const f = await fill('i', 'r', {
      photo,
      noPhoto: 'cannot',
      fix,
      noLocation: 'denied',
      answers: { a: ' yes ', b: ' ' },
      helpNeeded: true,
    })
    expect(f.noPhoto).toBeUndefined()
    expect(f.noLocation).toBeUndefined()
    expect(f.answers).toEqual([{ question_id: 'a', text: 'yes' }])
  })
})

it('a roll call rings until it is answered, and again when the officer rings again', () => {
  const call = (id: string, more: Partial<RollCall> = {}) =>
    ({ id, title: '', station_name: '', started_at: '', rung_at: '09:00', declined: '', ...more }) as RollCall
  const [one, two] = [call('one'), call('two')]
  expect(ringingOf([one, two])).toBe(one)
  expect(ringingOf([one, two])).toBe(one)
  answerRing(one)
  expect(ringingOf([one, two])).toBe(two)
  answerRing(two)
  expect(ringingOf([one, two])).toBeUndefined()
  const again = call('one', { rung_at: '09:05' })
  expect(ringingOf([again, two])).toBe(again)
  expect(ringingOf([call('three', { declined: 'driving' })])).toBeUndefined()
})

it('what is recorded stays when the roll call ends', () => {
  const now = at('10:04')
  const done = afterCall('present', now)
  expect(done).toEqual({ at: 'done', mark: 'present', time: now })
  expect(afterCall(null, now)).toEqual({ at: 'waiting' })
  expect(afterClosing(done, null, now)).toBe(done)
  expect(afterClosing({ at: 'waiting' }, 'review', now)).toEqual({ at: 'done', mark: 'review', time: now })
  expect(afterClosing({ at: 'waiting' }, null, now)).toEqual({ at: 'ended' })
})

it('messages lead to what they are about, unknown ones to today', () => {
  expect(pathOf({ kind: 'rollcall_ring', subject_id: 's' })).toBe('/rollcall/s')
  expect(pathOf({ kind: 'checkin_decided', subject_id: 's' })).toBe('/result/s')
  expect(pathOf({ kind: 'new' as never, subject_id: 's' })).toBe('/')
  expect(wordOf('new')).toBe('messages:other')
})

it('a notice that has passed by waits for nobody', () => {
  const expires_at = at('09:00').toISOString()
  expect(isUnread({ expires_at, opened_at: null }, at('08:59'))).toBe(true)
  expect(isUnread({ expires_at, opened_at: null }, at('09:00'))).toBe(false)
  expect(isUnread({ expires_at, opened_at: at('08:00').toISOString() }, at('08:59'))).toBe(false)
})

it('an extended check-in says the time that now counts', () => {
  const r = due('a', '08:00', '09:00')
  expect(endOf(r, standing(r, at('07:00')))).toBe(r.due_at)
  expect(endOf(r, standing(r, at('08:30')))).toBe(r.closes_at)
})
