import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { outcomes } from '../../../../shared/tokens/status'
import type { Schemas } from '../../lib/types'
import { useUrl } from '../../lib/url'
import { Panel } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { loadsQuery, type Span } from './api'
import styles from './attendance.module.css'
import { caseload, rate, rateOf } from './figures'
import { Officers, Persons } from './Linked'
import { recordsOf } from './links'

type Summary = Schemas['Summary']
type Row = Summary['children'][number] & { load?: Schemas['UnitLoad'] }

/** The units below by rate, with what each carries; a name leads down. */
export function Ranking({ summary, span }: { summary: Summary; span: Span }) {
  const { t } = useTranslation(['attendance', 'status'])
  const [, set] = useUrl()
  const loads = useQuery(loadsQuery(span))
  const byUnit = new Map(loads.data?.below.map((l) => [l.unit.id, l]))
  const rows: Row[] = summary.children.map((c) => ({ ...c, load: byUnit.get(c.unit.id) }))
  rows.sort((a, b) => rate(a.counts) - rate(b.counts))
  const each = (r: Row) => caseload(r.persons, r.load?.officers ?? 0)
  return (
    <Panel title={t('attendance:ranking')}>
      <Problem error={loads.error} retry={() => loads.refetch()} />
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
            align: 'right',
            sorter: (a, b) => a.persons - b.persons,
            render: (_, c) => <Persons unit={c.unit.id} count={c.persons} />,
          },
          {
            title: <span title={t('attendance:per_officer_how')}>{t('attendance:per_officer')}</span>,
            align: 'right',
            sorter: (a, b) => (each(a) ?? 0) - (each(b) ?? 0),
            render: (_, c) =>
              c.load ? <Officers unit={c.unit.id}>{each(c) ?? t('attendance:no_officer')}</Officers> : '–',
          },
          {
            title: t('attendance:rate'),
            align: 'right',
            sorter: (a, b) => rate(a.counts) - rate(b.counts),
            render: (_, c) => (
              <Link {...recordsOf(c.unit.id, span.from, span.to, { among: 'due' })}>{rateOf(c.counts)}</Link>
            ),
          },
          ...outcomes.map((o) => ({
            title: t(`status:outcome.${o}`),
            align: 'right' as const,
            sorter: (a: Row, b: Row) => a.counts[o] - b.counts[o],
            render: (_: unknown, c: Row) => (
              <Link to="/attendance/records" search={{ status: o, unit: c.unit.id, from: span.from, to: span.to }}>
                {c.counts[o]}
              </Link>
            ),
          })),
          {
            title: t('attendance:alerts'),
            align: 'right',
            sorter: (a, b) => (a.load?.open_alerts ?? 0) - (b.load?.open_alerts ?? 0),
            render: (_, c) => (
              <Link to="/alerts" search={{ waited: 'unresolved', unit: c.unit.id }}>
                {c.load?.open_alerts ?? '–'}
              </Link>
            ),
          },
          {
            title: t('attendance:upheld'),
            align: 'right',
            sorter: (a, b) => (a.load?.upheld ?? 0) - (b.load?.upheld ?? 0),
            render: (_, c) => (
              <Link to="/appeals" search={{ status: 'upheld', unit: c.unit.id, from: span.from, to: span.to }}>
                {c.load?.upheld ?? '–'}
              </Link>
            ),
          },
        ]}
      />
      <p className={styles.how}>{t('attendance:how')}</p>
    </Panel>
  )
}
