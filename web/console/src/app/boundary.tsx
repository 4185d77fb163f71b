import { Button, Spin } from 'antd'
import { useTranslation } from 'react-i18next'
import { sentence } from '../../../shared/api/problem'

/** Shown where a screen could not be shown. */
export function RouteProblem({ error, reset }: { error?: unknown; reset?: () => void }) {
  const { t, i18n } = useTranslation('common')
  return (
    <div role="alert" style={{ padding: 48, textAlign: 'center' }}>
      <h1>{t('page_failed')}</h1>
      <p>{error ? sentence(i18n, error) : t('page_unknown')}</p>
      <p style={{ display: 'flex', gap: 8, justifyContent: 'center', marginTop: 16 }}>
        {reset ? <Button onClick={reset}>{t('retry')}</Button> : null}
        <Button href="/console/">{t('to_start')}</Button>
      </p>
    </div>
  )
}

/** Shown while a screen loads. */
export function Waiting() {
  return (
    <div style={{ padding: 48, textAlign: 'center' }}>
      <Spin />
    </div>
  )
}
