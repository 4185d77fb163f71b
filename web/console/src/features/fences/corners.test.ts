import { expect, it } from 'vitest'
import { readCorners, written } from './corners'

it('reads corners as people write them, and writes them so that they read the same', () => {
  const corners = [
    { lat: 30.25, lng: 120.16 },
    { lat: 30.3, lng: 120.2 },
  ]
  expect(readCorners('30.25, 120.16\n\n 30.3 120.2 ')).toEqual(corners)
  expect(readCorners('30.25，120.16\n30.3；120.2')).toEqual(corners)
  expect(readCorners(written(corners))).toEqual(corners)
  expect(readCorners('')).toEqual([])
})

it('says so when a line is no corner', () => {
  for (const bad of ['30.25', '30.25, 120.16, 5', 'here', '120.16, 230.25', '30.25,,x'])
    expect(readCorners(bad)).toBeNull()
})
