// Dates, spans and distances as people say them. Instants come in UTC and are told in the viewer's zone.
import dayNames from './days.json'

type Lang = string
const isChinese = (lang: Lang) => lang.startsWith('zh')
const words = (lang: Lang) => (isChinese(lang) ? dayNames.zh : dayNames.en)

function startOfDay(t: Date): number {
  return new Date(t.getFullYear(), t.getMonth(), t.getDate()).getTime()
}

/** Whole calendar days from `now` to `t`; negative for the past. */
function daysBetween(now: Date, t: Date): number {
  return Math.round((startOfDay(t) - startOfDay(now)) / 86_400_000)
}

/** “16:30”. */
export function clock(t: Date | string, lang: Lang): string {
  return new Intl.DateTimeFormat(lang, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(t))
}

/** “今天”, “明天”, “周四”, “11月2日”, “2025年11月2日”. */
export function day(t: Date | string, lang: Lang, now = new Date()): string {
  const date = typeof t === 'string' && t.length === 10 ? new Date(`${t}T00:00:00`) : new Date(t)
  const distance = daysBetween(now, date)
  const w = words(lang)
  if (distance >= -1 && distance <= 1) return [w.yesterday, w.today, w.tomorrow][distance + 1] as string
  if (distance > 1 && distance < 7) return w.weekdays[date.getDay()] as string
  return longDay(date, lang, now)
}

/** “11月2日”, with the year when it is another one. */
export function longDay(t: Date | string, lang: Lang, now = new Date()): string {
  const date = typeof t === 'string' && t.length === 10 ? new Date(`${t}T00:00:00`) : new Date(t)
  const options: Intl.DateTimeFormatOptions = { month: isChinese(lang) ? 'long' : 'short', day: 'numeric' }
  if (date.getFullYear() !== now.getFullYear()) options.year = 'numeric'
  return new Intl.DateTimeFormat(lang, options).format(date)
}

/** “2026年10月”, of a month such as 2026-10. */
export function month(m: string, lang: Lang): string {
  return new Intl.DateTimeFormat(lang, { year: 'numeric', month: 'long' }).format(new Date(`${m}-01T00:00:00`))
}

/** “今天 16:30”. */
export function moment(t: Date | string, lang: Lang, now = new Date()): string {
  return `${day(t, lang, now)} ${clock(t, lang)}`
}

/** “今天 08:04–08:40”; the second day is told when it is another. */
export function range(from: Date | string, to: Date | string, lang: Lang, now = new Date()): string {
  const sameDay = startOfDay(new Date(from)) === startOfDay(new Date(to))
  return `${moment(from, lang, now)}–${sameDay ? clock(to, lang) : moment(to, lang, now)}`
}

/** “周四”. */
export function weekday(t: Date | string, lang: Lang): string {
  const date = typeof t === 'string' && t.length === 10 ? new Date(`${t}T00:00:00`) : new Date(t)
  return words(lang).weekdays[date.getDay()] as string
}

/** “2 小时”, “42 分钟”, “3 天”: rounded down, at least one minute. */
export function span(seconds: number, lang: Lang): string {
  const s = Math.abs(seconds)
  const [unit, n]: ['day' | 'hour' | 'minute', number] =
    s >= 172_800 ? ['day', s / 86_400] : s >= 3600 ? ['hour', s / 3600] : ['minute', Math.max(1, s / 60)]
  const value = Math.floor(n)
  const text = new Intl.NumberFormat(lang, { style: 'unit', unit, unitDisplay: 'long' }).format(value)
  return isChinese(lang) ? text.replace(/(\d)(?=\p{Script=Han})/u, '$1 ') : text
}

/** “18 米”, “1.2 公里”. */
export function distance(metres: number, lang: Lang): string {
  const far = metres >= 1000
  const text = new Intl.NumberFormat(lang, {
    style: 'unit',
    unit: far ? 'kilometer' : 'meter',
    unitDisplay: 'long',
    maximumFractionDigits: far ? 1 : 0,
  }).format(far ? metres / 1000 : metres)
  return isChinese(lang) ? text.replace(/(\d)(?=\p{Script=Han})/u, '$1 ') : text
}

/** “12,345”. */
export function count(n: number, lang: Lang): string {
  return new Intl.NumberFormat(lang).format(n)
}
