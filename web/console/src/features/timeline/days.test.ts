import { expect, it } from 'vitest'
import { type Item, kindsOf } from './api'
import { byDay } from './days'

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
