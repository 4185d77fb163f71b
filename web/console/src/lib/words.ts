import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import * as format from '../../../shared/i18n/format'

type Word = (group: string, code: string, values?: Record<string, unknown>) => string

/** The words for codes of the contract, `group` being their kind; an unknown code is shown as it is. */
export function useWord(): Word {
  const { i18n } = useTranslation()
  const language = i18n.language
  return useMemo(() => {
    const translate = i18n.getFixedT(language) as unknown as (key: string, values?: Record<string, unknown>) => string
    return (group, code, values) => {
      const key = `words:${group}.${code}`
      return i18n.exists(key) ? translate(key, values) : code
    }
  }, [i18n, language])
}

/** Dates, spans, distances and counts in the chosen language. */
export function useFormat() {
  const { i18n } = useTranslation()
  const lang = i18n.language
  return useMemo(
    () => ({
      lang,
      clock: (t: string | Date) => format.clock(t, lang),
      day: (t: string | Date) => format.day(t, lang),
      longDay: (t: string | Date) => format.longDay(t, lang),
      month: (m: string) => format.month(m, lang),
      moment: (t: string | Date) => format.moment(t, lang),
      range: (from: string | Date, to: string | Date) => format.range(from, to, lang),
      weekday: (t: string | Date) => format.weekday(t, lang),
      span: (seconds: number) => format.span(seconds, lang),
      distance: (metres: number) => format.distance(metres, lang),
      count: (n: number) => format.count(n, lang),
    }),
    [lang],
  )
}
