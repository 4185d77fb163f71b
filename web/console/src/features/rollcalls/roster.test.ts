import { describe, expect, it } from 'vitest'
import {
  asking,
  atClosing,
  groupOf,
  hands,
  type Invitee,
  lastSeen,
  mayRecall,
  nextToCall,
  page,
  personsOf,
  type Standing,
  tilesFor,
} from './roster'

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

const standing = (i: Invitee, over: Partial<Standing> = {}): Standing => ({
  invitee: i,
  calls: 0,
  answer: '',
  handAt: null,
  ...over,
})

describe('the next to be called', () => {
  it('skips who is not on line and who is marked', () => {
    const all = [invitee(1, { presence: 'invited' }), invitee(2, { mark: 'present' }), invitee(3)].map((i) =>
      standing(i),
    )
    expect(nextToCall(all)?.person_id).toBe('p3')
  })

  it('is the one called the fewest times, twice at most', () => {
    const [a, b] = [invitee(1), invitee(2)]
    expect(nextToCall([standing(a, { calls: 1 }), standing(b)])?.person_id).toBe('p2')
    expect(nextToCall([standing(a, { calls: 1 }), standing(b, { calls: 1 })])?.person_id).toBe('p1')
    expect(nextToCall([standing(a, { calls: 2 })])).toBeUndefined()
  })

  it('is neither the one who is being called nor one who waits to be confirmed', () => {
    expect(nextToCall([standing(invitee(1, { presence: 'called' }))])).toBeUndefined()
    expect(nextToCall([standing(invitee(1), { answer: 'seen', calls: 1 })])).toBeUndefined()
  })
})

it.each([
  [standing(invitee(1, { mark: 'excused' })), 'excused', 'marked'],
  [standing(invitee(1, { presence: 'left', on_line_at: '2026-11-23T01:00:00Z' })), 'review', 'coming'],
  [standing(invitee(1, { presence: 'invited' })), 'not_reached', 'not_reached'],
  [standing(invitee(1, { presence: 'reached' })), 'absent', 'coming'],
  [standing(invitee(1), { answer: 'seen', calls: 1 }), 'absent', 'to_confirm'],
  [standing(invitee(1), { answer: 'none', calls: 1 }), 'absent', 'unanswered'],
  [standing(invitee(1), { calls: 1 }), 'absent', 'unanswered'],
  [standing(invitee(1, { presence: 'called' }), { calls: 1 }), 'absent', 'on_line'],
  [standing(invitee(1)), 'absent', 'on_line'],
] as const)('closing and group of %#', (s, outcome, group) => {
  expect(atClosing(s.invitee, false)).toBe(outcome)
  expect(groupOf(s)).toBe(group)
})

it('closing takes nobody for absent who said why it was not possible', () => {
  expect(atClosing(invitee(1, { presence: 'reached' }), true)).toBe('review')
  expect(atClosing(invitee(1, { presence: 'invited' }), true)).toBe('review')
  expect(atClosing(invitee(1, { mark: 'excused' }), true)).toBe('excused')
  expect(groupOf(standing(invitee(1, { presence: 'invited' })), true)).toBe('coming')
})

it('hands stand in the order in which they were raised', () => {
  const at = (seq: number, handAt: string | null) => standing(invitee(seq), { handAt })
  const up = hands([at(1, '2026-11-23T01:00:09Z'), at(2, null), at(3, '2026-11-23T01:00:02.5Z')])
  expect(up.map((s) => s.invitee.seq)).toEqual([3, 1])
})

it('only who is absent and unsettled is rung again', () => {
  expect(mayRecall(invitee(1, { presence: 'reached' }))).toBe(true)
  expect(mayRecall(invitee(1))).toBe(false)
  expect(mayRecall(invitee(1, { presence: 'left', mark: 'absent' }))).toBe(false)
})

it('pages keep everybody once, in order', () => {
  const all = Array.from({ length: 60 }, (_, i) => i)
  const pages = [0, 1, 2].map((n) => page(all, 25, n).items)
  expect(pages.flat()).toEqual(all)
  expect(page(all, 25, 9).number).toBe(2)
  expect(page([], 25, 0)).toEqual({ items: [], number: 0, count: 1 })
})

it('has at most 20 tiles and at least one', () => {
  expect(tilesFor(4000, 3000)).toEqual({ columns: 5, rows: 4 })
  expect(tilesFor(100, 90)).toEqual({ columns: 1, rows: 1 })
})

describe('what was seen', () => {
  const at = '2026-11-23T01:00:00Z'
  const finding = (code: string, weight: 'fact' | 'hint' | 'asks', evidence = 'picture') => ({
    code,
    weight,
    evidence,
    value: 0,
    attempt: 1,
    at,
  })
  const findings = [
    finding('face_unlike', 'asks'),
    finding('other_device', 'hint', 'device'),
    finding('located', 'fact', 'location'),
    finding('face_unlike', 'asks', 'frames:1'),
  ]

  it('is for somebody to look at when it asks, each once', () => {
    expect(asking(invitee(1, { findings, proposal: 'review' }))).toEqual(['face_unlike'])
  })

  it('is told once, newest first come, what asks before the rest', () => {
    const again = { ...finding('other_device', 'hint', 'device'), attempt: 2, value: 7 }
    const told = lastSeen([...findings.slice(1), again])
    expect(told.map((f) => f.code)).toEqual(['face_unlike', 'other_device', 'located'])
    expect(told[1]?.value).toBe(7)
  })

  it('names the persons it rests on', () => {
    expect(personsOf('persons:a,b')).toEqual(['a', 'b'])
    expect(personsOf('frames:1')).toEqual([])
  })

  it('is for nobody when a later attempt has settled it', () => {
    expect(asking(invitee(1, { findings, proposal: '' }))).toEqual([])
    expect(asking(invitee(1))).toEqual([])
  })
})
