import { useQuery } from '@tanstack/react-query'
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
  /** What a click on a day does; without it the page narrows to that day. */
  onDay?: (day: string) => void
}

export function TrendPanel({ days, onDay }: TrendProps) {
  const { t } = useTranslation(['attendance', 'status'])
  const format = useFormat()
  const [, set] = useUrl()
  return (
    <ChartPanel
      title={t('attendance:trend')}
      chart={<Trend days={days} onDay={onDay ?? ((day) => set({ from: day, to: day }))} />}
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
              render: (_: unknown, d: Schemas['DayCounts']) => d.counts[o],
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
          {query.data ? <HeatMap hours={hours} /> : <Skeleton active className={styles.trend} />}
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
            { title: t('due'), align: 'right', dataIndex: 'due', sorter: (a, b) => a.due - b.due },
            { title: t('not_done'), align: 'right', dataIndex: 'not_done', sorter: (a, b) => a.not_done - b.not_done },
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
