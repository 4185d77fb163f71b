// Where a picture goes in its box, so that two faces can be compared.
import type { Schemas } from '../../lib/types'

export interface Size {
  width: number
  height: number
}

/** A CSS matrix: x → a·x + c·y + e, y → b·x + d·y + f. */
export type Matrix = [a: number, b: number, c: number, d: number, e: number, f: number]

/** Where the middle between the eyes stands in a box, and how far apart they are, by its width and height. */
const eyesAt = { x: 0.5, y: 0.42, apart: 0.27 }

/** Turns and scales a picture so that the eyes are level, at one place and equally far apart; null without eyes. */
export function atEyes(eyes: Schemas['Eyes'], box: Size): Matrix | null {
  const [dx, dy] = [eyes.right_x - eyes.left_x, eyes.right_y - eyes.left_y]
  const apart = Math.hypot(dx, dy)
  if (!(apart >= 1)) return null
  const scale = (eyesAt.apart * box.width) / apart
  const [a, b] = [(scale * dx) / apart, (-scale * dy) / apart]
  const [mx, my] = [(eyes.left_x + eyes.right_x) / 2, (eyes.left_y + eyes.right_y) / 2]
  return [a, b, -b, a, eyesAt.x * box.width - a * mx + b * my, eyesAt.y * box.height - b * mx - a * my]
}

/** Scales a picture so that it covers its box, cut alike at both ends. */
export function covering(picture: Size, box: Size): Matrix {
  const scale = Math.max(box.width / picture.width, box.height / picture.height)
  return [scale, 0, 0, scale, (box.width - scale * picture.width) / 2, (box.height - scale * picture.height) / 2]
}

/** The matrix as CSS has it. */
export const css = (m: Matrix) => `matrix(${m.map((n) => n.toFixed(5)).join(', ')})`
