import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Segmented, Skeleton, Table } from 'antd'
import { lazy, type ReactNode, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { outcomes } from '../../../../shared/tokens/status'
import type { Schemas } from '../../lib/types'
import { useUrl } from '../../lib/url'
import { useFormat } from '../../lib/words'
import { Nothing, Panel } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { hoursQuery, type Span } from './api'
import styles from './attendance.module.css'
import { hourOf, recordsOf } from './links'
import { aDay, enough, percent } from './week'

const Trend = lazy(() => import('./Trend'))
const HeatMap = lazy(() => import('./HeatMap'))

/** A panel whose chart can be read as a table; the choice stands in the address. */
function ChartPanel({ title, chart, table }: { title: string; chart: ReactNode; table: ReactNode }) {
  const { t } = useTranslation('attendance')
  const [search, set] = useUrl()
  const view = search.view === 'table' ? 'table' : 'chart'
  return (
    <Panel
      title={title}
      extra={
        <Segmented
          size="small"
          value={view}
          aria-label={t('view')}
          onChange={(to) => set({ view: to === 'table' ? to : undefined })}
          options={[
            { value: 'chart', label: t('as_chart') },
            { value: 'table', label: t('as_table') },
          ]}
        />
      }
    >
      {view === 'table' ? table : <Suspense fallback={<Skeleton active className={styles.trend} />}>{chart}</Suspense>}
    </Panel>
  )
}

interface TrendProps {
  days: Schemas['DayCounts'][]
  unit: string
}

/** Outcomes by day; each number opens its list. */
export function TrendPanel({ days, unit }: TrendProps) {
  const { t } = useTranslation(['attendance', 'status'])
  const format = useFormat()
  const navigate = useNavigate()
  return (
    <ChartPanel
      title={t('attendance:trend')}
      chart={
        <>
          <Trend days={days} onPick={(day, o) => navigate(recordsOf(unit, day, day, { status: o }))} />
          <p className={styles.how}>{t('attendance:trend_how')}</p>
        </>
      }
      table={
        <Table
          size="small"
          rowKey="day"
          dataSource={days}
          pagination={false}
          columns={[
            { title: t('attendance:day'), render: (_, d) => format.longDay(d.day) },
            ...outcomes.map((o) => ({
              title: t(`status:outcome.${o}`),
              align: 'right' as const,
              render: (_: unknown, d: Schemas['DayCounts']) => (
                <Link {...recordsOf(unit, d.day, d.day, { status: o })}>{d.counts[o]}</Link>
              ),
            })),
          ]}
        />
      }
    />
  )
}

/** At which hours of the week check-ins are not done. */
export function HoursPanel({ span }: { span: Span }) {
  const { t } = useTranslation('attendance')
  const format = useFormat()
  const navigate = useNavigate()
  const query = useQuery(hoursQuery(span))
  const hours = query.data?.hours ?? []
  if (query.error) return <Problem error={query.error} retry={() => query.refetch()} />
  if (query.data && hours.length === 0)
    return (
      <Panel title={t('hours')}>
        <Nothing>{t('hours_none')}</Nothing>
      </Panel>
    )
  return (
    <ChartPanel
      title={t('hours')}
      chart={
        <>
          {query.data ? (
            <HeatMap hours={hours} onPick={(h) => navigate(hourOf(span, h, 'not_done'))} />
          ) : (
            <Skeleton active className={styles.trend} />
          )}
          <p className={styles.how}>{t('hours_how', { count: enough })}</p>
        </>
      }
      table={
        <Table
          size="small"
          rowKey={(h) => `${h.weekday} ${h.hour}`}
          loading={query.isPending}
          dataSource={hours}
          pagination={false}
          columns={[
            { title: t('weekday'), render: (_, h) => format.weekday(aDay(h.weekday)) },
            {
              title: t('hours'),
              render: (_, h) => t('hour_of', { weekday: '', hour: h.hour }),
              sorter: (a, b) => a.hour - b.hour,
            },
            {
              title: t('due'),
              align: 'right',
              render: (_, h) => <Link {...hourOf(span, h, 'over')}>{h.due}</Link>,
              sorter: (a, b) => a.due - b.due,
            },
            {
              title: t('not_done'),
              align: 'right',
              render: (_, h) => <Link {...hourOf(span, h, 'not_done')}>{h.not_done}</Link>,
              sorter: (a, b) => a.not_done - b.not_done,
            },
            {
              title: t('part'),
              align: 'right',
              render: (_, h) => `${percent(h)}%`,
              sorter: (a, b) => percent(a) - percent(b),
            },
          ]}
        />
      }
    />
  )
}
