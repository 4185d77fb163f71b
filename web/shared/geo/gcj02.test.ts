import { expect, it } from 'vitest'
import { fromGcj02, toGcj02 } from './gcj02'
// Published in the tests of github.com/googollee/eviltransform (go/transform_test.go).
import pairs from './testdata/gcj02.json'

const point = ([lat, lng]: number[]) => ({ lat: lat as number, lng: lng as number })

it('agrees with published pairs, in both directions', () => {
  for (const { place, wgs84, gcj02 } of pairs) {
    const there = toGcj02(point(wgs84))
    expect(there.lat, place).toBeCloseTo(gcj02[0] as number, 9)
    expect(there.lng, place).toBeCloseTo(gcj02[1] as number, 9)
    const back = fromGcj02(point(gcj02))
    expect(back.lat, place).toBeCloseTo(wgs84[0] as number, 8)
    expect(back.lng, place).toBeCloseTo(wgs84[1] as number, 8)
  }
})

it('goes there and back all over China to within a millimetre', () => {
  for (let lat = 4; lat <= 53; lat += 3.5) {
    for (let lng = 74; lng <= 134; lng += 3.7) {
      const p = { lat, lng }
      const back = fromGcj02(toGcj02(p))
      expect(Math.abs(back.lat - lat)).toBeLessThan(1e-8)
      expect(Math.abs(back.lng - lng)).toBeLessThan(1e-8)
      expect(toGcj02(p)).not.toEqual(p)
    }
  }
})

it('leaves what lies outside China where it is', () => {
  for (const p of [
    { lat: 52.52, lng: 13.405 },
    { lat: -33.86, lng: 151.2 },
    { lat: 39.7392, lng: -104.9903 },
    { lat: 0, lng: 0 },
  ]) {
    expect(toGcj02(p)).toBe(p)
    expect(fromGcj02(p)).toBe(p)
  }
})
