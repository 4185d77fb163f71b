import { Link } from '@tanstack/react-router'
import { Table } from 'antd'
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
import { StatusSelect } from '../../ui/StatusSelect'
import { StatusTag } from '../../ui/StatusTag'
import { checkinFilters, listCheckins, statuses } from './api'

type Row = Awaited<ReturnType<ReturnType<typeof listCheckins>>>['items'][number]

function useCheckinColumns() {
  const { t } = useTranslation('checkins')
  const common = useTranslation('common')
  const word = useWord()
  const format = useFormat()
  const nameOf = (r: Row) => (r.person.masked ? common.t('minor') : r.person.name)
  return useColumns<Row>('checkins', [
    {
      key: 'person',
      title: t('person'),
      isFixed: true,
      text: nameOf,
      render: (r) => (
        <Link to="/checkins/$id" params={{ id: r.id }}>
          {nameOf(r)}
        </Link>
      ),
    },
    { key: 'number', title: t('number'), text: (r) => r.person.number },
    { key: 'plan', title: t('plan'), text: (r) => r.title },
    {
      key: 'due',
      title: t('due'),
      text: (r) => [r.opens_at, r.due_at].map((at) => dayjs(at).format('YYYY-MM-DD HH:mm')).join(' – '),
      render: (r) => format.range(r.opens_at, r.due_at), // the list is in the order of the openings
    },
    {
      key: 'status',
      title: t('status'),
      text: (r) => word('checkin_status', r.status),
      render: (r) => <StatusTag status={r.status} />,
    },
    { key: 'station', title: t('station'), text: (r) => r.station.name },
  ])
}

/** Due check-ins with filters that live in the address. */
export function CheckinsPage() {
  const { t } = useTranslation('checkins')
  const [search, set] = useUrl()
  const { day, from, to } = search
  const pages = usePages(['checkin', 'list', ...checkinFilters.map((f) => search[f])], listCheckins(search))
  const columns = useCheckinColumns()
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <StatusSelect any={t('any_status')} statuses={statuses} words="checkin_status" />
          <DayRange
            value={from && to ? [dayjs(from), dayjs(to)] : day ? [dayjs(day), dayjs(day)] : null}
            placeholder={[t('any_day'), t('any_day')]}
            onChange={(range) =>
              set({ day: undefined, from: range?.[0]?.format('YYYY-MM-DD'), to: range?.[1]?.format('YYYY-MM-DD') })
            }
          />
          <ListTools list="checkins" title={t('title')} columns={columns} load={listCheckins(search)} />
        </>
      }
    >
      <Narrowed filters={['person', 'among', 'decided', 'extended', 'trait', 'weekday']} />
      <Problem error={pages.error} retry={() => pages.refetch()} />
      <Table
        size="medium"
        rowKey="id"
        loading={pages.isPending}
        dataSource={pages.items}
        pagination={false}
        locale={{ emptyText: pages.emptyText(t('empty')) }}
        columns={columns.table}
      />
      <More pages={pages} />
    </Page>
  )
}
