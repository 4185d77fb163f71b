import 'fake-indexeddb/auto'
import { expect, it, vi } from 'vitest'
import { keepToken, networkOf, timing } from './timetoken'
import { keep, recall } from './vault'

it('a time token is of the device to which it was given', async () => {
  await keep('account', { deviceId: 'a' })
  keepToken('of a', 'a')
  await vi.waitUntil(() => recall('time_token'))
  expect(await timing('a')).toMatchObject({ time_token: 'of a' })
  await keep('account', { deviceId: 'b' })
  expect(await timing('b')).toEqual({})
  await keep('time_token', { token: 'of b', of: 'b', at: Date.now(), mono: 0, page: 'another' })
  keepToken('late', 'a') // its answer was on the way
  expect(await timing('b')).toMatchObject({ time_token: 'of b', clock: 'wall' })
  await keep('time_token', { token: 'old', at: Date.now(), mono: 0, page: 'another' })
  expect(await timing('b')).toMatchObject({ time_token: 'old' }) // kept before it was said whose it is
})

it('tells how fast a mobile network is, where the browser does', () => {
  expect(networkOf(true, { type: 'cellular', effectiveType: '3g' })).toBe('3g')
  expect(networkOf(true, { type: 'cellular', effectiveType: 'slow-2g' })).toBe('2g')
  expect(networkOf(true, { type: 'cellular' })).toBe('cellular')
  expect(networkOf(true, { type: 'wifi', effectiveType: '4g' })).toBe('wifi')
})

it('says nothing of what it does not know, and says when there is none', () => {
  expect(networkOf(true)).toBeUndefined()
  expect(networkOf(true, { type: 'ethernet', effectiveType: '4g' })).toBeUndefined()
  expect(networkOf(false, { type: 'wifi' })).toBe('none')
})
