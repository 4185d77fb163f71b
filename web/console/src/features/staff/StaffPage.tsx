import { PlusOutlined } from '@ant-design/icons'
import { Button, Input, Select, Table, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFind } from '../../lib/find'
import { usePages } from '../../lib/pages'
import { useSession } from '../../lib/session'
import { useUrl } from '../../lib/url'
import { useFormat, useWord } from '../../lib/words'
import { AdminTabs } from '../../ui/AdminTabs'
import { ListTools, useColumns } from '../../ui/ListTools'
import { More } from '../../ui/More'
import { Page } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { Side } from '../../ui/Side'
import { WarnTag } from '../../ui/WarnTag'
import { AddStaff } from './AddStaff'
import { activities, type First, listStaff, type Row, roles } from './api'
import { FirstPassword } from './FirstPassword'
import { StaffPanel } from './StaffPanel'
import styles from './staff.module.css'

function Filters() {
  const { t } = useTranslation('staff')
  const word = useWord()
  const [search, set] = useUrl()
  const [q, find] = useFind()
  return (
    <>
      <Input.Search
        allowClear
        style={{ width: 200 }}
        maxLength={64}
        placeholder={t('search')}
        aria-label={t('search')}
        defaultValue={q}
        onSearch={find}
        data-testid="staff-search"
      />
      <Select
        allowClear
        style={{ width: 130 }}
        placeholder={t('any_role')}
        aria-label={t('any_role')}
        value={search.role}
        options={roles.map((r) => ({ value: r, label: word('role', r) }))}
        onChange={(role) => set({ role })}
      />
      <Select
        allowClear
        style={{ width: 130 }}
        placeholder={t('any_activity')}
        aria-label={t('any_activity')}
        value={search.active}
        options={activities.map((a) => ({ value: a, label: t(`activity.${a}`) }))}
        onChange={(active) => set({ active })}
      />
    </>
  )
}

function useStaffColumns(open: (id: string) => void) {
  const { t } = useTranslation('staff')
  const word = useWord()
  const format = useFormat()
  const state = (r: Row) => t(`activity.${r.is_active ? 'active' : 'inactive'}`)
  return useColumns<Row>('staff', [
    {
      key: 'name',
      title: t('name'),
      isFixed: true,
      text: (r) => r.name,
      render: (r) => (
        <Button type="link" size="small" data-testid="staff-open" onClick={() => open(r.id)}>
          {r.name}
        </Button>
      ),
    },
    { key: 'username', title: t('username'), text: (r) => r.username, render: (r) => <code>{r.username}</code> },
    { key: 'role', title: t('role'), text: (r) => word('role', r.role) },
    { key: 'unit', title: t('unit'), text: (r) => r.unit.name },
    {
      key: 'state',
      title: t('state'),
      text: state,
      render: (r) => (
        <span className={styles.states}>
          <Tag>{state(r)}</Tag>
          {r.is_active && r.must_change ? <WarnTag>{t('waiting')}</WarnTag> : null}
        </span>
      ),
    },
    {
      key: 'last_login',
      title: t('last_login'),
      text: (r) => (r.last_login_at ? format.moment(r.last_login_at) : t('never')),
    },
  ])
}

/** The staff of one's scope, with filters that live in the address; the picked one opens beside the list. */
export function StaffPage() {
  const { t } = useTranslation('staff')
  const { may } = useSession()
  const [search, set] = useUrl()
  const [adding, setAdding] = useState(false)
  const [first, setFirst] = useState<First | null>(null)
  const [q] = useFind()
  const { unit, role, active, item } = search
  const load = listStaff(search, q)
  const pages = usePages(['staff', 'list', { q, unit, role, active }], load)
  const columns = useStaffColumns((id) => set({ item: id }))
  return (
    <Page
      title={t('title')}
      note={t('note')}
      actions={
        <>
          <Filters />
          <ListTools list="staff" title={t('title')} columns={columns} load={load} />
          {may('staff.manage') ? (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)} data-testid="staff-add">
              {t('add')}
            </Button>
          ) : null}
        </>
      }
    >
      <AdminTabs here="staff" />
      <Problem error={pages.error} retry={() => pages.refetch()} />
      <Table
        size="medium"
        rowKey="id"
        loading={pages.isPending}
        dataSource={pages.items}
        pagination={false}
        locale={{ emptyText: pages.emptyText(t('empty')) }}
        onRow={(r) => ({ 'data-testid': 'staff', 'data-username': r.username }) as object}
        columns={columns.table}
      />
      <More pages={pages} />
      <Side open={item !== undefined} size={560} title={t('one')} onClose={() => set({ item: undefined })}>
        {item ? <StaffPanel key={item} id={item} onFirst={setFirst} /> : null}
      </Side>
      {adding ? <AddStaff onClose={() => setAdding(false)} onAdded={setFirst} /> : null}
      {first ? <FirstPassword first={first} onClose={() => setFirst(null)} /> : null}
    </Page>
  )
}
