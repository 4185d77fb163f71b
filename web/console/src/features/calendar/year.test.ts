import { describe, expect, it } from 'vitest'
import { changeOf, changesAny, monthsOf, parseYear, runsOf, type Special } from './year'

const day = (day: string, kind: Special['kind'] = 'holiday', name = '国庆节'): Special => ({ day, kind, name })

describe('a year as months', () => {
  const months = monthsOf(2026, [day('2026-10-01'), day('2026-10-10', 'make_up_day', '国庆节补班')])

  it('has every day once, under its weekday', () => {
    const cells = months.flat(2).filter((c) => c !== null)
    expect(cells).toHaveLength(365)
    expect(months.flat().every((week) => week.length === 7)).toBe(true)
    expect(months[9]?.[0]?.[3]).toMatchObject({ day: '2026-10-01', number: 1, isWeekend: false }) // a Thursday
    expect(months[1]?.[0]).toEqual([null, null, null, null, null, null, expect.objectContaining({ number: 1 })])
  })

  it('knows holidays and days on which work is made up', () => {
    expect(months[9]?.flat().find((c) => c?.number === 1)?.special?.kind).toBe('holiday')
    expect(months[9]?.flat().find((c) => c?.number === 10)).toMatchObject({
      isWeekend: true,
      special: { kind: 'make_up_day' },
    })
  })

  it('has the 29th of February in a leap year only', () => {
    expect(monthsOf(2028, [])[1]?.flat().filter(Boolean)).toHaveLength(29)
    expect(months[1]?.flat().filter(Boolean)).toHaveLength(28)
  })
})

it('days in a row of one name are one run', () => {
  const days = [day('2026-10-02'), day('2026-10-01'), day('2026-10-04'), day('2026-10-05', 'holiday', '中秋节')]
  expect(runsOf(days).map((r) => [r.from, r.to, r.count])).toEqual([
    ['2026-10-01', '2026-10-02', 2],
    ['2026-10-04', '2026-10-04', 1],
    ['2026-10-05', '2026-10-05', 1],
  ])
})

describe('reading', () => {
  it('takes our own list and the published one', () => {
    const own = { days: [day('2026-10-02'), day('2026-10-01')] }
    const published = {
      year: 2026,
      days: [
        { name: '国庆节', date: '2026-10-01', isOffDay: true },
        { name: '国庆节', date: '2026-10-10', isOffDay: false },
      ],
    }
    expect(parseYear(JSON.stringify(own), 2026)).toEqual({ days: [day('2026-10-01'), day('2026-10-02')] })
    expect(parseYear(JSON.stringify(own.days), 2026)).toEqual({ days: [day('2026-10-01'), day('2026-10-02')] })
    expect(parseYear(JSON.stringify(published), 2026)).toEqual({
      days: [day('2026-10-01'), day('2026-10-10', 'make_up_day')],
    })
  })

  it.each([
    ['{', 'not_json', 0],
    ['{"days":[]}', 'no_days', 0],
    ['null', 'no_days', 0],
    [JSON.stringify([day('2026-02-29')]), 'bad_line', 1],
    [JSON.stringify([day('2026-02-28'), { ...day('2026-03-01'), kind: 'rest' }]), 'bad_line', 2],
    [JSON.stringify([day('2026-02-28', 'holiday', '长'.repeat(31))]), 'bad_line', 1],
    [JSON.stringify([day('2027-01-01')]), 'other_year', 1],
    [JSON.stringify([day('2026-01-01'), day('2026-01-01')]), 'twice', 2],
    [JSON.stringify(Array.from({ length: 401 }, () => day('2026-01-01'))), 'too_many', 0],
  ])('says what is wrong with %.40s', (text, wrong, line) => {
    expect(parseYear(text, 2026)).toEqual({ wrong, line })
  })
})

it('tells what would change', () => {
  const before = [day('2026-01-01', 'holiday', '元旦'), day('2026-10-01'), day('2026-10-02')]
  const after = [day('2026-10-01'), day('2026-10-02', 'make_up_day'), day('2026-10-03')]
  expect(changeOf(before, after)).toEqual({
    added: [after[2]],
    removed: [before[0]],
    changed: [{ before: before[2], after: after[1] }],
  })
  expect(changesAny(changeOf(before, after))).toBe(true)
  expect(changesAny(changeOf(before, before))).toBe(false)
})
