import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Skeleton, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { outcomes } from '../../../../shared/tokens/status'
import type { Schemas } from '../../lib/types'
import { Nothing, Panel } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { rankedQuery, type Span } from './api'
import styles from './attendance.module.css'
import { rate, rateOf } from './figures'
import { recordsOf } from './links'

type Row = Schemas['RankedPerson']

interface Props {
  summary: Schemas['Summary']
  span: Span
}

/** The persons of a station, those who came least often first; a name opens the person, a number its records. */
export function PersonsRanking({ summary, span }: Props) {
  const { t } = useTranslation('attendance')
  const query = useQuery(rankedQuery({ ...span, unit_id: summary.unit.id }))
  const ranked = query.data
  return (
    <Panel
      title={t('persons_ranking')}
      extra={
        <Link to="/persons" search={{ status: 'active', unit: summary.unit.id }} data-testid="open-persons">
          {t('open_persons', { count: summary.persons })}
        </Link>
      }
    >
      <Problem error={query.error} retry={() => query.refetch()} />
      {query.isPending ? <Skeleton active /> : null}
      {ranked?.persons.length === 0 ? <Nothing>{t('fairness_none')}</Nothing> : null}
      {ranked && ranked.persons.length > 0 ? (
        <Persons rows={ranked.persons} span={span} unit={summary.unit.id} />
      ) : null}
      {ranked && ranked.of > ranked.persons.length ? (
        <p className={styles.how}>{t('persons_cut', { count: ranked.persons.length, of: ranked.of })}</p>
      ) : null}
      <p className={styles.how}>{t('persons_how')}</p>
    </Panel>
  )
}

function Persons({ rows, span, unit }: { rows: Row[]; span: Span; unit: string }) {
  const { t } = useTranslation(['attendance', 'common', 'status'])
  const list = (r: Row, filters: Record<string, string>) =>
    recordsOf(unit, span.from, span.to, { ...filters, person: r.person.id })
  return (
    <Table
      size="medium"
      rowKey={(r) => r.person.id}
      dataSource={rows}
      pagination={rows.length > 25 ? { pageSize: 25 } : false}
      data-testid="persons-ranking"
      columns={[
        {
          title: t('attendance:person'),
          render: (_, r) => (
            <Link to="/persons/$id" params={{ id: r.person.id }}>
              {r.person.masked ? t('common:minor') : r.person.name}
            </Link>
          ),
        },
        { title: t('attendance:number'), render: (_, r) => r.person.number },
        {
          title: t('attendance:rate'),
          align: 'right',
          sorter: (a, b) => rate(a.counts) - rate(b.counts),
          render: (_, r) => <Link {...list(r, { among: 'due' })}>{rateOf(r.counts)}</Link>,
        },
        ...outcomes.map((o) => ({
          title: t(`status:outcome.${o}`),
          align: 'right' as const,
          sorter: (a: Row, b: Row) => a.counts[o] - b.counts[o],
          render: (_: unknown, r: Row) => <Link {...list(r, { status: o })}>{r.counts[o]}</Link>,
        })),
      ]}
    />
  )
}
