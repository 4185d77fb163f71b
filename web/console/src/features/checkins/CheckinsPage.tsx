import { Link } from '@tanstack/react-router'
import { DatePicker, Table } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { usePages } from '../../lib/pages'
import { useUrl } from '../../lib/url'
import { useFormat } from '../../lib/words'
import { More } from '../../ui/More'
import { Page } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { StatusSelect } from '../../ui/StatusSelect'
import { StatusTag } from '../../ui/StatusTag'
import { listCheckins, statuses } from './api'

/** Due check-ins with filters that live in the address. */
export function CheckinsPage() {
  const { t } = useTranslation('checkins')
  const common = useTranslation('common')
  const format = useFormat()
  const [search, set] = useUrl()
  const { status, unit, person, day } = search
  const pages = usePages(['checkin', 'list', { status, unit, person, day }], listCheckins(search))
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <StatusSelect any={t('any_status')} statuses={statuses} words="checkin_status" />
          <DatePicker
            value={day ? dayjs(day) : null}
            placeholder={t('any_day')}
            onChange={(value) => set({ day: value?.format('YYYY-MM-DD') })}
          />
        </>
      }
    >
      <Problem error={pages.error} retry={() => pages.refetch()} />
      <Table
        size="medium"
        rowKey="id"
        loading={pages.isPending}
        dataSource={pages.items}
        pagination={false}
        locale={{ emptyText: t('empty') }}
        columns={[
          {
            title: t('person'),
            render: (_, r) => (
              <Link to="/checkins/$id" params={{ id: r.id }}>
                {r.person.masked ? common.t('minor') : r.person.name}
              </Link>
            ),
          },
          { title: t('number'), render: (_, r) => r.person.number },
          { title: t('plan'), dataIndex: 'title' },
          { title: t('due'), render: (_, r) => format.moment(r.due_at) },
          { title: t('status'), render: (_, r) => <StatusTag status={r.status} /> },
          { title: t('station'), render: (_, r) => r.station.name },
        ]}
      />
      <More pages={pages} />
    </Page>
  )
}
