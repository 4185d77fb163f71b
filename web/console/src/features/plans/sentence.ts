import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../lib/types'
import { useFormat, useWord } from '../../lib/words'
import { clockAfter, parseRule } from './rule'

/** A plan as a sentence: “每周一、四 08:00–10:00，需要人脸和定位；迟到可补报 2 小时。” */
export function useSentence() {
  const { t, i18n } = useTranslation('plans')
  const word = useWord()
  const format = useFormat()
  return (plan: Schemas['PlanDraft']) => {
    const rule = parseRule(plan.recurrence)
    const days = new Intl.ListFormat(i18n.language, { type: 'unit', style: 'narrow' })
    const list =
      i18n.language === 'en'
        ? days.format(rule.days.map((d) => word('weekday', d)))
        : rule.days.map((d) => word('weekday', d)).join('、')
    const { freq, interval } = rule
    const daily = interval === 1 ? t('every_day') : t('every_n_days', { count: interval })
    const weekly =
      interval === 1 ? t('every_week', { days: list }) : t('every_n_weeks', { count: interval, days: list })
    const when = freq === 'DAILY' ? daily : weekly
    const hours = `${plan.opens_at}–${clockAfter(plan.opens_at, plan.length_minutes)}`
    const needs = [plan.requires.face ? t('needs_face') : '', plan.requires.location ? t('needs_location') : ''].filter(
      Boolean,
    )
    const asks = plan.requires.questions?.length ?? 0
    if (asks > 0) needs.push(t('needs_questions', { count: asks }))
    const grace = plan.grace_minutes > 0 ? t('grace', { span: format.span(plan.grace_minutes * 60) }) : t('no_grace')
    return t('sentence', { when, hours, needs: needs.join(t('and')) || t('needs_nothing'), grace })
  }
}
