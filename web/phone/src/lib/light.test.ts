import { describe, expect, it } from 'vitest'
import { HEIGHT, HOLD_MS, hintOf, LOOK_MS, measure, moved, next, type Shown, WIDTH } from './light'

/** A small picture made by a rule: the luma of each point. */
function made(luma: (x: number, y: number) => number) {
  const rgba = new Uint8ClampedArray(WIDTH * HEIGHT * 4)
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) rgba.set([luma(x, y), luma(x, y), luma(x, y), 255], 4 * (y * WIDTH + x))
  return measure(rgba)
}

/** Something with features: two eyes and a mouth on a round face, as bright as told, as soft as told. */
const face = (bright: number, soft = 1, dx = 0) =>
  made((x, y) => {
    const spot = (cx: number, cy: number, r: number) => 1 / (1 + Math.exp((Math.hypot(x - cx - dx, y - cy) - r) / soft))
    return bright * (1 - 0.7 * (spot(26, 20, 2) + spot(38, 20, 2) + spot(32, 32, 3)))
  })

describe('light', () => {
  it('measures luma by Rec. 601 within the oval', () => {
    const rgba = new Uint8ClampedArray(WIDTH * HEIGHT * 4)
    for (let i = 0; i < WIDTH * HEIGHT; i++) rgba.set([200, 100, 50, 255], 4 * i)
    expect(measure(rgba).mean).toBe(124) // 0.299·200 + 0.587·100 + 0.114·50 = 124.2
    // a bright window beside the face is not the face
    expect(made((x) => (x < 10 ? 255 : 100)).mean).toBe(100)
  })

  it('has no hint for a face that is lit and in focus', () => expect(hintOf(face(150, 0.4))).toBeNull())

  it('hints at darkness before anything else, and exactly where the record’s own limit is', () => {
    expect(hintOf(face(20, 6), face(20, 6, 8))).toBe('too_dark')
    expect(hintOf(made((x, y) => 49 + ((x + y) % 2)))).toBe('too_dark')
    expect(hintOf(made((x, y) => ((x + y) % 2 ? 30 : 80)))).toBeNull() // mean 55: dark enough to see, not too dark
  })

  it('hints at too much light, also when only a part is burnt white', () => {
    expect(hintOf(made(() => 240))).toBe('too_bright')
    const lamp = made((x, y) => (x > 36 ? 255 : (x + y) % 2 ? 60 : 100))
    expect(lamp.mean).toBeLessThan(225)
    expect(hintOf(lamp)).toBe('too_bright')
  })

  it('tells what is blurred from what is in focus, whatever the light', () => {
    for (const bright of [80, 150, 220]) {
      expect(hintOf(face(bright, 0.4)), `in focus ${bright}`).toBeNull()
      expect(hintOf(face(bright, 6)), `blurred ${bright}`).toBe('blurred')
    }
  })

  it('asks to hold still when the picture moves, and not when only the light changes', () => {
    const stripes = (shift: number, up = 0) => made((x) => up + ((x + shift) % 8 < 4 ? 60 : 120))
    expect(hintOf(stripes(4), stripes(0))).toBe('hold_still')
    expect(moved(stripes(0), stripes(0, 40))).toBeLessThan(1)
    expect(hintOf(stripes(0, 40), stripes(0))).toBeNull()
  })
})

describe('what is shown', () => {
  it('changes at most once in a second and a half', () => {
    let shown: Shown = { hint: null, at: 0 }
    const changes: number[] = []
    // a camera that cannot decide
    for (let now = 10_000; now < 20_000; now += LOOK_MS) {
      const after = next(shown, (now / LOOK_MS) % 2 ? 'too_dark' : null, now)
      if (after !== shown) changes.push(now)
      shown = after
    }
    expect(changes.length).toBeGreaterThan(2)
    for (const [i, at] of changes.entries()) expect(at - (changes[i - 1] ?? 0)).toBeGreaterThanOrEqual(HOLD_MS)
  })

  it('comes at once the first time', () => {
    expect(next({ hint: null, at: 0 }, 'too_dark', 5)).toEqual({ hint: 'too_dark', at: 5 })
  })
})
