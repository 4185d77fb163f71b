import { describe, expect, it } from 'vitest'
import { clock, day, distance, moment, month, range, span } from './format'

const now = new Date('2026-11-23T08:00:00Z') // Monday 16:00 in Shanghai

describe('moments', () => {
  it.each([
    ['2026-11-23T08:30:00Z', '今天 16:30', 'today 16:30'],
    ['2026-11-22T15:59:00Z', '昨天 23:59', 'yesterday 23:59'],
    ['2026-11-22T16:00:00Z', '今天 00:00', 'today 00:00'],
    ['2026-11-24T01:00:00Z', '明天 09:00', 'tomorrow 09:00'],
    ['2026-11-26T01:00:00Z', '周四 09:00', 'Thursday 09:00'],
    ['2026-11-02T01:00:00Z', '11月2日 09:00', 'Nov 2 09:00'],
  ])('%s', (t, zh, en) => {
    expect(moment(t, 'zh-CN', now)).toBe(zh)
    expect(moment(t, 'en', now)).toBe(en)
  })

  it('names the year when it is another one', () => {
    expect(day('2025-11-02', 'zh-CN', now)).toBe('2025年11月2日')
  })

  it('has midnight as 00:00', () => {
    expect(clock('2026-11-22T16:00:00Z', 'en')).toBe('00:00')
  })
})

it.each([
  [30, '1 分钟'],
  [2520, '42 分钟'],
  [7300, '2 小时'],
  [172_800, '2 天'],
])('span of %d s', (s, zh) => {
  expect(span(s, 'zh-CN')).toBe(zh)
})

it('tells the second day of a range only when it is another', () => {
  expect(range('2026-11-23T00:04:00Z', '2026-11-23T00:40:00Z', 'zh-CN', now)).toBe('今天 08:04–08:40')
  expect(range('2026-11-22T15:00:00Z', '2026-11-22T16:30:00Z', 'zh-CN', now)).toBe('昨天 23:00–今天 00:30')
})

it('tells distances', () => {
  expect(distance(18.4, 'zh-CN')).toBe('18 米')
  expect(distance(1240, 'zh-CN')).toBe('1.2 公里')
  expect(distance(1240, 'en')).toBe('1.2 kilometers')
})

it('a month is said with its year', () => {
  expect(month('2026-10', 'zh-CN')).toBe('2026年10月')
  expect(month('2026-10', 'en')).toBe('October 2026')
})
