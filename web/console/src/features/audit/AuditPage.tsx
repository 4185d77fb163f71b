import { Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import { usePages } from '../../lib/pages'
import { useUrl } from '../../lib/url'
import { useWord } from '../../lib/words'
import { More } from '../../ui/More'
import { Page } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { When } from '../../ui/When'

/** Who did what, when and why. */
export function AuditPage() {
  const { t } = useTranslation('audit')
  const word = useWord()
  const [search] = useUrl()
  const pages = usePages(['audit', 'list', search.person], (cursor) =>
    body(api.GET('/console/v1/audit', { params: { query: { cursor, person_id: search.person } } })),
  )
  return (
    <Page title={t('title')} note={t('note')}>
      <Problem error={pages.error} retry={() => pages.refetch()} />
      <Table
        size="medium"
        rowKey="id"
        loading={pages.isPending}
        dataSource={pages.items}
        pagination={false}
        locale={{ emptyText: t('empty') }}
        columns={[
          { title: t('at'), render: (_, e) => <When at={e.at} /> },
          { title: t('who'), render: (_, e) => e.actor_name || word('role', e.actor_role) },
          { title: t('what'), render: (_, e) => word('audit', e.action) },
          { title: t('why'), dataIndex: 'reason' },
          { title: t('entry'), render: (_, e) => <code title={e.hash}>{`${e.seq} · ${e.hash.slice(0, 8)}`}</code> },
        ]}
      />
      <More pages={pages} />
    </Page>
  )
}
