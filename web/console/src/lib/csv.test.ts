import { expect, it } from 'vitest'
import { type Column, csv, readAll, TooMany } from './csv'

const column: Column<string> = { key: 'a', title: 'A', text: (row) => row }

it('quotes what would break a line, and lets no cell be a formula', () => {
  const text = csv([column, { ...column, title: 'B, "b"' }], ['plain', 'x"y', '=1+1', 'a\nb', '-5', ''])
  expect(text.split('\r\n')).toEqual([
    '\uFEFFA,"B, ""b"""',
    'plain,plain',
    '"x""y","x""y"',
    "'=1+1,'=1+1",
    '"a\nb","a\nb"',
    "'-5,'-5",
    ',',
    '',
  ])
})

const pages = (last: string | undefined) => {
  const next = Number(last ?? 0) + 1
  return Promise.resolve({ items: [next * 10, next * 10 + 1], next_cursor: next < 3 ? String(next) : null })
}

it('reads page after page and tells how far it is', async () => {
  const counts: number[] = []
  expect(await readAll(pages, (n) => counts.push(n), new AbortController().signal)).toEqual([10, 11, 20, 21, 30, 31])
  expect(counts).toEqual([2, 4, 6])
})

it('gives up when there are more than may be exported', async () => {
  await expect(readAll(pages, () => {}, new AbortController().signal, 3)).rejects.toThrow(TooMany)
  expect(await readAll(pages, () => {}, new AbortController().signal, 6)).toHaveLength(6)
})

it('stops between pages', async () => {
  const stop = new AbortController()
  const rows = await readAll(pages, (n) => n === 4 && stop.abort(), stop.signal)
  expect(rows).toBeNull()
})

it('stops at once while a page does not come', async () => {
  const stop = new AbortController()
  const reading = readAll(
    () => new Promise<never>(() => {}),
    () => {},
    stop.signal,
  )
  stop.abort()
  expect(await reading).toBeNull()
})
