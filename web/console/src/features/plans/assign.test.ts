import { expect, it } from 'vitest'
import type { Schemas } from '../../lib/types'
import { added, belongsTo, doneOf, groupsOf, narrowed } from './assign'

const template = (id: string, level: string, path: string) => ({ id, level, path }) as Schemas['Template']
const all = [template('a', 'strict', '/'), template('b', 'strict', '/1/'), template('c', 'light', '/1/')]
const ids = (found: Schemas['Template'][]) => found.map((t) => t.id).join('')

it('narrows templates by level and unit', () => {
  expect(ids(narrowed(all))).toBe('abc')
  expect(ids(narrowed(all, 'strict'))).toBe('ab')
  expect(ids(narrowed(all, undefined, '/1/'))).toBe('bc')
  expect(ids(narrowed(all, 'strict', '/1/'))).toBe('b')
  expect(ids(narrowed(all, 'no level'))).toBe('abc')
})

it('lets a unit change its own templates, and the city those that came along', () => {
  const city = { path: '/1/', kind: 'city' }
  const district = { path: '/1/2/', kind: 'district' }
  expect(['/', '/1/', '/1/2/'].map((p) => belongsTo(p, city))).toEqual([true, true, true])
  expect(['/', '/1/', '/1/2/', '/1/3/'].map((p) => belongsTo(p, district))).toEqual([false, false, true, false])
})

it('tells who gets it first, and no group without anybody', () => {
  const one = (id: string, effect: string) => ({ person: { id }, effect }) as Schemas['Assigned']
  const groups = groupsOf([one('1', 'not_supervised'), one('2', 'gets_plan'), one('3', 'gets_plan')])
  expect(groups.map((g) => [g.effect, g.items.map((i) => i.person.id)])).toEqual([
    ['gets_plan', ['2', '3']],
    ['not_supervised', ['1']],
  ])
})

it('tells of everybody once, by what the first request did', () => {
  const one = (id: string, effect: string) => ({ person: { id }, effect }) as Schemas['Assigned']
  const first = [one('1', 'gets_plan'), one('2', 'has_plan')]
  const all = added(first, [one('1', 'has_plan'), one('2', 'has_plan'), one('3', 'gets_plan')])
  expect(all.map((a) => `${a.person.id} ${a.effect}`)).toEqual(['1 gets_plan', '2 has_plan', '3 gets_plan'])
})

it('counts who has it by now', () => {
  expect(doneOf(12, undefined)).toBe(0)
  expect(doneOf(12, 12)).toBe(0)
  expect(doneOf(12, 5)).toBe(7)
  expect(doneOf(12, 0)).toBe(12)
  expect(doneOf(12, 14)).toBe(0)
})
