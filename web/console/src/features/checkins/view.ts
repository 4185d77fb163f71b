// How two pictures are looked at together: what is done to one is done to the other.

export interface View {
  zoom: number
  /** Moved by shares of the box's width and height. */
  x: number
  y: number
  /** Brightness; 1 is as taken. */
  light: number
}

export const asTaken: View = { zoom: 1, x: 0, y: 0, light: 1 }
export const limits = { zoom: [1, 6], light: [0.5, 2] } as const

const within = (value: number, [low, high]: readonly [number, number]) => Math.min(high, Math.max(low, value))

/** Never moved so far that the box would be left empty. */
function held(v: View): View {
  const room = (v.zoom - 1) / 2
  return { ...v, x: within(v.x, [-room, room]), y: within(v.y, [-room, room]) }
}

/** Zoomed to a value, with the point under `at` (shares of the box from its middle) staying where it is. */
export function zoomedTo(v: View, zoom: number, at = { x: 0, y: 0 }): View {
  const to = within(zoom, limits.zoom)
  const by = to / v.zoom
  return held({ ...v, zoom: to, x: at.x - (at.x - v.x) * by, y: at.y - (at.y - v.y) * by })
}

export const zoomedBy = (v: View, by: number, at?: { x: number; y: number }) => zoomedTo(v, v.zoom * by, at)

export const moved = (v: View, dx: number, dy: number) => held({ ...v, x: v.x + dx, y: v.y + dy })

export const lit = (v: View, light: number): View => ({ ...v, light: within(light, limits.light) })

/** The view as CSS has it, on an element as large as the box. */
export const styleOf = (v: View) => ({
  transform: `translate(${(v.x * 100).toFixed(2)}%, ${(v.y * 100).toFixed(2)}%) scale(${v.zoom.toFixed(3)})`,
  filter: v.light === 1 ? undefined : `brightness(${v.light.toFixed(2)})`,
})
