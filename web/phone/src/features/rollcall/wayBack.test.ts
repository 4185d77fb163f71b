import { expect, it } from 'vitest'
import { forgetHalfDone, keepHalfDone } from '../../lib/halfDone'
import { leftHalfDone } from './wayBack'

it('a roll call leads back to the check-in over which its ring was answered, if something of it is left', () => {
  keepHalfDone('a', 'photo', new Date(Date.now() + 60_000).toISOString())
  expect(leftHalfDone({ from: '/checkin/a' })).toBe('a')
  for (const state of [null, {}, { from: 7 }, { from: '/record' }, { from: '/checkin/b' }, { from: '/checkin/a/b' }])
    expect(leftHalfDone(state)).toBeUndefined()
  forgetHalfDone('a')
  expect(leftHalfDone({ from: '/checkin/a' })).toBeUndefined()
})
