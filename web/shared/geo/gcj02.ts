// Between WGS-84, in which everything is stored, and GCJ-02, in which Chinese base maps are drawn. Only for drawing.

export interface LatLng {
  lat: number
  lng: number
}

const AXIS = 6378245 // of the ellipsoid of Krasovsky, metres
const ECCENTRICITY = 0.006693421622965943 // squared
const rad = (degrees: number) => (degrees * Math.PI) / 180

/** Beyond this box maps are not shifted. */
export const isShifted = ({ lat, lng }: LatLng) => lng >= 72.004 && lng <= 137.8347 && lat >= 0.8293 && lat <= 55.8271

const wave = (x: number, terms: [factor: number, period: number][]) =>
  terms.reduce((sum, [factor, period]) => sum + factor * Math.sin((x * Math.PI) / period), 0) * (2 / 3)

/** How far a point is shifted, in degrees. */
function shift(p: LatLng): LatLng {
  const x = p.lng - 105
  const y = p.lat - 35
  const both = wave(x, [
    [20, 1 / 6],
    [20, 1 / 2],
  ])
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * Math.sqrt(Math.abs(x)) +
    both +
    wave(y, [
      [20, 1],
      [40, 3],
      [160, 12],
      [320, 30],
    ])
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * Math.sqrt(Math.abs(x)) +
    both +
    wave(x, [
      [20, 1],
      [40, 3],
      [150, 12],
      [300, 30],
    ])
  const magic = 1 - ECCENTRICITY * Math.sin(rad(p.lat)) ** 2
  const meridian = (AXIS * (1 - ECCENTRICITY)) / (magic * Math.sqrt(magic))
  const parallel = (AXIS / Math.sqrt(magic)) * Math.cos(rad(p.lat))
  return { lat: (north / meridian) * (180 / Math.PI), lng: (east / parallel) * (180 / Math.PI) }
}

/** A WGS-84 point in GCJ-02; outside China it stays. */
export function toGcj02(p: LatLng): LatLng {
  if (!isShifted(p)) return p
  const by = shift(p)
  return { lat: p.lat + by.lat, lng: p.lng + by.lng }
}

/** A GCJ-02 point in WGS-84, by going back as far as it came from there, again and again, to below a millimetre. */
export function fromGcj02(p: LatLng): LatLng {
  if (!isShifted(p)) return p
  let guess = p
  for (let i = 0; i < 12; i++) {
    const at = shift(guess)
    const next = { lat: p.lat - at.lat, lng: p.lng - at.lng }
    const moved = Math.max(Math.abs(next.lat - guess.lat), Math.abs(next.lng - guess.lng))
    guess = next
    if (moved < 1e-9) break
  }
  return guess
}
