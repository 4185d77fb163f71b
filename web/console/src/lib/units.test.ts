import { expect, it } from 'vitest'
import { unitTree } from './units'

const unit = (id: string, parent_id: string | null, path: string) =>
  ({ id, parent_id, path, name: id, code: id, kind: 'station', telephone: '', version: 1 }) as const

it('keeps the scope only, with its top as root', () => {
  const units = [
    unit('city', null, '/1/'),
    unit('east', 'city', '/1/2/'),
    unit('west', 'city', '/1/3/'),
    unit('river', 'east', '/1/2/4/'),
  ]
  const tree = unitTree(units, '/1/2/')
  expect(tree.map((n) => n.value)).toEqual(['east'])
  expect(tree[0]?.children.map((n) => n.value)).toEqual(['river'])
})
