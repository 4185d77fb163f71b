// What a picture's light is like, told from a small copy of it, so that one hint can help before it is taken. It never
// refuses anything: a person looks at what is too dark.

/** The small copy: enough for light and strong blur, and measured in about a millisecond on a cheap phone. */
export const WIDTH = 64
export const HEIGHT = 48

/** What could be done better. */
export type Hint = 'too_dark' | 'too_bright' | 'hold_still' | 'blurred'

/** What a small picture measures; luma from 0 to 255 (Rec. 601), within the oval where the face is. */
export interface Light {
  luma: Uint8Array
  mean: number
  /** Share of the oval that has no drawing left because it is white. */
  white: number
  /** Variance of the Laplacian over the variance of the luma: detail, whatever the light. */
  sharp: number
}

/**
 * Where a hint begins. The server takes a face from 50 to 225 for the record (EnrolmentLimits of internal/identity) and
 * compares one down to 8: between the two an officer may have to look, so the hint comes where the record's own limits
 * end. A quarter of the oval burnt white is a lamp or a window, whatever the mean says. MIN_SHARP was measured with 33
 * photos of faces, 640 wide: in focus all have 0.80 and more; blurred by 6 px (the eyes are told apart still) half
 * have 0.40, by 10 px (they are not) half have 0.13. Noise of a dark camera moves a pixel by 3 to 6; a head that turns
 * moves more than MAX_MOVE.
 */
export const MIN_LUMA = 50
export const MAX_LUMA = 225
export const MAX_WHITE = 0.25
export const MIN_SHARP = 0.25
export const MAX_MOVE = 14
const WHITE = 250

/** How often the camera is looked at, and how long a hint stays at least: read before it changes. */
export const LOOK_MS = 500
export const HOLD_MS = 1500

/** Whether a point of the small copy lies in the oval. */
const inOval = (x: number, y: number) =>
  ((x + 0.5) / WIDTH - 0.5) ** 2 / 0.3 ** 2 + ((y + 0.5) / HEIGHT - 0.47) ** 2 / 0.38 ** 2 <= 1

/** Measures the RGBA pixels of a small copy. */
export function measure(rgba: Uint8ClampedArray): Light {
  const luma = new Uint8Array(WIDTH * HEIGHT)
  for (let i = 0; i < luma.length; i++)
    luma[i] = Math.round(0.299 * at(rgba, 4 * i) + 0.587 * at(rgba, 4 * i + 1) + 0.114 * at(rgba, 4 * i + 2))
  const plain = new Moments()
  const detail = new Moments()
  let white = 0
  for (let y = 1; y < HEIGHT - 1; y++)
    for (let x = 1; x < WIDTH - 1; x++) {
      if (!inOval(x, y)) continue
      const i = y * WIDTH + x
      const here = at(luma, i)
      plain.add(here)
      detail.add(at(luma, i - 1) + at(luma, i + 1) + at(luma, i - WIDTH) + at(luma, i + WIDTH) - 4 * here)
      if (here >= WHITE) white++
    }
  return { luma, mean: plain.mean, white: white / plain.n, sharp: detail.variance / Math.max(plain.variance, 1) }
}

/** How much a picture differs from the one before, in luma a pixel, apart from a change of the light as a whole. */
export function moved(a: Light, b: Light): number {
  let sum = 0
  let n = 0
  const shift = b.mean - a.mean
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      if (!inOval(x, y)) continue
      const i = y * WIDTH + x
      sum += Math.abs(at(b.luma, i) - at(a.luma, i) - shift)
      n++
    }
  return sum / n
}

/** The one hint that helps most: without light nothing else can be told, and who moves is blurred by that. */
export function hintOf(now: Light, before?: Light): Hint | null {
  if (now.mean < MIN_LUMA) return 'too_dark'
  if (now.mean > MAX_LUMA || now.white > MAX_WHITE) return 'too_bright'
  if (before && moved(before, now) > MAX_MOVE) return 'hold_still'
  return now.sharp < MIN_SHARP ? 'blurred' : null
}

/** What is shown since when. */
export interface Shown {
  hint: Hint | null
  at: number
}

/** What is shown next: a hint stays for HOLD_MS, so that it can be read and is not spoken over. */
export function next(shown: Shown, hint: Hint | null, now: number): Shown {
  if (hint === shown.hint || (shown.at > 0 && now - shown.at < HOLD_MS)) return shown
  return { hint, at: now }
}

/** A small copy of what a video or picture shows, measured; null where the browser gives no pixels. */
export function look(source: CanvasImageSource, canvas: HTMLCanvasElement): Light | null {
  canvas.width = WIDTH
  canvas.height = HEIGHT
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return null
  context.drawImage(source, 0, 0, WIDTH, HEIGHT)
  return measure(context.getImageData(0, 0, WIDTH, HEIGHT).data)
}

/** The hint about a picture that was taken. */
export async function hintAbout(photo: Blob): Promise<Hint | null> {
  const picture = await createImageBitmap(photo)
  const light = look(picture, document.createElement('canvas'))
  picture.close()
  return light && hintOf(light)
}

const at = (list: Uint8ClampedArray | Uint8Array, i: number) => list[i] ?? 0

/** Mean and variance of what is added. */
class Moments {
  n = 0
  private sum = 0
  private squares = 0
  add(v: number) {
    this.n++
    this.sum += v
    this.squares += v * v
  }
  get mean() {
    return this.sum / this.n
  }
  get variance() {
    return this.squares / this.n - this.mean ** 2
  }
}
