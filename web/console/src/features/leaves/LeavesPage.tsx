import { Button, Table, Tag } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '../../lib/keys'
import { usePages } from '../../lib/pages'
import { useUrl } from '../../lib/url'
import { useFormat, useWord } from '../../lib/words'
import { KeyHints } from '../../ui/KeyHints'
import { ListTools, useColumns } from '../../ui/ListTools'
import { More } from '../../ui/More'
import { Narrowed } from '../../ui/Narrowed'
import { Page } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { Side } from '../../ui/Side'
import { StatusSelect } from '../../ui/StatusSelect'
import { WarnTag } from '../../ui/WarnTag'
import { type Leave, listLeaves, statuses } from './api'
import { stepTo } from './keys'
import { LeavePanel } from './LeavePanel'
import styles from './leaves.module.css'

function useLeaveColumns(open: (id: string) => void) {
  const { t } = useTranslation('leaves')
  const common = useTranslation('common')
  const word = useWord()
  const format = useFormat()
  const nameOf = (r: Leave) => (r.person.masked ? common.t('minor') : r.person.name)
  return useColumns<Leave>('leaves', [
    {
      key: 'person',
      title: t('person'),
      isFixed: true,
      text: nameOf,
      render: (r) => (
        <Button type="link" size="small" data-testid="leave-open" onClick={() => open(r.id)}>
          {nameOf(r)}
        </Button>
      ),
    },
    { key: 'number', title: t('number'), text: (r) => r.person.number },
    {
      key: 'days',
      title: t('days'),
      text: (r) => `${r.from_day} – ${r.to_day}`,
      render: (r) => t('span', { from: format.day(r.from_day), to: format.day(r.to_day), count: r.days }),
    },
    { key: 'place', title: t('place'), text: (r) => r.place },
    {
      key: 'status',
      title: t('status'),
      text: (r) => word('leave_status', r.status),
      render: (r) => (
        <>
          <Tag>{word('leave_status', r.status)}</Tag>
          {r.is_urgent && r.status === 'applied' ? <WarnTag>{t('urgent')}</WarnTag> : null}
          {r.overdue_at && r.status === 'approved' ? <WarnTag>{t('overdue')}</WarnTag> : null}
        </>
      ),
    },
    { key: 'level', title: t('level'), text: (r) => word('leave_level', r.level) },
    { key: 'station', title: t('station'), text: (r) => r.station.name },
  ])
}

/** Leaves of absence with filters that live in the address; the picked one opens beside the list. */
export function LeavesPage() {
  const { t } = useTranslation('leaves')
  const [search, set] = useUrl()
  const { status, unit, person, item, from, to, granted, late } = search
  const pages = usePages(['leave', 'list', { status, unit, person, from, to, granted, late }], listLeaves(search))
  const columns = useLeaveColumns((id) => set({ item: id }))
  const drawer = useRef<HTMLDivElement>(null)
  const step = (by: number) =>
    set({
      item: stepTo(
        pages.items.map((l) => l.id),
        item,
        by,
      ),
    })
  useKeys({ j: () => step(1), k: () => step(-1) }, drawer)
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <StatusSelect any={t('any_status')} statuses={statuses} words="leave_status" />
          <ListTools list="leaves" title={t('title')} columns={columns} load={listLeaves(search)} />
        </>
      }
    >
      <Narrowed days filters={['granted', 'late']} />
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
      {pages.items.length > 0 ? (
        <KeyHints className={styles.keys}>
          <kbd>J</kbd> <kbd>K</kbd> {t('keys')}
        </KeyHints>
      ) : null}
      <Side open={item !== undefined} size={560} title={t('one')} onClose={() => set({ item: undefined })}>
        <div ref={drawer}>{item ? <LeavePanel key={item} id={item} /> : null}</div>
      </Side>
    </Page>
  )
}
