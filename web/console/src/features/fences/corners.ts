import type { LatLng } from '../../lib/area'

/** Corners as lines of latitude and longitude. */
export const written = (all: LatLng[]) => all.map((p) => `${p.lat.toFixed(6)}, ${p.lng.toFixed(6)}`).join('\n')

/** Corners from lines; null when a line is none. Empty lines do not count. */
export function readCorners(text: string): LatLng[] | null {
  const out: LatLng[] = []
  for (const line of text.split('\n').map((l) => l.trim())) {
    if (!line) continue
    const [lat, lng, ...rest] = line
      .split(/[\s,，;；]+/)
      .filter(Boolean)
      .map(Number)
    const isPoint = lat !== undefined && lng !== undefined && Math.abs(lat) <= 90 && Math.abs(lng) <= 180
    if (!isPoint || rest.length > 0) return null
    out.push({ lat, lng })
  }
  return out
}
