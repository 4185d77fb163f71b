import { expect, it } from 'vitest'
import { withoutName } from './find'
import { texts } from './url'

it('takes a name out of an address, and leaves its filters', () => {
  expect(texts(withoutName({ q: 'somebody', status: 'active' }))).toEqual({ status: 'active' })
  expect(withoutName({ status: 'active' })).toEqual({ status: 'active' })
})
