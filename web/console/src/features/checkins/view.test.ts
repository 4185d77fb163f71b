import { expect, it } from 'vitest'
import { asTaken, lit, moved, styleOf, zoomedBy, zoomedTo } from './view'

it('zooms within bounds', () => {
  expect(zoomedTo(asTaken, 100).zoom).toBe(6)
  expect(zoomedBy(asTaken, 0.1).zoom).toBe(1)
})

it('keeps the point under the pointer', () => {
  const at = { x: 0.2, y: -0.1 }
  const v = zoomedTo(asTaken, 2, at)
  // a point p of the picture stands at v.x + p * zoom
  expect(v.x + at.x * v.zoom).toBeCloseTo(at.x)
  expect(v.y + at.y * v.zoom).toBeCloseTo(at.y)
})

it('can not be moved out of its box, and not at all unzoomed', () => {
  expect(moved(asTaken, 0.5, 0.5)).toEqual(asTaken)
  expect(moved(zoomedTo(asTaken, 2), 9, -9)).toMatchObject({ x: 0.5, y: -0.5 })
  const near = moved(zoomedTo(asTaken, 4), 1.5, 0)
  expect(zoomedTo(near, 1)).toMatchObject({ x: 0, y: 0 })
})

it('is the same style for both pictures', () => {
  expect(styleOf(lit(moved(zoomedTo(asTaken, 2), 0.25, 0), 1.5))).toEqual({
    transform: 'translate(25.00%, 0.00%) scale(2.000)',
    filter: 'brightness(1.50)',
  })
  expect(lit(asTaken, 9).light).toBe(2)
})
