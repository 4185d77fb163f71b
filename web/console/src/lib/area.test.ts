import { expect, it } from 'vitest'
import { boundsOf, crossesItself, distance, gridLines, gridStep, outline, polygon, problemOf, towards } from './area'

const at = (lat: number, lng: number) => ({ lat, lng })
const square = [at(30, 120), at(30, 120.1), at(30.1, 120.1), at(30.1, 120)]

it('goes a distance and measures it', () => {
  for (const bearing of [0, 45, 90, 200, 359])
    expect(distance(at(30, 120), towards(at(30, 120), 5000, bearing))).toBeCloseTo(5000, 3)
})

it('draws a circle as points that all lie on it', () => {
  const circle = { center: at(30, 120), radius_m: 500 }
  for (const p of outline(circle)) expect(distance(circle.center, p)).toBeCloseTo(500, 3)
  expect(outline(polygon(square))).toEqual(square)
})

it('knows a line that meets itself', () => {
  expect(crossesItself(square)).toBe(false)
  expect(crossesItself([at(30, 120), at(30.1, 120.1), at(30, 120.1), at(30.1, 120)])).toBe(true)
  expect(crossesItself([at(30, 120), at(30, 120.1), at(30, 120.1), at(30.1, 120)])).toBe(true)
  expect(crossesItself([at(0, 0), at(0, 2), at(2, 2), at(0, 2), at(0, 1)])).toBe(true)
  expect(crossesItself([at(0, 0), at(0, 2), at(2, 2), at(0, 1), at(2, 0)])).toBe(true)
})

it('names what keeps an area from being stored', () => {
  expect(problemOf(polygon(square))).toBeNull()
  expect(problemOf(polygon(square.slice(0, 2)))).toBe('vertices')
  expect(problemOf(polygon([at(30, 120), at(30.1, 120.1), at(30, 120.1), at(30.1, 120)]))).toBe('crosses_itself')
  expect(problemOf({ center: at(30, 120), radius_m: 49 })).toBe('size')
  expect(problemOf({ center: at(30, 120), radius_m: Number.NaN })).toBe('size')
  expect(problemOf({ center: at(30, 120), radius_m: 50 })).toBeNull()
})

it('finds what holds all, and a grid over it', () => {
  expect(boundsOf([])).toBeNull()
  expect(boundsOf(square)).toEqual([at(30, 120), at(30.1, 120.1)])
  expect(gridStep(0.8)).toBeCloseTo(0.1)
  expect(gridStep(1)).toBeCloseTo(0.2)
  expect(gridLines(29.95, 30.35, 0.1).map((l) => Number(l.toFixed(6)))).toEqual([30, 30.1, 30.2, 30.3])
})
