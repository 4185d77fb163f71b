import { expect, it } from 'vitest'
import type { Invitee } from './roster'
import { createLive, roster, takeRoster, takeState } from './store'

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
  })
  expect(roster(store.getState())).toEqual([])
  takeRoster(store, [invitee(1, 'on_line')])
  expect(store.getState().people.p1?.hasVideo).toBe(true)
})
