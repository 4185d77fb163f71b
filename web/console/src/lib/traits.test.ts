import { expect, it } from 'vitest'
import { traitCode, traitIn } from './traits'

it('a group is read back from the address', () => {
  expect(traitIn(traitCode({ dimension: 'phone', value: 'android_old' }))).toEqual({
    dimension: 'phone',
    value: 'android_old',
  })
  expect(traitIn('nonsense')).toEqual({ dimension: 'nonsense', value: '' })
})
