import { expect, it } from 'vitest'
import { calledIn, isEmpty, newsOf, together } from './news'
import type { Invitee } from './roster'
import { createLive, takeInvitee, takeRoster, takeState } from './store'

const invitee = (seq: number, presence: string, mark: string | null = null): Invitee => ({
  person_id: `p${seq}`,
  name: `${seq}`,
  number: `${seq}`,
  seq,
  presence,
  on_line_at: null,
  called_at: null,
  mark,
  mark_reason: '',
  marked_at: null,
  marked_by: null,
  snapshot_url: null,
})

const line = {
  has_video: true,
  hand_raised: false,
  frozen_seconds: 0,
  rung: 'video' as const,
  worst_rung: 'video' as const,
  hand_at: null as string | null,
  muted: false,
  calls: 0,
  answer: '' as const,
  trouble: '' as const,
}

/** A room of two, and what a change of it tells. */
function room() {
  const store = createLive()
  takeRoster(store, [invitee(1, 'on_line'), invitee(2, 'reached')])
  return {
    store,
    after(change: () => void) {
      const before = store.getState()
      change()
      const { marked, joined, lost, hands } = newsOf(before, store.getState())
      const ids = (all: Invitee[]) => all.map((i) => i.person_id).join()
      return { marked: ids(marked), joined: ids(joined), lost: ids(lost), hands: ids(hands) }
    },
  }
}

it('tells who joins, is lost, raises a hand and is marked', () => {
  const { store, after } = room()
  const none = { marked: '', joined: '', lost: '', hands: '' }
  expect(after(() => takeState(store, { ...line, invitee: invitee(2, 'on_line') }))).toEqual({ ...none, joined: 'p2' })
  expect(after(() => takeState(store, { ...line, invitee: invitee(2, 'called') }))).toEqual(none)
  expect(calledIn(store.getState())?.invitee.person_id).toBe('p2')
  expect(after(() => takeInvitee(store, invitee(2, 'on_line', 'late')))).toEqual({ ...none, marked: 'p2' })
  expect(calledIn(store.getState())).toBeUndefined()
  expect(after(() => takeInvitee(store, invitee(2, 'on_line', 'late')))).toEqual(none)
  const up = { ...line, hand_at: '2026-11-23T01:00:00Z' }
  expect(after(() => takeState(store, { ...up, invitee: invitee(1, 'on_line') }))).toEqual({ ...none, hands: 'p1' })
  expect(after(() => takeState(store, { ...line, invitee: invitee(1, 'dropped') }))).toEqual({ ...none, lost: 'p1' })
})

it('what is there when one enters is no news', () => {
  const store = createLive()
  const before = store.getState()
  takeRoster(store, [invitee(1, 'on_line', 'present')])
  expect(isEmpty(newsOf(before, store.getState()))).toBe(true)
})

it('who was lost and came back meanwhile is only told as there', () => {
  const one = { marked: [], joined: [], lost: [invitee(1, 'dropped')], hands: [] }
  const two = { marked: [], joined: [invitee(1, 'on_line')], lost: [], hands: [] }
  const both = together(one, two)
  expect([both.joined.length, both.lost.length]).toEqual([1, 0])
})
