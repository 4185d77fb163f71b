import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkDrawn, checkDraws, checkOrder } from '../shared/draw/check'
import { commitmentOf, type DrawRule, drawnOrder, drawnTimes, isPromised, seedBytes } from '../shared/draw/draw'

interface Golden extends DrawRule {
  seed: string
  commitment: string
  subject: string
  day: string
  drawn: string[]
}

// written and checked by the server's own code
const file = join(import.meta.dirname, '../../internal/schedule/testdata/draws.golden.json')
const golden = JSON.parse(readFileSync(file, 'utf8')) as Golden[]
const seedOf = (g: Golden) => seedBytes(g.seed) as Uint8Array<ArrayBuffer>

it('has draws of all kinds to be checked against', () => {
  expect(golden.length).toBeGreaterThanOrEqual(8)
  expect(new Set(golden.map((g) => g.times)).size).toBe(4)
})

describe.each(golden)('$day in $zone, $times of $length_minutes minutes', (g) => {
  it('has the commitment that the server has', async () => {
    expect(await commitmentOf(g.day, seedOf(g))).toBe(g.commitment)
    expect(await isPromised(g)).toBe(true)
    expect(await isPromised({ ...g, day: '2026-01-01' })).toBe(false)
  })

  it('draws what the server draws', async () => {
    const times = await drawnTimes(seedOf(g), g.subject, g.day, g)
    expect(times.map((t) => new Date(t).toISOString().replace('.000', ''))).toEqual(g.drawn)
  })
})

it('a seed is 64 hex digits', () => {
  for (const bad of ['', 'zz', '0'.repeat(62), 'g'.repeat(64)]) expect(seedBytes(bad)).toBeNull()
})

it('windows that do not fit are refused, not drawn for ever', async () => {
  const g = golden[0] as Golden
  await expect(drawnTimes(seedOf(g), 'a', g.day, { ...g, span_minutes: 30 })).rejects.toThrow(RangeError)
})

describe('checking', () => {
  const draws = golden.map((g) => ({ ...g, committed_at: '2026-01-01T00:00:00Z' }))
  const g = draws[0] as (typeof draws)[number]
  const one = { request_id: 'r', day: g.day, opens_at: g.drawn[0] as string, rule: g }

  it('says of each day whether the promise was kept', async () => {
    const days = [g, { ...g, day: '2026-12-01' }, { ...g, day: '2026-12-02', seed: '' }]
    expect([...(await checkDraws(days)).values()]).toEqual(['matches', 'differs', 'secret'])
  })

  it('says of a check-in whether it opened when it was drawn', async () => {
    expect(await checkDrawn(one, g.subject, [g])).toEqual({
      verdict: 'matches',
      times: [Date.parse(one.opens_at)],
    })
    const later = new Date(Date.parse(one.opens_at) + 60_000).toISOString()
    expect((await checkDrawn({ ...one, opens_at: later }, g.subject, [g])).verdict).toBe('differs')
    expect((await checkDrawn(one, 'another', [g])).verdict).toBe('differs')
  })

  it('does not take a promise that came after the check-in', async () => {
    const late = { ...g, committed_at: new Date(Date.parse(one.opens_at) + 1000).toISOString() }
    expect((await checkDrawn(one, g.subject, [late])).verdict).toBe('differs')
  })

  it('does not take a seed that was not promised, nor a day that was not drawn', async () => {
    expect((await checkDrawn(one, g.subject, [{ ...g, commitment: '0'.repeat(64) }])).verdict).toBe('differs')
    expect((await checkDrawn(one, g.subject, [])).verdict).toBe('differs')
    expect((await checkDrawn(one, g.subject, [{ ...g, seed: '' }])).verdict).toBe('secret')
  })
})

describe('the order of a roll call', () => {
  const orders = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../internal/schedule/testdata/orders.golden.json'), 'utf8'),
  ) as { seed: string; subject: string; ids: string[]; order: string[] }[]

  it.each(orders)('of $ids.length is what the server drew', async (g) => {
    expect(await drawnOrder(seedBytes(g.seed) as Uint8Array<ArrayBuffer>, g.subject, g.ids)).toEqual(g.order)
  })

  it('is told from one that somebody changed', async () => {
    const g = orders[3] as (typeof orders)[number]
    const day = '2026-11-23'
    const draw = {
      day,
      seed: g.seed,
      committed_at: '',
      commitment: await commitmentOf(day, seedBytes(g.seed) as never),
    }
    expect(await checkOrder(g.subject, g.order, draw)).toBe('matches')
    expect(await checkOrder(g.subject, [...g.order].reverse(), draw)).toBe('differs')
    expect(await checkOrder(g.subject, g.order, { ...draw, commitment: 'x' })).toBe('differs')
    expect(await checkOrder(g.subject, g.order, { ...draw, seed: '' })).toBe('secret')
    expect(await checkOrder(g.subject, g.order, undefined)).toBe('differs')
  })
})
