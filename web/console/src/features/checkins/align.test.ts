import { expect, it } from 'vitest'
import { atEyes, covering, type Matrix } from './align'

const box = { width: 300, height: 400 }
const put = ([a, b, c, d, e, f]: Matrix, x: number, y: number) => [a * x + c * y + e, b * x + d * y + f]

it.each([
  { left_x: 100, left_y: 120, right_x: 160, right_y: 120, width: 300, height: 400 },
  { left_x: 900, left_y: 1300, right_x: 1200, right_y: 1100, width: 2000, height: 3000 },
])('eyes of any picture come to the same places', (eyes) => {
  const m = atEyes(eyes, box) as Matrix
  const [lx, ly] = put(m, eyes.left_x, eyes.left_y)
  const [rx, ry] = put(m, eyes.right_x, eyes.right_y)
  expect(lx).toBeCloseTo(150 - 40.5)
  expect(rx).toBeCloseTo(150 + 40.5)
  expect(ly).toBeCloseTo(168)
  expect(ry).toBeCloseTo(168)
})

it('a face whose eyes are one point is not laid by them', () => {
  expect(atEyes({ left_x: 5, left_y: 5, right_x: 5, right_y: 5, width: 9, height: 9 }, box)).toBeNull()
})

it('covers the box, cut alike at both ends', () => {
  expect(covering({ width: 600, height: 400 }, box)).toEqual([1, 0, 0, 1, -150, 0])
  expect(covering({ width: 150, height: 400 }, box)).toEqual([2, 0, 0, 2, 0, -200])
})
