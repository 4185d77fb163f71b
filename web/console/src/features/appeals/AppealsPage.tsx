import { Button, Drawer, Table, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { usePages } from '../../lib/pages'
import { useUrl } from '../../lib/url'
import { useFormat, useWord } from '../../lib/words'
import { More } from '../../ui/More'
import { OutcomeTag } from '../../ui/OutcomeTag'
import { Page } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { StatusSelect } from '../../ui/StatusSelect'
import { WarnTag } from '../../ui/WarnTag'
import { AppealPanel } from './AppealPanel'
import { listAppeals, statuses } from './api'

/** Appeals with filters that live in the address; the picked one opens beside the list. */
export function AppealsPage() {
  const { t } = useTranslation('appeals')
  const common = useTranslation('common')
  const word = useWord()
  const format = useFormat()
  const [search, set] = useUrl()
  const { status, unit, person, item } = search
  const pages = usePages(['appeal', 'list', { status, unit, person }], listAppeals(search))
  return (
    <Page title={t('title')} actions={<StatusSelect any={t('any_status')} statuses={statuses} words="appeal_status" />}>
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
              <Button type="link" size="small" data-testid="appeal-open" onClick={() => set({ item: r.id })}>
                {r.person.masked ? common.t('minor') : r.person.name}
              </Button>
            ),
          },
          { title: t('day'), render: (_, r) => format.day(r.day) },
          { title: t('against'), render: (_, r) => <OutcomeTag outcome={r.against} /> },
          { title: t('text'), dataIndex: 'text', ellipsis: true },
          {
            title: t('status'),
            render: (_, r) => (
              <>
                <Tag>{word('appeal_status', r.status)}</Tag>
                {r.overdue_at && r.status === 'open' ? <WarnTag>{t('overdue')}</WarnTag> : null}
              </>
            ),
          },
          { title: t('due'), render: (_, r) => (r.status === 'open' ? format.moment(r.due_at) : null) },
          { title: t('station'), render: (_, r) => r.station.name },
        ]}
      />
      <More pages={pages} />
      <Drawer open={item !== undefined} size={620} title={t('one')} onClose={() => set({ item: undefined })}>
        {item ? <AppealPanel key={item} id={item} /> : null}
      </Drawer>
    </Page>
  )
}
