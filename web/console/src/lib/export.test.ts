import { expect, it } from 'vitest'
import { codesOf, fileOf, sheetName } from './export'

it('tells codes and days, but not what was searched for', () => {
  expect(codesOf({ q: '王小明', status: 'open', from: '2026-10-01', item: 'x', unit: 'u', person: undefined })).toEqual(
    {
      q: 'set',
      status: 'open',
      from: '2026-10-01',
    },
  )
  expect(codesOf({ status: 'a b' })).toEqual({ status: 'set' })
})

it('names a worksheet as Excel wants it', () => {
  expect(sheetName('a/b:c[d]')).toBe('a b c d ')
  expect(sheetName('长'.repeat(40))).toHaveLength(31)
})

it('makes a file of either form', async () => {
  const columns = [{ key: 'a', title: 'A', text: (row: string) => row }]
  const text = await (await fileOf('csv', 'list', columns, ['=1+1'])).text()
  expect(text).toContain("'=1+1")
  const zip = new Uint8Array(await (await fileOf('xlsx', 'list', columns, ['=1+1'])).arrayBuffer())
  expect([...zip.slice(0, 2)]).toEqual([0x50, 0x4b])
})
