import { expect, it } from 'vitest'
import { type Item, kindsOf } from './api'
import { byDay, whenOf } from './days'

const at = (text: string) => ({ at: new Date(text).toISOString() }) as Item

it('puts what happened under its days, in its order', () => {
  const days = byDay([at('2026-11-24T08:00'), at('2026-11-23T23:59'), at('2026-11-23T00:00'), at('2026-11-20T12:00')])
  expect(days.map((d) => [d.day, d.items.length])).toEqual([
    ['2026-11-24', 1],
    ['2026-11-23', 2],
    ['2026-11-20', 1],
  ])
  expect(byDay([])).toEqual([])
})

it('takes from an address only kinds that there are', () => {
  expect(kindsOf('sanction,gossip,miss')).toEqual(['miss', 'sanction'])
  expect(kindsOf(undefined)).toEqual([])
})

it('tells of a check-in when it was made, and of one that was sent later where it stands', () => {
  const arrived = '2026-11-23T10:00:04Z'
  expect(whenOf({ at: arrived, made_at: null, is_sent_later: false })).toBe(arrived)
  expect(whenOf({ at: arrived, made_at: '2026-11-23T09:59:58Z', is_sent_later: false })).toBe('2026-11-23T09:59:58Z')
  expect(whenOf({ at: arrived, made_at: '2026-11-23T01:12:00Z', is_sent_later: true })).toBe(arrived)
})
