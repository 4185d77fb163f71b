import { expect, it } from 'vitest'
import { networkOf } from './timetoken'

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
