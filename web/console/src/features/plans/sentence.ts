import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../lib/types'
import { useFormat, useWord } from '../../lib/words'
import { clockAfter, orderedMonthdays, parseRule } from './rule'

type Draft = Schemas['PlanDraft']

/** The days of a plan as words: “每周一、四”, “每月 5 日（工作日）”. */
function useDays() {
  const { t, i18n } = useTranslation('plans')
  const word = useWord()
  const format = useFormat()
  const join = (items: string[]) =>
    i18n.language === 'en' ? new Intl.ListFormat('en', { type: 'conjunction' }).format(items) : items.join('、')
  const plain = (plan: Draft) => {
    const { freq, interval, days, monthdays } = parseRule(plan.recurrence)
    switch (freq) {
      case 'ONCE':
        return t('once_on', { day: format.longDay(plan.starts_on) })
      case 'DAILY':
        return interval === 1 ? t('every_day') : t('every_n_days', { count: interval })
      case 'WEEKLY': {
        const list = join(days.map((d) => word('weekday', d)))
        return interval === 1 ? t('every_week', { days: list }) : t('every_n_weeks', { count: interval, days: list })
      }
      case 'MONTHLY': {
        const list = join(orderedMonthdays(monthdays).map((n) => (n < 0 ? t('last_day') : t('month_day', { n }))))
        return interval === 1 ? t('every_month', { days: list }) : t('every_n_months', { count: interval, days: list })
      }
    }
  }
  return (plan: Draft) => {
    const but = plan.on === 'working_days' ? t('working_days') : plan.on === 'not_holidays' ? t('not_holidays') : ''
    return plain(plan) + but
  }
}

/** When a plan ends by itself: “，到 12月31日为止”. */
function useEnd() {
  const { t } = useTranslation('plans')
  const format = useFormat()
  return (plan: Draft) => {
    const { until, count } = parseRule(plan.recurrence)
    if (until) return t('until', { day: format.longDay(until) })
    return count > 0 ? t('so_often', { count }) : ''
  }
}

/** A plan as a sentence: “每周一、四 08:00–10:00，需要人脸和定位；迟到可补报 2 小时。” */
export function useSentence() {
  const { t } = useTranslation('plans')
  const format = useFormat()
  const daysOf = useDays()
  const endOf = useEnd()
  return (plan: Draft) => {
    const span = plan.span_minutes ?? 0
    const fixed = `${plan.opens_at}–${clockAfter(plan.opens_at, span || plan.length_minutes)}`
    const hours = span
      ? t('between', { count: plan.times || 1, hours: fixed, span: format.span(plan.length_minutes * 60) })
      : fixed
    const { face, challenge, surroundings, voice, voice_on_file, location } = plan.requires
    const needs = [
      face ? t(challenge ? 'needs_challenge' : 'needs_face') : '',
      surroundings ? t('needs_surroundings') : '',
      voice ? t(voice_on_file ? 'needs_voice_on_file' : 'needs_voice') : '',
      location ? t('needs_location') : '',
    ].filter(Boolean)
    const asks = plan.requires.questions?.length ?? 0
    if (asks > 0) needs.push(t('needs_questions', { count: asks }))
    const grace = plan.grace_minutes > 0 ? t('grace', { span: format.span(plan.grace_minutes * 60) }) : t('no_grace')
    return t('sentence', {
      when: daysOf(plan),
      hours,
      needs: needs.join(t('and')) || t('needs_nothing'),
      grace: grace + endOf(plan),
    })
  }
}
