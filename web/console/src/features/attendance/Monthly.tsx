// The parts of a monthly report.
import { Link } from '@tanstack/react-router'
import { Table, Tag } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { outcomes } from '../../../../shared/tokens/status'
import { traitCode, useTrait } from '../../lib/traits'
import type { Search } from '../../lib/url'
import { useFormat, useWord } from '../../lib/words'
import { Count } from '../../ui/Count'
import { OutcomeIcon, tint } from '../../ui/OutcomeTag'
import { Nothing, Panel } from '../../ui/Page'
import type { Report } from './api'
import styles from './attendance.module.css'
import { caseload, rateOf } from './figures'
import { Officers, Persons } from './Linked'
import { type Figure, recordsOf, wayOf } from './links'

interface Props {
  report: Report
}

interface CountedProps {
  report: Pick<Report, 'unit' | 'first' | 'last'>
  figure: Figure
  /** What tests call it. */
  name?: string
  children: ReactNode
}

/** A figure that leads to the list it counts, where there is one. */
function Counted({ report, figure, name = figure, children }: CountedProps) {
  const way = wayOf(figure, report.unit.id, report.first, report.last)
  if (!way) return <>{children}</>
  return (
    <Link to={way.to} search={way.search} data-testid={`counted-${name}`}>
      {children}
    </Link>
  )
}

export function Outcomes({ report }: Props) {
  const { t } = useTranslation(['attendance', 'status'])
  return (
    <div>
      <div className={styles.figures}>
        {outcomes.map((o) => (
          <Link
            key={o}
            className={styles.figure}
            to="/attendance/records"
            search={{ status: o, from: report.first, to: report.last, unit: report.unit.id }}
            data-testid={`counted-${o}`}
          >
            <span className={styles.name} style={tint(o)}>
              <OutcomeIcon outcome={o} />
              {t(`status:outcome.${o}`)}
            </span>
            <b>
              <Count of={report.counts[o] ?? 0} />
            </b>
          </Link>
        ))}
      </div>
      <p className={styles.how}>
        {t('attendance:rate')}{' '}
        <Link {...recordsOf(report.unit.id, report.first, report.last, { among: 'due' })}>
          <b>{rateOf(report.counts)}</b>
        </Link>{' '}
        · {t('attendance:figures_how')}
      </p>
    </div>
  )
}

/** What stands beside the outcomes, in the order of the printed report. */
const others: Figure[] = [
  'persons',
  'officers',
  'unreachable',
  'roll_calls',
  'roll_call_came',
  'roll_call_due',
  'decided',
  'decided_in_day',
  'alerts',
  'alerts_passed_up',
  'alerts_open',
  'appeals',
  'appeals_upheld',
  'leaves',
  'leaves_late',
  'lost_contacts',
  'extended',
]

export function OtherFigures({ report }: Props) {
  const { t } = useTranslation('attendance')
  const word = useWord()
  const n = (figure: Figure) => report.counts[figure] ?? 0
  const wait = n('decided') > 0 ? n('decided_minutes') / n('decided') / 60 : null
  const rows = [
    ...others.map((f) => ({
      key: f as string,
      name: word('figure', f),
      value: (
        <Counted report={report} figure={f}>
          <Count of={n(f)} />
        </Counted>
      ),
      how: word('figure_how', f),
    })),
    { key: 'wait', name: t('wait'), value: wait === null ? '–' : wait.toFixed(1), how: t('wait_how') },
    {
      key: 'caseload',
      name: t('per_officer'),
      value: caseload(n('persons'), n('officers')) ?? t('no_officer'),
      how: t('per_officer_how'),
    },
  ]
  return (
    <Panel title={t('other_figures')}>
      <Table
        size="small"
        rowKey="key"
        dataSource={rows}
        pagination={false}
        data-testid="report-figures"
        columns={[
          { title: t('what'), dataIndex: 'name', width: '28%' },
          { title: t('number_of'), dataIndex: 'value', align: 'right', width: '12%' },
          { title: t('how_counted'), dataIndex: 'how' },
        ]}
      />
    </Panel>
  )
}

export function MonthRanking({ report }: Props) {
  const { t } = useTranslation(['attendance', 'status'])
  if (report.below.length === 0) return null
  return (
    <Panel title={t('attendance:ranking')}>
      <Table
        size="small"
        rowKey={(b) => b.unit.id}
        dataSource={report.below}
        pagination={report.below.length > 25 ? { pageSize: 25 } : false}
        columns={[
          {
            title: t('attendance:unit'),
            render: (_, b) => (
              <Link to="/attendance/reports" search={{ unit: b.unit.id }}>
                {b.unit.name}
              </Link>
            ),
          },
          {
            title: t('attendance:persons'),
            align: 'right',
            render: (_, b) => <Persons unit={b.unit.id} count={b.counts.persons ?? 0} />,
          },
          {
            title: t('attendance:per_officer'),
            align: 'right',
            render: (_, b) => (
              <Officers unit={b.unit.id}>
                {caseload(b.counts.persons ?? 0, b.counts.officers ?? 0) ?? t('attendance:no_officer')}
              </Officers>
            ),
          },
          {
            title: t('attendance:rate'),
            align: 'right',
            render: (_, b) => (
              <Link {...recordsOf(b.unit.id, report.first, report.last, { among: 'due' })}>{rateOf(b.counts)}</Link>
            ),
          },
          ...outcomes.map((o) => ({
            title: t(`status:outcome.${o}`),
            align: 'right' as const,
            render: (_: unknown, b: Report['below'][number]) => (
              <Link
                to="/attendance/records"
                search={{ status: o, from: report.first, to: report.last, unit: b.unit.id }}
              >
                {b.counts[o] ?? 0}
              </Link>
            ),
          })),
          ...(['alerts', 'appeals_upheld'] as const).map((figure) => ({
            title: figure === 'alerts' ? t('attendance:alerts') : t('attendance:upheld'),
            align: 'right' as const,
            render: (_: unknown, b: Report['below'][number]) => (
              <Counted
                report={{ unit: b.unit, first: report.first, last: report.last }}
                figure={figure}
                name={`${figure}-below`}
              >
                {b.counts[figure] ?? 0}
              </Counted>
            ),
          })),
        ]}
      />
      <p className={styles.how}>{t('attendance:ranking_how')}</p>
    </Panel>
  )
}

export function FairnessNote({ report }: Props) {
  const { t } = useTranslation('attendance')
  const word = useWord()
  const nameOf = useTrait()
  const opens = (g: Report['fairness'][number], filters: Search, inside: ReactNode) => {
    const { to, search } = recordsOf(report.unit.id, report.first, report.last, { ...filters, trait: traitCode(g) })
    return (
      <Link to={filters.decided ? '/checkins' : to} search={search}>
        {inside}
      </Link>
    )
  }
  const percent = (part: number, of: number) => (of > 0 ? `${((part / of) * 100).toFixed(1)}%` : '–')
  return (
    <Panel title={t('tab_fairness')}>
      {report.fairness.length === 0 ? <Nothing>{t('fairness_none')}</Nothing> : null}
      {report.fairness.length > 0 ? (
        <Table
          size="small"
          rowKey={(g) => `${g.dimension} ${g.value}`}
          dataSource={report.fairness}
          pagination={false}
          columns={[
            { title: t('trait'), render: (_, g) => word('dimension', g.dimension) },
            { title: t('group'), render: (_, g) => nameOf(g) },
            {
              title: t('occasions'),
              align: 'right',
              render: (_, g) => (g.is_few ? t('too_few') : opens(g, { among: 'due' }, g.occasions)),
            },
            {
              title: t('missed'),
              align: 'right',
              render: (_, g) =>
                g.is_few ? '–' : opens(g, { among: 'missed' }, `${g.missed} · ${percent(g.missed, g.occasions)}`),
            },
            {
              title: t('decided'),
              align: 'right',
              render: (_, g) => (g.is_few ? '–' : opens(g, { decided: '1' }, g.decided)),
            },
            { title: t('remark'), render: (_, g) => (g.is_high ? <Tag color="purple">{t('high')}</Tag> : '') },
          ]}
        />
      ) : null}
      <p className={styles.how}>{t('fairness_note')}</p>
    </Panel>
  )
}

export function Incidents({ report }: Props) {
  const { t } = useTranslation('attendance')
  const word = useWord()
  const format = useFormat()
  if (report.incidents.length === 0) return null
  return (
    <Panel title={t('incidents')}>
      <Table
        size="small"
        rowKey={(i) => `${i.kind} ${i.channel} ${i.from}`}
        dataSource={report.incidents}
        pagination={false}
        columns={[
          { title: t('what'), render: (_, i) => `${word('incident', i.kind)} ${i.channel}` },
          { title: t('from'), render: (_, i) => format.moment(i.from) },
          { title: t('until'), render: (_, i) => (i.to ? format.moment(i.to) : t('running')) },
          { title: t('moved'), align: 'right', render: (_, i) => i.moved },
        ]}
      />
    </Panel>
  )
}
