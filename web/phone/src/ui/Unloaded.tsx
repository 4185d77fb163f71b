import { sentence } from '@diandao/shared/api/problem'
import { useTranslation } from 'react-i18next'
import { BigButton } from './BigButton'

/** What could not be fetched, why, and the way to try again. */
export function Unloaded({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t, i18n } = useTranslation()
  if (!error) return null
  return (
    <section className="card" data-testid="unloaded">
      <p role="alert">{sentence(i18n, error)}</p>
      <BigButton quiet onClick={onRetry}>
        {t('common:retry')}
      </BigButton>
    </section>
  )
}
