import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { outcomes } from '../../../../shared/tokens/status'
import type { Schemas } from '../../lib/types'
import { useUrl } from '../../lib/url'
import { useFormat } from '../../lib/words'
import { Count } from '../../ui/Count'
import { OutcomeIcon, tint } from '../../ui/OutcomeTag'
import { Page } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { type Span, spanOf, summaryQuery } from './api'
import styles from './attendance.module.css'
import { HoursPanel, TrendPanel } from './Charts'
import { AttendanceTabs, Days, Files, Way } from './Head'
import { Now } from './Now'
import { PersonsRanking } from './PersonsRanking'
import { Ranking } from './Ranking'
import { TodayPanel } from './Today'

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
          <b>
            <Count of={summary.totals[o]} />
          </b>
        </Link>
      ))}
    </div>
  )
}

/** Whether nobody was to be there in all these days. */
const isEmpty = (summary: Summary) => outcomes.every((o) => summary.totals[o] === 0)

/** Attendance of a unit: today, six figures, what stands now, trend, hours of the week, and the units below. */
export function AttendancePage() {
  const { t } = useTranslation('attendance')
  const format = useFormat()
  const [search] = useUrl()
  const span = spanOf(search)
  const query = useQuery(summaryQuery(span))
  const summary = query.data
  return (
    <Page
      title={summary ? t('title', { unit: summary.unit.name }) : t('title_bare')}
      note={<Way unit={search.unit} />}
      actions={
        <>
          <Days span={span} />
          <Files list="overview" span={span} />
        </>
      }
    >
      <AttendanceTabs here="overview" />
      <Problem error={query.error} retry={() => query.refetch()} />
      {summary ? (
        <div className={styles.stack}>
          <TodayPanel unit={summary.unit.id} />
          <div>
            <h2 className={styles.period}>
              {t('period', { from: format.longDay(span.from), to: format.longDay(span.to) })}
            </h2>
            <Figures summary={summary} span={span} />
            <p className={styles.how}>{isEmpty(summary) ? t('figures_none') : t('figures_how')}</p>
          </div>
          <Now span={span} />
          <TrendPanel days={summary.days} unit={summary.unit.id} />
          <HoursPanel span={span} />
          {summary.children.length > 0 ? (
            <Ranking summary={summary} span={span} />
          ) : (
            <PersonsRanking summary={summary} span={span} />
          )}
        </div>
      ) : query.isPending ? (
        <Skeleton active />
      ) : null}
    </Page>
  )
}
