import { expect, it } from 'vitest'
import { found, isTelephone, type Unit } from './list'

const unit = (name: string, code: string, telephone: string): Unit => ({
  id: code,
  parent_id: null,
  kind: 'station',
  code,
  name,
  path: `/${code}/`,
  telephone,
  version: 1,
})
const units = [unit('文昌司法所', '990101001', '0999-0000001'), unit('East Lake', 'EL-1', '')]

it('finds by name and code, whatever the case, and those without a number', () => {
  const names = (text: string, isSilent = false) => found(units, text, isSilent).map((u) => u.name)
  expect(names('')).toHaveLength(2)
  expect(names(' 文昌 ')).toEqual(['文昌司法所'])
  expect(names('el-')).toEqual(['East Lake'])
  expect(names('', true)).toEqual(['East Lake'])
  expect(names('文昌', true)).toEqual([])
})

it('takes the numbers that the server takes', () => {
  for (const good of ['', '110', '0999-0000000', '+86 (999) 0000-0000']) expect(isTelephone(good), good).toBe(true)
  for (const bad of ['11', '- - -', '0999-0000000转8', '0'.repeat(21)]) expect(isTelephone(bad), bad).toBe(false)
})
