import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Breadcrumb, DatePicker, Skeleton, Table } from 'antd'
import dayjs from 'dayjs'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { outcomes } from '../../../../shared/tokens/status'
import { api } from '../../lib/api'
import { useSession } from '../../lib/session'
import type { Schemas } from '../../lib/types'
import { useUnits } from '../../lib/units'
import { useUrl } from '../../lib/url'
import { OutcomeIcon, tint } from '../../ui/OutcomeTag'
import { Page, Panel } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import styles from './attendance.module.css'
import { rate, statusOf } from './figures'

const Trend = lazy(() => import('./Trend'))
type Summary = Schemas['Summary']

function useSummary() {
  const [search] = useUrl()
  const to = search.to ?? dayjs().format('YYYY-MM-DD')
  const from = search.from ?? dayjs(to).subtract(29, 'day').format('YYYY-MM-DD')
  const unit_id = search.unit
  const query = useQuery({
    queryKey: ['attendance', 'summary', { unit_id, from, to }],
    queryFn: () => body(api.GET('/console/v1/attendance/summary', { params: { query: { unit_id, from, to } } })),
    placeholderData: (old) => old,
  })
  return { query, from, to }
}

function Way({ path }: { path: string }) {
  const { all } = useUnits()
  const { session } = useSession()
  const scope = session?.member.unit.path ?? '/'
  const above = all.filter((u) => path.startsWith(u.path) && u.path.startsWith(scope))
  return (
    <Breadcrumb
      items={above.map((u) => ({
        key: u.id,
        title: (
          <Link to="/attendance" search={(old) => ({ ...old, unit: u.id })}>
            {u.name}
          </Link>
        ),
      }))}
    />
  )
}

function Figures({ summary }: { summary: Summary }) {
  const { t } = useTranslation('status')
  return (
    <div className={styles.figures}>
      {outcomes.map((o) => {
        const inside = (
          <>
            <span className={styles.name} style={tint(o)}>
              <OutcomeIcon outcome={o} />
              {t(`outcome.${o}`)}
            </span>
            <b>{summary.totals[o].toLocaleString()}</b>
          </>
        )
        const status = statusOf(o)
        return status ? (
          <Link
            key={o}
            className={styles.figure}
            to="/checkins"
            search={{ status, unit: summary.unit.id }}
            data-testid={`figure-${o}`}
          >
            {inside}
          </Link>
        ) : (
          <span key={o} className={styles.figure} data-testid={`figure-${o}`}>
            {inside}
          </span>
        )
      })}
    </div>
  )
}

function Ranking({ summary }: { summary: Summary }) {
  const { t } = useTranslation(['attendance', 'status'])
  const [, set] = useUrl()
  const rows = [...summary.children].sort((a, b) => rate(a.counts) - rate(b.counts))
  return (
    <Panel title={t('attendance:ranking')}>
      <Table
        size="medium"
        rowKey={(c) => c.unit.id}
        dataSource={rows}
        pagination={rows.length > 25 ? { pageSize: 25 } : false}
        columns={[
          {
            title: t('attendance:unit'),
            render: (_, c) => (
              <button
                type="button"
                className={styles.unit}
                onClick={() => set({ unit: c.unit.id })}
                data-testid="unit-link"
              >
                {c.unit.name}
              </button>
            ),
          },
          {
            title: t('attendance:persons'),
            dataIndex: 'persons',
            align: 'right',
            sorter: (a, b) => a.persons - b.persons,
          },
          {
            title: t('attendance:rate'),
            align: 'right',
            sorter: (a, b) => rate(a.counts) - rate(b.counts),
            render: (_, c) => `${(rate(c.counts) * 100).toFixed(1)}%`,
          },
          ...outcomes.map((o) => ({
            title: t(`status:outcome.${o}`),
            align: 'right' as const,
            sorter: (a: Summary['children'][number], b: Summary['children'][number]) => a.counts[o] - b.counts[o],
            render: (_: unknown, c: Summary['children'][number]) => c.counts[o],
          })),
        ]}
      />
      <p className={styles.how}>{t('attendance:how')}</p>
    </Panel>
  )
}

/** Attendance of a unit: six figures, the trend by day, and the units below, down to the station. */
export function AttendancePage() {
  const { t } = useTranslation('attendance')
  const [, set] = useUrl()
  const { query, from, to } = useSummary()
  const summary = query.data
  return (
    <Page
      title={summary ? t('title', { unit: summary.unit.name }) : t('title_bare')}
      note={summary ? <Way path={summary.unit.path} /> : undefined}
      actions={
        <DatePicker.RangePicker
          allowClear={false}
          value={[dayjs(from), dayjs(to)]}
          onChange={(range) => set({ from: range?.[0]?.format('YYYY-MM-DD'), to: range?.[1]?.format('YYYY-MM-DD') })}
        />
      }
    >
      <Problem error={query.error} retry={() => query.refetch()} />
      {summary ? (
        <div className={styles.stack}>
          <Figures summary={summary} />
          <Panel title={t('trend')}>
            <Suspense fallback={<Skeleton active />}>
              <Trend days={summary.days} onDay={(day) => set({ from: day, to: day })} />
            </Suspense>
          </Panel>
          {summary.children.length > 0 ? (
            <Ranking summary={summary} />
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
