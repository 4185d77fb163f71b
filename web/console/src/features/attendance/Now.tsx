import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { loadsQuery, type Span } from './api'
import styles from './attendance.module.css'

/** What stands at the unit now; each figure opens its list. */
export function Now({ span }: { span: Span }) {
  const { t } = useTranslation('attendance')
  const { data, error, refetch } = useQuery(loadsQuery(span))
  const unit = span.unit_id
  const figure = (name: string, count: number | undefined, open: (inside: ReactNode) => ReactNode) => (
    <li key={name}>
      {open(
        <>
          <b>{count ?? '–'}</b> {name}
        </>,
      )}
    </li>
  )
  const here = data?.here
  return (
    <Panel title={t('now')}>
      <Problem error={error} retry={() => refetch()} />
      <ul className={styles.now} data-testid="now">
        {figure(t('rollcalls_now'), here?.roll_calls_now, (inside) => (
          <Link to="/roll-calls" search={{ running: '1', unit }}>
            {inside}
          </Link>
        ))}
        {figure(t('overdue_alerts'), here?.overdue_alerts, (inside) => (
          <Link to="/alerts" search={{ waited: 'overdue', unit }}>
            {inside}
          </Link>
        ))}
        {figure(t('open_alerts'), here?.open_alerts, (inside) => (
          <Link to="/alerts" search={{ waited: 'unresolved', unit }}>
            {inside}
          </Link>
        ))}
        {figure(t('unreachable'), here?.unreachable, (inside) => (
          <Link to="/persons" search={{ status: 'active', no_push: '1', unit }}>
            {inside}
          </Link>
        ))}
        {figure(t('upheld'), here?.upheld, (inside) => (
          <Link to="/appeals" search={{ status: 'upheld', from: span.from, to: span.to, unit }}>
            {inside}
          </Link>
        ))}
      </ul>
      <p className={styles.how}>{t('now_how')}</p>
    </Panel>
  )
}
