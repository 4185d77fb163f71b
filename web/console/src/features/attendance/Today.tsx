import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { outcomes } from '../../../../shared/tokens/status'
import type { Schemas } from '../../lib/types'
import { useFormat } from '../../lib/words'
import { Count } from '../../ui/Count'
import { OutcomeIcon, tint } from '../../ui/OutcomeTag'
import { Panel } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { todayQuery } from './api'
import styles from './attendance.module.css'
import { recordsOf } from './links'

type Today = Schemas['Today']

/** How the day stands at a unit; each figure opens its list, also what there was a week ago by the same time. */
export function TodayPanel({ unit }: { unit: string }) {
  const { t } = useTranslation('attendance')
  const format = useFormat()
  const query = useQuery(todayQuery(unit))
  if (query.error && !query.data) return <Problem error={query.error} retry={() => query.refetch()} />
  const today = query.data
  return (
    <Panel title={today ? t('today', { time: format.clock(today.at) }) : t('today_bare')}>
      {today ? <Figures today={today} unit={unit} /> : <Skeleton active />}
      <p className={styles.how}>{t('today_how')}</p>
    </Panel>
  )
}

function Figures({ today, unit }: { today: Today; unit: string }) {
  const { t } = useTranslation(['attendance', 'status'])
  const due = (filters: Record<string, string>) => ({ ...filters, unit, from: today.day, to: today.day })
  return (
    <div className={styles.stack} data-testid="today">
      <div className={styles.figures}>
        {outcomes.map((o) => (
          <div key={o} className={styles.cell}>
            <Link
              className={styles.figure}
              {...recordsOf(unit, today.day, today.day, { status: o })}
              data-testid={`today-${o}`}
            >
              <span className={styles.name} style={tint(o)}>
                <OutcomeIcon outcome={o} />
                {t(`status:outcome.${o}`)}
              </span>
              <b>
                <Count of={today.counts[o]} />
              </b>
            </Link>
            <Link
              className={styles.week}
              {...recordsOf(unit, today.week, today.week, { status: o, before: today.week_at })}
              data-testid={`week-${o}`}
            >
              {t('attendance:week_ago', { count: today.week_counts[o] })}
            </Link>
          </div>
        ))}
      </div>
      <ul className={styles.now}>
        <li>
          <Link to="/checkins" search={due({ among: 'opened' })} data-testid="today-due">
            <b>
              <Count of={today.due} />
            </b>{' '}
            {t('attendance:opened_today')}
          </Link>
        </li>
        <li>
          <Link to="/checkins" search={due({ status: 'open' })} data-testid="today-open">
            <b>
              <Count of={today.open} />
            </b>{' '}
            {t('attendance:open_today')}
          </Link>
        </li>
      </ul>
    </div>
  )
}
