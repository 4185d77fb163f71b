import { expect, it } from 'vitest'
import type { Invitee } from './roster'
import { createLive, roster, takeRoster, takeState, takeText } from './store'

const invitee = (seq: number, presence = 'invited'): Invitee => ({
  person_id: `p${seq}`,
  name: `${seq}`,
  number: `${seq}`,
  seq,
  presence,
  on_line_at: null,
  called_at: null,
  mark: null,
  mark_reason: '',
  marked_at: null,
  marked_by: null,
  snapshot_url: null,
})

const rest = {
  hand_at: null,
  muted: false,
  calls: 0,
  answer: '' as const,
  trouble: '' as const,
  worst_rung: 'video' as const,
}

it('a text that is told again is there once, in order', () => {
  const store = createLive()
  const text = (seq: number) => ({ seq, person_id: null, text: `${seq}`, at: '2026-11-23T01:00:00Z' })
  for (const seq of [2, 1, 2]) takeText(store, text(seq))
  expect(store.getState().texts.map((t) => t.seq)).toEqual([1, 2])
})

it('a change of one person leaves the entries of others untouched', () => {
  const store = createLive()
  takeRoster(store, [invitee(2), invitee(1)])
  const before = store.getState().people.p2
  takeState(store, {
    invitee: invitee(1, 'on_line'),
    has_video: true,
    hand_raised: false,
    frozen_seconds: 0,
    rung: 'video',
    ...rest,
  })
  expect(store.getState().people.p1?.hasVideo).toBe(true)
  expect(store.getState().people.p2).toBe(before)
  expect(roster(store.getState()).map((i) => i.person_id)).toEqual(['p1', 'p2'])
})

it('a fresh roster keeps what is known of the line', () => {
  const store = createLive()
  takeRoster(store, [invitee(1)])
  takeState(store, {
    invitee: invitee(1, 'on_line'),
    has_video: true,
    hand_raised: true,
    frozen_seconds: 0,
    rung: 'still',
    ...rest,
  })
  takeRoster(store, [invitee(1, 'on_line')])
  expect(store.getState().people.p1).toMatchObject({ hasVideo: true, handRaised: true, rung: 'still' })
})

it('what is told of somebody before the roster has come is kept, and shown only with it', () => {
  const store = createLive()
  takeState(store, {
    invitee: invitee(1, 'on_line'),
    has_video: true,
    hand_raised: false,
    frozen_seconds: 0,
    rung: 'video',
    ...rest,
  })
  expect(roster(store.getState())).toEqual([])
  takeRoster(store, [invitee(1, 'on_line')])
  expect(store.getState().people.p1?.hasVideo).toBe(true)
})
