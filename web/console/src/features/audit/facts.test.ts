import { describe, expect, it } from 'vitest'
import { factsOf, groupsOf, instantOf, isDay, short } from './facts'

describe('the facts of an entry', () => {
  it('tell what was and what is in one line', () => {
    expect(factsOf({ kind: 'accept', from: 'active', to: 'detained', rows: 3 })).toEqual([
      { name: 'kind', now: 'accept' },
      { name: 'change', was: 'active', now: 'detained' },
      { name: 'rows', now: 3 },
    ])
    expect(factsOf({ status: 'open', was: 'missed', minutes: 30 })).toEqual([
      { name: 'status', was: 'missed', now: 'open' },
      { name: 'minutes', now: 30 },
    ])
  })
  it('tell a corrected fact as what was and what is', () => {
    expect(factsOf({ name: { was: '王小明', now: '王晓明' }, phone: null, area: { was: 1 } })).toEqual([
      { name: 'name', was: '王小明', now: '王晓明' },
      { name: 'phone', now: null },
      { name: 'area', now: { was: 1 } },
    ])
  })
  it('tell a status on its own, and from when until when', () => {
    expect(factsOf({ status: 'late' })).toEqual([{ name: 'status', now: 'late' }])
    expect(factsOf({ from: '2026-11-23T01:30:00Z', to: '2026-11-23T01:40:00Z' })[0]?.name).toBe('period')
    expect(factsOf({ from: 1_795_397_400_000_000, to: 1_795_398_000_000_000 })[0]?.name).toBe('period')
  })
  it.each([[null], [undefined], ['text'], [['a']]])('%j has none', (data) => expect(factsOf(data)).toEqual([]))
})

it('knows instants from counts', () => {
  expect(instantOf('made_at', 1_795_397_400_000_000)?.toISOString()).toBe('2026-11-23T01:30:00.000Z')
  expect(instantOf('at', '2026-11-23T01:30:00Z')?.toISOString()).toBe('2026-11-23T01:30:00.000Z')
  expect(instantOf('rows', 4000)).toBeNull()
  expect(instantOf('next', 0)).toBeNull()
  expect(instantOf('day', '2026-11-23')).toBeNull()
})

it('shortens what people only compare', () => {
  expect(short('0193a5f0-7c00-7000-8000-000000000004')).toBe('000000000004')
  expect(short('9f86d081884c7d659a2feaa0c55ad015a3bf4f1b')).toBe('9f86d081')
  expect(short('accept')).toBe('accept')
})

it('looks for words by what the entry is about', () => {
  expect(groupsOf('status', 'leave')[0]).toBe('leave_status')
  expect(groupsOf('way', 'person')).toEqual(['way'])
})

it('a day is known from an instant, a month and a number', () => {
  expect(['2026-12-19', '2026-12', 20261219, '2026-12-19T08:00:00Z'].map(isDay)).toEqual([true, false, false, false])
})
