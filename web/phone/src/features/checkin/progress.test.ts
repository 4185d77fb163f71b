import { describe, expect, it } from 'vitest'
import type { CheckinRequest } from '../../lib/api'
import { given, isToDoAnew, type Progress, resume } from './progress'
import { type Draft, stepsOf } from './steps'

const start = new Date('2026-11-23T02:00:00Z')
const after = (minutes: number) => new Date(start.getTime() + minutes * 60_000)
const request = (way: CheckinRequest['way'] = 'face', more: Partial<CheckinRequest['requires']> = {}) =>
  ({
    way,
    requires: {
      face: true,
      challenge: true,
      surroundings: true,
      voice: true,
      location: true,
      questions: [{ id: 'q', text: 't', options: [] }],
      ...more,
    },
  }) as Pick<CheckinRequest, 'requires' | 'way'>

const burst = {
  answer: { nonce: 'n', issued_at: start.toISOString(), frames_sha256: 'x', frames: [] },
  frames: new ArrayBuffer(1),
}
const full = given(
  { answers: { q: 'well' }, helpNeeded: true },
  {
    photo: new Blob(['face']),
    burst,
    digits: '4711',
    drawnUntil: after(2).toISOString(),
    surroundings: new Blob(['place']),
    voice: new Blob(['opus']),
    fix: { lat: 1, lng: 2, accuracy_m: 3, datum: 'wgs84', taken_at: start.toISOString() },
  },
  start,
)
const review = stepsOf(request()).length - 1
const left = (draft: Draft = full, at = review): Progress => ({ attempt: 'a', at, draft, anew: [], isBack: false })
const kindAt = (p: Progress, r = request()) => stepsOf(r, p.draft)[p.at]?.kind

describe('a check-in that goes on', () => {
  it('is where it was, with all that was given and the same attempt', () => {
    const p = resume(request(), left(), after(1))
    expect(p).toEqual({ ...left(), isBack: true })
    expect(kindAt(p)).toBe('review')
    expect(resume(request(), left(full, 0), after(1)).isBack).toBe(false) // nothing was done yet
  })

  it('has gestures and the digits read out done once more when their time is over', () => {
    const p = resume(request(), left(), after(2))
    expect(p.anew).toEqual(['gestures', 'voice'])
    expect(kindAt(p)).toBe('gestures')
    expect([p.draft.burst, p.draft.voice, p.draft.digits, p.draft.drawnUntil]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
    expect(p.draft.photo).toBe(full.photo)
    expect(p.draft.fix).toBe(full.fix)
    expect(p.draft.answers).toEqual({ q: 'well' })
    expect(p.draft.helpNeeded).toBe(true)
  })

  it('keeps a recording for which nothing was drawn, and drops what was spoken with one that was', () => {
    const { burst: _, digits: __, drawnUntil: ___, ...offline } = full
    const plain = request('face', { challenge: false })
    expect(resume(plain, left(offline), after(5)).draft.voice).toBe(full.voice)
    const spoken = { ...offline, digits: '4711', drawnUntil: after(2).toISOString(), spoken: burst.answer }
    const p = resume(plain, left(spoken), after(5))
    expect([p.anew, p.draft.voice, p.draft.spoken]).toEqual([['voice'], undefined, undefined])
  })

  it('reads the place once more before the server calls it old', () => {
    const { burst: _, digits: __, drawnUntil: ___, ...draft } = full
    const r = request('face', { challenge: false })
    expect(resume(r, left(draft), after(9)).anew).toEqual([])
    const p = resume(r, left(draft), after(9.1))
    expect([p.anew, kindAt(p, r)]).toEqual([['location'], 'location'])
  })

  it('takes pictures and recordings once more after half an hour, from the first on', () => {
    expect(resume(request(), left(), after(30)).anew).not.toContain('camera')
    const p = resume(request(), left(), after(31))
    expect(p.anew).toEqual(['camera', 'gestures', 'surroundings', 'voice', 'location'])
    expect(kindAt(p)).toBe('camera')
    expect(p.draft.answers).toEqual({ q: 'well' })
  })

  it('says so until it is done, also over another call', () => {
    const p = resume(request(), left(), after(31))
    expect(isToDoAnew(p, 'camera')).toBe(true)
    expect(isToDoAnew(p, 'question')).toBe(false)
    const photographed = { ...p, at: p.at + 1, draft: given(p.draft, { photo: new Blob(['x']) }, after(32)) }
    expect(isToDoAnew(photographed, 'camera')).toBe(false)
    const again = resume(request(), photographed, after(33))
    expect(kindAt(again)).toBe('gestures')
    expect(again.draft.photo).toBe(photographed.draft.photo)
    expect(isToDoAnew(again, 'gestures')).toBe(true)
    const without = { ...again, draft: given(again.draft, { noChallenge: 'cannot' }, after(33)) }
    expect(isToDoAnew(without, 'gestures')).toBe(false)
  })

  it('never goes further than it had come', () => {
    expect(resume(request(), left(full, 1), after(31)).at).toBe(1)
    expect(kindAt(resume(request(), left(full, 2), after(31)))).toBe('camera')
  })

  it('leaves out what is no longer asked for: whoever does not want the face shown sends none', () => {
    const p = resume(request('call', { voice: false, surroundings: false }), left(), after(1))
    expect([p.draft.photo, p.draft.burst, p.draft.voice, p.draft.surroundings]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
    expect([p.anew, kindAt(p, request('call', { voice: false, surroundings: false }))]).toEqual([[], 'review'])
  })
})
