import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { outcomes } from '../../../../shared/tokens/status'
import type { Schemas } from '../../lib/types'
import { useUrl } from '../../lib/url'
import { OutcomeIcon, tint } from '../../ui/OutcomeTag'
import { Page, Panel } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { type Span, spanOf, summaryQuery } from './api'
import styles from './attendance.module.css'
import { HoursPanel, TrendPanel } from './Charts'
import { AttendanceTabs, Days, Way } from './Head'
import { Now } from './Now'
import { Ranking } from './Ranking'

type Summary = Schemas['Summary']

function Figures({ summary, span }: { summary: Summary; span: Span }) {
  const { t } = useTranslation('status')
  return (
    <div className={styles.figures}>
      {outcomes.map((o) => (
        <Link
          key={o}
          className={styles.figure}
          to="/attendance/records"
          search={{ status: o, unit: summary.unit.id, from: span.from, to: span.to }}
          data-testid={`figure-${o}`}
        >
          <span className={styles.name} style={tint(o)}>
            <OutcomeIcon outcome={o} />
            {t(`outcome.${o}`)}
          </span>
          <b>{summary.totals[o].toLocaleString()}</b>
        </Link>
      ))}
    </div>
  )
}

/** Whether nobody was to be there in all these days. */
const isEmpty = (summary: Summary) => outcomes.every((o) => summary.totals[o] === 0)

/** Attendance of a unit: six figures, what stands now, trend, hours of the week, and the units below. */
export function AttendancePage() {
  const { t } = useTranslation('attendance')
  const [search] = useUrl()
  const span = spanOf(search)
  const query = useQuery(summaryQuery(span))
  const summary = query.data
  return (
    <Page
      title={summary ? t('title', { unit: summary.unit.name }) : t('title_bare')}
      note={<Way unit={search.unit} />}
      actions={<Days span={span} />}
    >
      <AttendanceTabs here="overview" />
      <Problem error={query.error} retry={() => query.refetch()} />
      {summary ? (
        <div className={styles.stack}>
          <div>
            <Figures summary={summary} span={span} />
            <p className={styles.how}>{isEmpty(summary) ? t('figures_none') : t('figures_how')}</p>
          </div>
          <Now span={span} />
          <TrendPanel days={summary.days} />
          <HoursPanel span={span} />
          {summary.children.length > 0 ? (
            <Ranking summary={summary} span={span} />
          ) : (
            <Panel title={t('persons')}>
              <Link to="/persons" search={{ unit: summary.unit.id }}>
                {t('open_persons', { count: summary.persons })}
              </Link>
            </Panel>
          )}
        </div>
      ) : query.isPending ? (
        <Skeleton active />
      ) : null}
    </Page>
  )
}
