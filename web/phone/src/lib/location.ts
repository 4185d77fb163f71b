// Where the phone is, read once.
import { serverNow } from './clock'
import type { Fix, NoLocation } from './seal'

const TIMEOUT_MS = 15_000

export type Located = { fix: Fix } | { no: NoLocation }

/** Reads the location once; without one it tells why. */
export function locate(): Promise<Located> {
  return new Promise((resolve) => {
    if (!navigator.geolocation) {
      resolve({ no: 'unavailable' })
      return
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({
          fix: {
            lat: coords.latitude,
            lng: coords.longitude,
            accuracy_m: Math.max(1, coords.accuracy),
            datum: 'wgs84',
            taken_at: serverNow().toISOString(),
          },
        }),
      (e) =>
        resolve({ no: e.code === e.PERMISSION_DENIED ? 'denied' : e.code === e.TIMEOUT ? 'timeout' : 'unavailable' }),
      { enableHighAccuracy: true, timeout: TIMEOUT_MS, maximumAge: 0 },
    )
  })
}
