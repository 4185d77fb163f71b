import { Button, Table } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { usePages } from '../../lib/pages'
import { useUrl } from '../../lib/url'
import { useWord } from '../../lib/words'
import { ListTools, useColumns } from '../../ui/ListTools'
import { More } from '../../ui/More'
import { Page } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { Side } from '../../ui/Side'
import { When } from '../../ui/When'
import { type Entry, listEntries } from './api'
import { EntryPanel } from './EntryPanel'
import { Filters } from './Filters'
import { PersonName, usePersonText } from './PersonName'

function useEntryColumns(open: (id: string) => void) {
  const { t } = useTranslation('audit')
  const word = useWord()
  const personText = usePersonText()
  return useColumns<Entry>('audit', [
    {
      key: 'at',
      title: t('at'),
      text: (e) => dayjs(e.at).format('YYYY-MM-DD HH:mm:ss'),
      render: (e) => <When at={e.at} />,
    },
    { key: 'who', title: t('who'), text: (e) => e.actor_name || word('role', e.actor_role) },
    {
      key: 'what',
      title: t('what'),
      isFixed: true,
      text: (e) => word('audit', e.action),
      render: (e) => (
        <Button type="link" size="small" data-testid="audit-open" onClick={() => open(e.id)}>
          {word('audit', e.action)}
        </Button>
      ),
    },
    { key: 'person', title: t('person'), text: personText, render: (e) => <PersonName entry={e} /> },
    { key: 'why', title: t('why'), text: (e) => e.reason },
    {
      key: 'entry',
      title: t('entry'),
      text: (e) => `${e.chain} ${e.seq} ${e.hash}`,
      render: (e) => <code title={e.hash}>{`${e.seq} · ${e.hash.slice(0, 8)}`}</code>,
    },
  ])
}

/** Who did what, when and why; the picked entry opens beside the list, and its chain can be followed. */
export function AuditPage() {
  const { t } = useTranslation('audit')
  const [search, set] = useUrl()
  const { person, actor, action, from, to, item } = search
  const pages = usePages(['audit', 'list', { person, actor, action, from, to }], listEntries(search))
  const columns = useEntryColumns((id) => set({ item: id }))
  const picked = pages.items.find((e) => e.id === item)
  return (
    <Page
      title={t('title')}
      note={t('note')}
      actions={
        <>
          <Filters entries={pages.items} />
          <ListTools list="audit" title={t('title')} columns={columns} load={listEntries(search)} />
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
        locale={{ emptyText: pages.emptyText(t('empty')) }}
        columns={columns.table}
      />
      <More pages={pages} />
      <Side open={picked !== undefined} size={600} title={t('one')} onClose={() => set({ item: undefined })}>
        {picked ? <EntryPanel key={picked.id} entry={picked} /> : null}
      </Side>
    </Page>
  )
}
