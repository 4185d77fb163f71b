// Words: both languages complete, no key without a use, no Chinese in the code, a sentence for each reason code.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const web = join(import.meta.dirname, '..')
const words = ['console/src/i18n', 'phone/src/i18n', 'shared/i18n'].filter((d) => existsSync(join(web, d, 'zh-CN')))

function files(dir: string, ends: RegExp): string[] {
  return readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((f) => f.isFile() && ends.test(f.name) && !f.parentPath.includes('node_modules'))
    .map((f) => join(f.parentPath, f.name))
}

/** Every key of a tree of words with its text. */
function flat(tree: object, prefix = ''): Map<string, string> {
  const out = new Map<string, string>()
  for (const [name, value] of Object.entries(tree)) {
    if (typeof value === 'string') out.set(prefix + name, value)
    else for (const [key, text] of flat(value, `${prefix}${name}.`)) out.set(key, text)
  }
  return out
}

const load = (file: string) => flat(JSON.parse(readFileSync(file, 'utf8')))
/** A key without the number that English declines by; Chinese does not. */
const plain = (key: string) => key.replace(/_(one|other)$/, '')
const languages = ['other_language', 'zh']
const values = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1]).sort()

describe.each(words)('%s', (dir) => {
  const names = readdirSync(join(web, dir, 'zh-CN')).filter((n) => n.endsWith('.json'))

  it('has the same files in both languages', () => {
    expect(readdirSync(join(web, dir, 'en')).filter((n) => n.endsWith('.json'))).toEqual(names)
  })

  it.each(names)('%s has the same keys and values in both languages, none empty', (name) => {
    const zh = load(join(web, dir, 'zh-CN', name))
    const en = load(join(web, dir, 'en', name))
    expect([...new Set([...en.keys()].map(plain))].sort()).toEqual([...new Set([...zh.keys()].map(plain))].sort())
    for (const [key, text] of [...zh, ...en]) expect(text, key).not.toBe('')
    for (const [key, text] of en) {
      // each language is named in itself
      if (!languages.includes(key)) expect(text, key).not.toMatch(/\p{Script=Han}/u)
      // a singular may leave its number out
      if (!key.endsWith('_one'))
        expect(values(text), key).toEqual(values(zh.get(key) ?? zh.get(`${plain(key)}_other`) ?? ''))
    }
  })
})

describe('keys of the console', () => {
  const code = files(join(web, 'console/src'), /\.tsx?$/)
    .filter((f) => !f.endsWith('.test.ts'))
    .map((f) => readFileSync(f, 'utf8'))
    .join('\n')

  // words.json is by code: its keys come from the server, not from the code here
  const names = readdirSync(join(web, 'console/src/i18n/zh-CN')).filter((n) => n !== 'words.json')

  it.each(names)('%s has no key without a use', (name) => {
    const unused = [...load(join(web, 'console/src/i18n/zh-CN', name)).keys()].filter((key) => {
      const plain = key.replace(/_(one|other)$/, '')
      const group = plain.slice(0, plain.lastIndexOf('.') + 1)
      return !code.includes(`'${plain}'`) && !code.includes(`:${plain}'`) && !(group && code.includes(`\`${group}\${`))
    })
    // sent on from a variable: t(asking)
    expect(unused.filter((key) => !['ask_again', 'reject'].includes(key))).toEqual([])
  })

  it('each group of words is asked for', () => {
    const groups = Object.keys(JSON.parse(readFileSync(join(web, 'console/src/i18n/zh-CN/words.json'), 'utf8')))
    expect(groups.filter((group) => !code.includes(`word('${group}'`))).toEqual([])
  })
})

it.each(['console/src', 'phone/src'])('no Chinese in the screens of %s', (dir) => {
  const bad = files(join(web, dir), /\.tsx$/).filter((f) => /\p{Script=Han}/u.test(readFileSync(f, 'utf8')))
  expect(bad).toEqual([])
})

describe('codes of the server', () => {
  const go = ['internal', 'signaling', 'mobile-api']
    .map((d) => join(web, '..', d))
    .filter(existsSync)
    .flatMap((d) => files(d, /(?<!_test)\.go$/))
    .map((f) => readFileSync(f, 'utf8'))
    .join('\n')

  it('each reason has a sentence', () => {
    const problems = load(join(web, 'shared/i18n/zh-CN/problems.json'))
    const codes = [...go.matchAll(/fault\.New\(fault\.\w+, "([a-z0-9_.]+)"/g)].map((m) => m[1] as string)
    expect(codes.length).toBeGreaterThan(40)
    expect(codes.filter((c) => !problems.has(c))).toEqual([])
  })

  it('each finding, cause and audited act has words', () => {
    const known = load(join(web, 'console/src/i18n/zh-CN/words.json'))
    const findings = [...go.matchAll(/Finding\w+ +?= "([a-z_]+)"/g)].map((m) => `finding.${m[1]}`)
    const causes = [...go.matchAll(/Cause\{+Code: "([a-z_]+)"/g)].map((m) => `cause.${m[1]}`)
    expect(findings.length).toBeGreaterThan(5)
    expect(causes.length).toBeGreaterThan(2)
    expect([...findings, ...causes].filter((key) => !known.has(key))).toEqual([])
  })
})
