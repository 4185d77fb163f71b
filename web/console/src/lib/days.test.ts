import { describe, expect, it } from 'vitest'
import { isDay, isInstant, onlyDays } from './days'

it.each(['2026-11-23', '2024-02-29', '1999-12-31'])('%s is a day', (text) => expect(isDay(text)).toBe(true))

it.each([
  undefined,
  '',
  'abc',
  '2026',
  '2026-11',
  '2026-13-01',
  '2026-02-31',
  '2026-1-1',
  '20261123',
  '2026-11-23T01:00',
])('%s is none', (text) => expect(isDay(text)).toBe(false))

it('knows instants as the server writes them', () => {
  expect(isInstant('2026-11-23T01:30:00Z')).toBe(true)
  expect(isInstant('2026-11-23T01:30:00.123456+08:00')).toBe(true)
  for (const text of [undefined, '', '7', '2026-11-23', '2026-02-31T01:30:00Z', '2026-11-23T99:30:00Z'])
    expect(isInstant(text)).toBe(false)
})

describe('the filters of an address', () => {
  it('stay when they are right', () => {
    const search = {
      unit: 'u',
      from: '2026-11-01',
      to: '2026-11-30',
      day: '2026-11-02',
      before: '2026-11-02T00:00:00Z',
    }
    expect(onlyDays(search)).toEqual(search)
    expect(onlyDays({ from: '2026-11-01', to: '2026-11-01' }).from).toBe('2026-11-01')
  })
  it('lose what is no day, and say so: a name that is left out would be taken from the route above', () => {
    const out = onlyDays({ from: 'abc', to: '2026-11-30', day: 'x', before: 'zz', status: 'open' })
    expect(out).toEqual({ from: undefined, to: '2026-11-30', day: undefined, before: undefined, status: 'open' })
    expect(Object.keys(out)).toContain('from')
    expect(Object.keys(onlyDays({}))).toEqual([])
  })
  it('lose a span that ends before it begins', () =>
    expect(onlyDays({ from: '2026-12-01', to: '2026-11-01' })).toEqual({ from: undefined, to: undefined }))
})
