import { expect, it } from 'vitest'
import { isScore, zoneOf } from './zone'

const thresholds = { match_from: 0.45, unlike_below: 0.35 }

it.each([
  [0.34, 'unlike'],
  [0.35, 'unsure'],
  [0.44, 'unsure'],
  [0.45, 'match'],
  [-0.2, 'unlike'],
] as const)('%d is %s', (likeness, zone) => expect(zoneOf(likeness, thresholds)).toBe(zone))

it('knows what would tell the score', () => {
  expect(isScore('face_unlike')).toBe(true)
  expect(isScore('face_not_checked')).toBe(false)
})
