import { moment } from '@diandao/shared/i18n/format'
import { useTranslation } from 'react-i18next'

/** From when something is that was not fetched just now; nothing when it was. */
export function AsOf({ staleAt }: { staleAt: number }) {
  const { t, i18n } = useTranslation()
  if (!staleAt) return null
  return <p className="muted">{t('today:cached', { time: moment(new Date(staleAt), i18n.language) })}</p>
}
