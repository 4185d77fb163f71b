import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { zh } from '.'
import en from './en'

const src = new URL('..', import.meta.url).pathname

function keysOf(words: object, prefix = ''): string[] {
  return Object.entries(words).flatMap(([k, v]) =>
    typeof v === 'object' ? keysOf(v, `${prefix}${k}.`) : [`${prefix}${k}`],
  )
}

/** Plural forms count as one key. */
const base = (key: string) => key.replace(/_(one|other)$/, '')
const flat = (words: object) => [...new Set(keysOf(words).map(base))].sort()

function files(dir: string): string[] {
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name)
    return statSync(path).isDirectory() ? files(path) : [path]
  })
}

const sources = files(src).filter((f) => /\.tsx?$/.test(f) && !f.endsWith('.test.ts'))

describe('words', () => {
  it('are the same keys in both languages', () => {
    expect(flat(en)).toEqual(flat(zh))
  })

  it('are all used', () => {
    const text = sources.map((f) => readFileSync(f, 'utf8')).join('\n')
    const own = Object.entries(zh).filter(
      ([ns]) => !['problems', 'status', 'findings', 'causes', 'record'].includes(ns),
    )
    const unused = own.flatMap(([ns, words]) =>
      flat(words)
        .map((k) => `${ns}:${k}`)
        .filter((k) => !text.includes(k)),
    )
    expect(unused).toEqual([])
  })

  it('that the code asks for are there', () => {
    const known = new Set(flat(zh).map((k) => k.replace('.', ':')))
    const asked = sources.flatMap((f) =>
      [...readFileSync(f, 'utf8').matchAll(/['"`]([a-z]+:[a-z_]+)['"`]/g)].map((m) => m[1] as string),
    )
    const owned = asked.filter((k) => (k.split(':')[0] as string) in zh)
    expect(owned.filter((k) => !known.has(k))).toEqual([])
    expect(owned.length).toBeGreaterThan(60)
  })

  it('stand in no .tsx', () => {
    const bad = sources.filter((f) => f.endsWith('.tsx') && /\p{Script=Han}/u.test(readFileSync(f, 'utf8')))
    expect(bad).toEqual([])
  })

  it('blame nobody and shout at nobody', () => {
    const own = Object.entries(zh).filter(([ns]) => ns !== 'problems')
    expect(JSON.stringify(own)).not.toMatch(/违规|逃避|脱管|失败|异常|系统检测到|！|!/)
  })
})
