import { moment } from '@diandao/shared/i18n/format'
import { useTranslation } from 'react-i18next'
import type { CheckinRequest } from '../lib/api'

const words = { service: 'today:extended_service', provider: 'today:extended_provider' } as const

/** That an outage, no fault of the person's, has moved the times of a check-in, and until when. */
export function Extended({ by, until, now }: { by: CheckinRequest['extended']; until: string; now?: Date }) {
  const { t, i18n } = useTranslation()
  if (!by) return null
  return <p data-testid="extended">{t(words[by], { time: moment(until, i18n.language, now) })}</p>
}
