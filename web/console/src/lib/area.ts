// Circles and polygons as they are drawn; the server judges, with the same rules.
import type { LatLng } from '../../../shared/geo/gcj02'

export type { LatLng }

/** A circle, or with vertices a polygon; then center and radius are the circle around it. WGS-84. */
export interface Area {
  center: LatLng
  radius_m: number
  vertices?: LatLng[]
}

export const MIN_VERTICES = 3
export const MAX_VERTICES = 64
export const MIN_RADIUS = 50
export const MAX_RADIUS = 500_000
const EARTH = 6_371_008.8
const rad = Math.PI / 180

/** Metres between two points. */
export function distance(a: LatLng, b: LatLng): number {
  const dLat = (b.lat - a.lat) * rad
  const dLng = (b.lng - a.lng) * rad
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(dLng / 2) ** 2
  return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(h)))
}

/** The point so many metres from another in a direction (degrees from north, clockwise). */
export function towards(from: LatLng, metres: number, bearing: number): LatLng {
  const d = metres / EARTH
  const lat = Math.asin(
    Math.sin(from.lat * rad) * Math.cos(d) + Math.cos(from.lat * rad) * Math.sin(d) * Math.cos(bearing * rad),
  )
  const lng =
    from.lng * rad +
    Math.atan2(
      Math.sin(bearing * rad) * Math.sin(d) * Math.cos(from.lat * rad),
      Math.cos(d) - Math.sin(from.lat * rad) * Math.sin(lat),
    )
  return { lat: lat / rad, lng: lng / rad }
}

/** The polygon with these vertices. */
export function polygon(vertices: LatLng[]): Area {
  const lats = vertices.map((v) => v.lat)
  const lngs = vertices.map((v) => v.lng)
  const center = {
    lat: (Math.min(...lats) + Math.max(...lats)) / 2,
    lng: (Math.min(...lngs) + Math.max(...lngs)) / 2,
  }
  return { center, radius_m: Math.max(...vertices.map((v) => distance(center, v))), vertices }
}

/** Its line, without the closing point. */
export function outline(area: Area, corners = 72): LatLng[] {
  if (area.vertices?.length) return area.vertices
  return Array.from({ length: corners }, (_, i) => towards(area.center, area.radius_m, (i * 360) / corners))
}

const turn = (a: LatLng, b: LatLng, c: LatLng) => (b.lng - a.lng) * (c.lat - a.lat) - (b.lat - a.lat) * (c.lng - a.lng)
const within = (a: LatLng, b: LatLng, c: LatLng) =>
  Math.min(a.lng, b.lng) <= c.lng &&
  c.lng <= Math.max(a.lng, b.lng) &&
  Math.min(a.lat, b.lat) <= c.lat &&
  c.lat <= Math.max(a.lat, b.lat)

function meet(a: LatLng, b: LatLng, c: LatLng, d: LatLng): boolean {
  const [p, q, r, s] = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)]
  if (p * q < 0 && r * s < 0) return true
  return (
    (p === 0 && within(a, b, c)) ||
    (q === 0 && within(a, b, d)) ||
    (r === 0 && within(c, d, a)) ||
    (s === 0 && within(c, d, b))
  )
}

/** Whether the closed line meets itself anywhere but at its corners. */
export function crossesItself(v: LatLng[]): boolean {
  const n = v.length
  const at = (i: number) => v[i % n] as LatLng
  for (let i = 0; i < n; i++) {
    const [a, b, c] = [at(i), at(i + 1), at(i + 2)]
    const back = (a.lng - b.lng) * (c.lng - b.lng) + (a.lat - b.lat) * (c.lat - b.lat) > 0
    if ((a.lat === b.lat && a.lng === b.lng) || (turn(a, b, c) === 0 && back)) return true
    for (let j = i + 2; j < n; j++) if ((j + 1) % n !== i && meet(a, b, at(j), at(j + 1))) return true
  }
  return false
}

export type AreaProblem = 'vertices' | 'crosses_itself' | 'size'

/** What keeps an area from being stored. */
export function problemOf(area: Area): AreaProblem | null {
  const v = area.vertices
  if (v && (v.length < MIN_VERTICES || v.length > MAX_VERTICES)) return 'vertices'
  if (v && crossesItself(v)) return 'crosses_itself'
  if (!(area.radius_m >= MIN_RADIUS && area.radius_m <= MAX_RADIUS)) return 'size'
  return null
}

/** South-west and north-east of all that is given. */
export function boundsOf(all: LatLng[]): [LatLng, LatLng] | null {
  if (all.length === 0) return null
  const lats = all.map((p) => p.lat)
  const lngs = all.map((p) => p.lng)
  return [
    { lat: Math.min(...lats), lng: Math.min(...lngs) },
    { lat: Math.max(...lats), lng: Math.max(...lngs) },
  ]
}

/** Distances between lines of a grid, of which about eight fit into a span of degrees. */
export function gridStep(span: number): number {
  const rough = span / 8
  const power = 10 ** Math.floor(Math.log10(rough))
  return power * ([1, 2, 5].find((m) => m * power >= rough) ?? 10)
}

/** The lines of a grid between two degrees. */
export function gridLines(from: number, to: number, step: number): number[] {
  const out: number[] = []
  for (let i = Math.ceil(from / step); i * step <= to; i++) out.push(i * step)
  return out
}
