import { Button, Drawer, Table, Tag } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '../../lib/keys'
import { usePages } from '../../lib/pages'
import { useUrl } from '../../lib/url'
import { useFormat, useWord } from '../../lib/words'
import { More } from '../../ui/More'
import { Page } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { StatusSelect } from '../../ui/StatusSelect'
import { WarnTag } from '../../ui/WarnTag'
import { listLeaves, statuses } from './api'
import { stepTo } from './keys'
import { LeavePanel } from './LeavePanel'
import styles from './leaves.module.css'

/** Leaves of absence with filters that live in the address; the picked one opens beside the list. */
export function LeavesPage() {
  const { t } = useTranslation('leaves')
  const common = useTranslation('common')
  const word = useWord()
  const format = useFormat()
  const [search, set] = useUrl()
  const { status, unit, person, item } = search
  const pages = usePages(['leave', 'list', { status, unit, person }], listLeaves(search))
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
    <Page title={t('title')} actions={<StatusSelect any={t('any_status')} statuses={statuses} words="leave_status" />}>
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
              <Button type="link" size="small" data-testid="leave-open" onClick={() => set({ item: r.id })}>
                {r.person.masked ? common.t('minor') : r.person.name}
              </Button>
            ),
          },
          {
            title: t('days'),
            render: (_, r) => t('span', { from: format.day(r.from_day), to: format.day(r.to_day), count: r.days }),
          },
          { title: t('place'), dataIndex: 'place' },
          {
            title: t('status'),
            render: (_, r) => (
              <>
                <Tag>{word('leave_status', r.status)}</Tag>
                {r.is_urgent && r.status === 'applied' ? <WarnTag>{t('urgent')}</WarnTag> : null}
                {r.overdue_at && r.status === 'approved' ? <WarnTag>{t('overdue')}</WarnTag> : null}
              </>
            ),
          },
          { title: t('level'), render: (_, r) => word('leave_level', r.level) },
          { title: t('station'), render: (_, r) => r.station.name },
        ]}
      />
      <More pages={pages} />
      <p className={styles.keys}>
        <kbd>J</kbd> <kbd>K</kbd> {t('keys')}
      </p>
      <Drawer open={item !== undefined} size={560} title={t('one')} onClose={() => set({ item: undefined })}>
        <div ref={drawer}>{item ? <LeavePanel key={item} id={item} /> : null}</div>
      </Drawer>
    </Page>
  )
}
