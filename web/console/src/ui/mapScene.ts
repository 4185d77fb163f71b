// What a map shows, as GeoJSON in the datum of its base map. Pure.
import type { Feature, FeatureCollection, LineString, Point, Polygon } from 'geojson'
import { toGcj02 } from '../../../shared/geo/gcj02'
import { type Area, boundsOf, gridLines, gridStep, type LatLng, outline, towards } from '../lib/area'

export type Look = 'boundary' | 'fence' | 'other' | 'draft'

/** A named area on a map. */
export interface MapShape {
  id: string
  name: string
  area: Area
  look: Look
}

/** A place on a map with the circle in which it lies. */
export interface MapSpot {
  id: string
  /** One word or a time. */
  name: string
  at: LatLng
  accuracyM: number
  /** Stands out from the others. */
  isPicked?: boolean
}

export interface Scene {
  shapes: MapShape[]
  spots: MapSpot[]
}

export type Datum = 'wgs84' | 'gcj02'
type Position = [number, number]

/** Where a WGS-84 point is drawn. */
export const drawnAt = (datum: Datum, p: LatLng): LatLng => (datum === 'gcj02' ? toGcj02(p) : p)

const position = (datum: Datum, p: LatLng): Position => {
  const d = drawnAt(datum, p)
  return [d.lng, d.lat]
}

function ring(datum: Datum, line: LatLng[]): Position[] {
  const all = line.map((p) => position(datum, p))
  return all.length ? [...all, all[0] as Position] : []
}

type Drawn = Feature<Polygon | Point | LineString>
const collection = (features: Drawn[]): FeatureCollection => ({ type: 'FeatureCollection', features })

export const shapesOf = (datum: Datum, shapes: MapShape[]) =>
  collection(
    shapes
      .filter((s) => outline(s.area).length >= 3)
      .map((s) => ({
        type: 'Feature',
        properties: { look: s.look, id: s.id },
        geometry: { type: 'Polygon', coordinates: [ring(datum, outline(s.area))] },
      })),
  )

export const circlesOf = (datum: Datum, spots: MapSpot[]) =>
  collection(
    spots.map((s) => ({
      type: 'Feature',
      properties: { picked: s.isPicked ?? false },
      geometry: {
        type: 'Polygon',
        coordinates: [ring(datum, outline({ center: s.at, radius_m: Math.max(1, s.accuracyM) }, 48))],
      },
    })),
  )

export const spotsOf = (datum: Datum, spots: MapSpot[]) =>
  collection(
    spots.map((s) => ({
      type: 'Feature',
      properties: { picked: s.isPicked ?? false, id: s.id },
      geometry: { type: 'Point', coordinates: position(datum, s.at) },
    })),
  )

/** Lines of a grid over what is seen, and where they meet its edges. */
export function gridOf(low: LatLng, high: LatLng) {
  const step = gridStep(Math.max(high.lat - low.lat, high.lng - low.lng))
  const lats = gridLines(low.lat, high.lat, step)
  const lngs = gridLines(low.lng, high.lng, step)
  const line = (coordinates: Position[]): Drawn => ({
    type: 'Feature',
    properties: {},
    geometry: { type: 'LineString', coordinates },
  })
  const digits = Math.min(6, Math.max(0, -Math.floor(Math.log10(step))))
  return {
    digits,
    lats,
    lngs,
    lines: collection([
      ...lats.map((lat) =>
        line([
          [low.lng, lat],
          [high.lng, lat],
        ]),
      ),
      ...lngs.map((lng) =>
        line([
          [lng, low.lat],
          [lng, high.lat],
        ]),
      ),
    ]),
  }
}

/** South-west and north-east of a scene as it is drawn; boundaries count only when nothing else is there. */
export function extent(datum: Datum, { shapes, spots }: Scene): [Position, Position] | null {
  const near = shapes.filter((s) => s.look !== 'boundary')
  const used = near.length + spots.length > 0 ? near : shapes
  const points = [
    ...used.flatMap((s) => outline(s.area)),
    ...spots.flatMap((s) => [0, 90, 180, 270].map((b) => towards(s.at, Math.max(60, s.accuracyM), b))),
  ]
  const all = boundsOf(points.map((p) => drawnAt(datum, p)))
  return (
    all && [
      [all[0].lng, all[0].lat],
      [all[1].lng, all[1].lat],
    ]
  )
}
