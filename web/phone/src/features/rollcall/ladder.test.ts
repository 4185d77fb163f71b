import type { Rung } from '@diandao/shared/signalling/types'
import { describe, expect, it } from 'vitest'
import { carried, type Ladder, type Sample, startLadder, step } from './ladder'

const sample = (over: Partial<Sample> = {}): Sample => ({ kbps: 900, rttMs: 60, lossPercent: 0, ...over })

it.each([
  [sample(), 'video'],
  [sample({ kbps: null, rttMs: null, lossPercent: null }), 'video'],
  [sample({ kbps: 249 }), 'low'],
  [sample({ kbps: 80 }), 'low'],
  [sample({ kbps: 79 }), 'still'],
  [sample({ kbps: 31 }), 'audio'],
  [sample({ kbps: 5 }), 'telephone'],
  [sample({ lossPercent: 12 }), 'low'],
  [sample({ lossPercent: 30 }), 'still'],
  [sample({ lossPercent: 50 }), 'audio'],
  [sample({ lossPercent: 80 }), 'telephone'],
  [sample({ rttMs: 4000 }), 'still'],
  [sample({ kbps: 90, lossPercent: 50 }), 'audio'],
] as const)('%j carries %s', (s, rung) => {
  expect(carried(s)).toBe(rung)
})

/** Goes on with one sample every two seconds and tells the rungs by when they began, in seconds. */
function walk(from: Ladder, seconds: number, at: (second: number) => Sample, cap: Rung = 'video') {
  const seen: [number, Rung][] = []
  let l = from
  for (let s = 2; s <= seconds; s += 2) {
    const next = step(l, at(s), cap, s * 1000)
    if (next.rung !== l.rung) seen.push([s, next.rung])
    l = next
  }
  return { seen, ladder: l }
}

describe('the ladder', () => {
  it('stays where it is while all is well', () => {
    expect(walk(startLadder(0), 120, () => sample()).seen).toEqual([])
  })

  it('goes down after four seconds, straight to what is carried', () => {
    expect(walk(startLadder(0), 10, () => sample({ kbps: 60 })).seen).toEqual([[6, 'still']])
  })

  it('does not follow a stumble', () => {
    expect(walk(startLadder(0), 60, (s) => sample({ kbps: s % 10 === 0 ? 20 : 900 })).seen).toEqual([])
  })

  it('asks for a telephone call only when nothing came through for longer', () => {
    expect(walk(startLadder(0), 20, () => sample({ kbps: 3 })).seen).toEqual([[14, 'telephone']])
  })

  it('goes up one at a time and slowly', () => {
    const { ladder } = walk(startLadder(0), 10, () => sample({ kbps: 60 }))
    const seen: [number, Rung][] = []
    let l = ladder
    for (let s = 12; s <= 70; s += 2) {
      const next = step(l, sample(), 'video', s * 1000)
      if (next.rung !== l.rung) seen.push([s, next.rung])
      l = next
    }
    expect(seen).toEqual([
      [28, 'low'],
      [50, 'video'],
    ])
  })

  it('does not flap on a network that carries one rung only', () => {
    // 60 kbps: a try of the next rung fails each time, so it is tried ever more seldom
    const { seen } = walk(startLadder(0), 1800, () => sample({ kbps: 60 }))
    expect(seen.map(([, r]) => r)).toEqual(['still'])
    let tries = 0
    let l = walk(startLadder(0), 10, () => sample({ kbps: 60 })).ladder
    for (let s = 12; s <= 1800; s += 2) {
      // an estimate that knows no better until the try: unknown at the rung, too little above it
      const next = step(l, sample({ kbps: l.rung === 'still' ? null : 60 }), 'video', s * 1000)
      if (next.rung === 'low') tries += l.rung === 'low' ? 0 : 1
      l = next
    }
    expect(tries).toBeLessThanOrEqual(8)
  })

  it('obeys the server at once and goes no further up than it says', () => {
    const down = step(startLadder(0), sample(), 'still', 2000)
    expect(down.rung).toBe('still')
    expect(walk(down, 120, () => sample(), 'still').seen).toEqual([])
    expect(walk(down, 120, () => sample(), 'low').ladder.rung).toBe('low')
  })
})
