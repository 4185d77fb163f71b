import { Link } from '@tanstack/react-router'
import { Select, Table, Tag } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { usePages } from '../../lib/pages'
import { useUrl } from '../../lib/url'
import { useFormat, useWord } from '../../lib/words'
import { DayRange } from '../../ui/DayField'
import { ListTools, useColumns } from '../../ui/ListTools'
import { More } from '../../ui/More'
import { Narrowed } from '../../ui/Narrowed'
import { Page } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import styles from './alerts.module.css'
import { type Alert, kinds, listAlerts, severities, states } from './api'
import { noteCode } from './note'

function Filters() {
  const { t } = useTranslation('alerts')
  const word = useWord()
  const [search, set] = useUrl()
  const choice = (name: string, any: string, group: string, values: readonly string[], width: number) => (
    <Select
      allowClear
      style={{ width }}
      placeholder={any}
      aria-label={any}
      value={search[name]}
      options={values.map((v) => ({ value: v, label: word(group, v) }))}
      onChange={(value) => set({ [name]: value })}
    />
  )
  return (
    <>
      {choice('status', t('any_state'), 'alert_state', states, 120)}
      {choice('kind', t('any_kind'), 'alert', kinds, 190)}
      {choice('severity', t('any_severity'), 'severity', severities, 132)}
      <DayRange
        value={search.from && search.to ? [dayjs(search.from), dayjs(search.to)] : null}
        placeholder={[t('any_day'), t('any_day')]}
        onChange={(range) => set({ from: range?.[0]?.format('YYYY-MM-DD'), to: range?.[1]?.format('YYYY-MM-DD') })}
      />
    </>
  )
}

/** The way to what an alert came from: its check-in or roll call, else the person. */
function Source({ alert }: { alert: Alert }) {
  const { t } = useTranslation('alerts')
  if (alert.kind.startsWith('checkin') || alert.kind === 'call_person' || alert.kind === 'pattern_seen')
    return (
      <Link to="/checkins/$id" params={{ id: alert.source_id }}>
        {t('to_checkin')}
      </Link>
    )
  if (alert.kind.startsWith('rollcall'))
    return (
      <Link to="/roll-calls/$id" params={{ id: alert.source_id }}>
        {t('to_rollcall')}
      </Link>
    )
  return null
}

function useAlertColumns() {
  const { t } = useTranslation(['alerts', 'common'])
  const word = useWord()
  const format = useFormat()
  const nameOf = (a: Alert) => (a.person.masked ? t('common:minor') : a.person.name)
  const ending = (a: Alert) => {
    const code = noteCode(a.note)
    return code ? word('alert_note', code) : a.note
  }
  return useColumns<Alert>('alerts', [
    {
      key: 'person',
      title: t('person'),
      isFixed: true,
      text: nameOf,
      render: (a) => (
        <Link to="/persons/$id" params={{ id: a.person.id }}>
          {nameOf(a)}
        </Link>
      ),
    },
    { key: 'number', title: t('number'), text: (a) => a.person.number },
    { key: 'kind', title: t('kind'), text: (a) => word('alert', a.kind) },
    { key: 'severity', title: t('severity'), text: (a) => word('severity', a.severity) },
    {
      key: 'state',
      title: t('state'),
      text: (a) => word('alert_state', a.state),
      render: (a) => <Tag>{word('alert_state', a.state)}</Tag>,
    },
    {
      key: 'opened',
      title: t('opened'),
      text: (a) => dayjs(a.opened_at).format('YYYY-MM-DD HH:mm'),
      render: (a) => format.moment(a.opened_at),
    },
    {
      key: 'resolved',
      title: t('resolved'),
      text: (a) => (a.resolved_at ? dayjs(a.resolved_at).format('YYYY-MM-DD HH:mm') : ''),
      render: (a) => (a.resolved_at ? format.moment(a.resolved_at) : '–'),
    },
    {
      key: 'note',
      title: t('found'),
      text: ending,
      render: (a) => (
        <span className={styles.ending} title={ending(a)}>
          {ending(a)}
        </span>
      ),
    },
    { key: 'owner', title: t('owner'), text: (a) => a.owner_name },
    { key: 'station', title: t('station'), text: (a) => a.station.name },
    { key: 'source', title: t('source'), text: () => '', render: (a) => <Source alert={a} /> },
  ])
}

/** All alerts, newest first, with filters that live in the address: what figures count. */
export function AlertsPage() {
  const { t } = useTranslation('alerts')
  const [search] = useUrl()
  const { status, kind, severity, waited, unit, person, from, to } = search
  const pages = usePages(
    ['alert', 'list', { status, kind, severity, waited, unit, person, from, to }],
    listAlerts(search),
  )
  const columns = useAlertColumns()
  return (
    <Page
      title={t('list')}
      actions={
        <>
          <Filters />
          <ListTools list="alerts" title={t('list')} columns={columns} load={listAlerts(search)} />
        </>
      }
    >
      <Narrowed filters={['waited']} />
      <Problem error={pages.error} retry={() => pages.refetch()} />
      <Table
        size="medium"
        rowKey="id"
        loading={pages.isPending}
        dataSource={pages.items}
        pagination={false}
        locale={{ emptyText: pages.emptyText(t('empty')) }}
        columns={columns.table}
        data-testid="alerts"
      />
      <More pages={pages} />
    </Page>
  )
}
