import { describe, expect, it } from 'vitest'
import { atClosing, groupOf, type Invitee, nextToCall, page, tilesFor } from './roster'

const invitee = (seq: number, over: Partial<Invitee> = {}): Invitee => ({
  person_id: `p${seq}`,
  name: `${seq}`,
  number: `${seq}`,
  seq,
  presence: 'on_line',
  on_line_at: null,
  called_at: null,
  mark: null,
  mark_reason: '',
  marked_at: null,
  marked_by: null,
  snapshot_url: null,
  ...over,
})

describe('the next to be called', () => {
  const all = [invitee(1), invitee(2, { presence: 'invited' }), invitee(3, { mark: 'present' }), invitee(4)]

  it('skips who is not on line and who is marked', () => {
    expect(nextToCall(all, 'p1')?.person_id).toBe('p4')
  })

  it('begins anew at the end', () => {
    expect(nextToCall(all, 'p4')?.person_id).toBe('p1')
    expect(nextToCall(all, null)?.person_id).toBe('p1')
  })

  it('is nobody when all on line are marked', () => {
    expect(nextToCall([invitee(1, { mark: 'late' })], null)).toBeUndefined()
  })

  it('is not the one who is being called', () => {
    expect(nextToCall([invitee(1, { presence: 'called' })], 'p1')).toBeUndefined()
  })
})

it.each([
  [invitee(1, { mark: 'excused' }), 'excused', 'marked'],
  [invitee(1, { presence: 'left', on_line_at: '2026-11-23T01:00:00Z' }), 'review', 'coming'],
  [invitee(1, { presence: 'invited' }), 'not_reached', 'not_reached'],
  [invitee(1, { presence: 'reached' }), 'absent', 'coming'],
] as const)('closing and group of %#', (i, outcome, group) => {
  expect(atClosing(i)).toBe(outcome)
  expect(groupOf(i)).toBe(group)
})

it('pages keep everybody once, in order', () => {
  const all = Array.from({ length: 60 }, (_, i) => i)
  const pages = [0, 1, 2].map((n) => page(all, 25, n).items)
  expect(pages.flat()).toEqual(all)
  expect(page(all, 25, 9).number).toBe(2)
  expect(page([], 25, 0)).toEqual({ items: [], number: 0, count: 1 })
})

it('has at most 25 tiles and at least one', () => {
  expect(tilesFor(4000, 3000)).toEqual({ columns: 5, rows: 5 })
  expect(tilesFor(100, 90)).toEqual({ columns: 1, rows: 1 })
})
