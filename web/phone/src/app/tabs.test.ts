import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { currentOf, tabOf, tabs } from './tabs'

it('keeps the tab of a page that is reached from it', () => {
  const under = (home: string, ...paths: string[]) => expect(paths.map(tabOf)).toEqual(paths.map(() => home))
  under('/', '/', '/messages')
  under('/record', '/record', '/record/checkins', '/record/roll-calls', '/record/timeline', '/appeals', '/looks')
  under('/me', '/me', '/leave', '/leave/apply', '/team', '/policy', '/papers')
})

it('has one current tab on every page, and says whether it is the page itself', () => {
  const current = (location: string) => tabs.map(({ path }) => currentOf(path, location)).join()
  expect(current('/record')).toBe(',page,')
  expect(current('/record/checkins')).toBe(',true,')
  expect(current('/messages')).toBe('true,,')
})

it('finds the page under the tab that it is gone back to', () => {
  const app = readFileSync(new URL('./App.tsx', import.meta.url), 'utf8')
  const inShell = app.slice(app.indexOf('<Shell'))
  for (const [, path = '', screen = ''] of inShell.matchAll(/<Route path="([^"]+)">\s*<(\w+) \/>/g)) {
    const [, file = ''] = app.match(new RegExp(`const ${screen} = lazy\\(\\(\\) => import\\('([^']+)'`)) ?? []
    const source = readFileSync(
      new URL(/[A-Z]\w+$/.test(file) ? `${file}.tsx` : `${file}/index.tsx`, import.meta.url),
      'utf8',
    )
    const back = source.match(/onBack=\{\(\) => navigate\('([^']+)'\)/)?.[1]
    if (back) expect([path, tabOf(path)]).toEqual([path, tabOf(back)])
  }
})
