import { Link } from '@tanstack/react-router'
import { Select, Table } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { outcomes } from '../../../../shared/tokens/status'
import { usePages } from '../../lib/pages'
import { useUrl } from '../../lib/url'
import { useFormat, useWord } from '../../lib/words'
import { DayRange } from '../../ui/DayField'
import { ListTools, useColumns } from '../../ui/ListTools'
import { More } from '../../ui/More'
import { Narrowed } from '../../ui/Narrowed'
import { OutcomeTag } from '../../ui/OutcomeTag'
import { Page } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { listRecords, type Row } from './api'

function useRecordColumns() {
  const { t } = useTranslation(['attendance', 'common', 'status'])
  const word = useWord()
  const format = useFormat()
  const nameOf = (r: Row) => (r.person.masked ? t('common:minor') : r.person.name)
  const into = (r: Row) => (r.source === 'checkin' ? '/checkins/$id' : '/roll-calls/$id')
  return useColumns<Row>('attendance', [
    {
      key: 'person',
      title: t('attendance:person'),
      isFixed: true,
      text: nameOf,
      render: (r) => (
        <Link to={into(r)} params={{ id: r.source_id }}>
          {nameOf(r)}
        </Link>
      ),
    },
    { key: 'number', title: t('attendance:number'), text: (r) => r.person.number },
    { key: 'day', title: t('attendance:day'), text: (r) => r.day, render: (r) => format.longDay(r.day) },
    { key: 'source', title: t('attendance:source'), text: (r) => word('attendance_source', r.source) },
    {
      key: 'status',
      title: t('attendance:outcome'),
      text: (r) => t(`status:outcome.${r.status}`),
      render: (r) => <OutcomeTag outcome={r.status} />,
    },
    {
      key: 'reason',
      title: t('attendance:reason'),
      text: (r) => word('mark_reason', r.reason),
      ellipsis: true,
    },
    { key: 'station', title: t('attendance:unit'), text: (r) => r.station.name },
  ])
}

/** The records that figures of attendance count, newest day first. */
export function RecordsPage() {
  const { t } = useTranslation(['attendance', 'status'])
  const [search, set] = useUrl()
  const { status, source, among, unit, person, from, to, before, trait } = search
  const pages = usePages(
    ['attendance', 'records', { status, source, among, unit, person, from, to, before, trait }],
    listRecords(search),
  )
  const columns = useRecordColumns()
  return (
    <Page
      title={t('attendance:records')}
      actions={
        <>
          <Select
            allowClear
            style={{ width: 130 }}
            placeholder={t('attendance:any_outcome')}
            aria-label={t('attendance:any_outcome')}
            value={status}
            options={outcomes.map((o) => ({ value: o, label: t(`status:outcome.${o}`) }))}
            onChange={(status) => set({ status, among: undefined })}
          />
          <DayRange
            value={from && to ? [dayjs(from), dayjs(to)] : null}
            placeholder={[t('attendance:any_day'), t('attendance:any_day')]}
            onChange={(range) => set({ from: range?.[0]?.format('YYYY-MM-DD'), to: range?.[1]?.format('YYYY-MM-DD') })}
          />
          <ListTools list="attendance" title={t('attendance:records')} columns={columns} load={listRecords(search)} />
        </>
      }
    >
      <Narrowed filters={['person', 'source', 'among', 'before', 'trait']} />
      <Problem error={pages.error} retry={() => pages.refetch()} />
      <Table
        size="medium"
        rowKey="id"
        loading={pages.isPending}
        dataSource={pages.items}
        pagination={false}
        locale={{ emptyText: pages.emptyText(t('attendance:no_records')) }}
        columns={columns.table}
        data-testid="records"
      />
      <More pages={pages} />
    </Page>
  )
}
