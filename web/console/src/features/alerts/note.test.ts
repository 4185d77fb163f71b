import { expect, it } from 'vitest'
import { noteCode } from './note'

it('tells codes from words', () => {
  expect(noteCode('code:window_ended')).toBe('window_ended')
  expect(noteCode('code: 说不清')).toBeUndefined()
  expect(noteCode('电话联系到本人')).toBeUndefined()
  expect(noteCode('')).toBeUndefined()
})
