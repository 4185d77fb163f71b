import { distance, span } from '@diandao/shared/i18n/format'
import { useTranslation } from 'react-i18next'

/** Says a finding in words for the person it is about; one without words of its own is for the officer to look at. */
export function useFindingWords(): (f: { code: string; value: number }) => string {
  const { t, i18n } = useTranslation()
  return (f) => {
    const key = `findings:${f.code}`
    const values = {
      span: span(f.value, i18n.language),
      distance: distance(f.value, i18n.language),
      count: Math.round(f.value),
    }
    return i18n.exists(key) ? (t as (key: string, values: object) => string)(key, values) : t('findings:other')
  }
}
