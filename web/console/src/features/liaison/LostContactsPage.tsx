import { Button, Table, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { usePages } from '../../lib/pages'
import { useUrl } from '../../lib/url'
import { useFormat, useWord } from '../../lib/words'
import { ListTools, useColumns } from '../../ui/ListTools'
import { More } from '../../ui/More'
import { Narrowed } from '../../ui/Narrowed'
import { Page } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { Side } from '../../ui/Side'
import { StatusSelect } from '../../ui/StatusSelect'
import { WarnTag } from '../../ui/WarnTag'
import { When } from '../../ui/When'
import { listSearches, type Search, states } from './api'
import { SearchPanel } from './SearchPanel'

function Next({ search }: { search: Search }) {
  const word = useWord()
  if (!search.next) return null
  return (
    <>
      {word('lost_step_ask', search.next)} {search.due_at ? <When at={search.due_at} /> : null}
    </>
  )
}

function useSearchColumns(open: (id: string) => void) {
  const { t } = useTranslation('liaison')
  const common = useTranslation('common')
  const word = useWord()
  const format = useFormat()
  const nameOf = (r: Search) => (r.person.masked ? common.t('minor') : r.person.name)
  return useColumns<Search>('lost_contacts', [
    {
      key: 'person',
      title: t('person'),
      isFixed: true,
      text: nameOf,
      render: (r) => (
        <Button type="link" size="small" data-testid="search-open" onClick={() => open(r.id)}>
          {nameOf(r)}
        </Button>
      ),
    },
    { key: 'since', title: t('since'), text: (r) => format.moment(r.since_at) },
    {
      key: 'state',
      title: t('state'),
      text: (r) => word('lost_state', r.state),
      render: (r) => (
        <>
          <Tag>{word('lost_state', r.state)}</Tag>
          {r.state === 'open' ? <Stage stage={r.stage} /> : null}
        </>
      ),
    },
    {
      key: 'next',
      title: t('next'),
      text: (r) => (r.next ? word('lost_step_ask', r.next) : ''),
      render: (r) => <Next search={r} />,
    },
    { key: 'station', title: t('station'), text: (r) => r.station.name },
  ])
}

/** Who is being looked for; the picked one opens beside the list. */
export function LostContactsPage() {
  const { t } = useTranslation('liaison')
  const [search, set] = useUrl()
  const { status, unit, person, item, from, to } = search
  const pages = usePages(['lost_contact', 'list', { status, unit, person, from, to }], listSearches(search))
  const columns = useSearchColumns((id) => set({ item: id }))
  return (
    <Page
      title={t('title')}
      note={t('note')}
      actions={
        <>
          <StatusSelect any={t('any_status')} statuses={states} words="lost_state" />
          <ListTools list="lost_contacts" title={t('title')} columns={columns} load={listSearches(search)} />
        </>
      }
    >
      <Narrowed days />
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
      <Side open={item !== undefined} size={600} title={t('one')} onClose={() => set({ item: undefined })}>
        {item ? <SearchPanel key={item} id={item} /> : null}
      </Side>
    </Page>
  )
}

/** How long somebody has been looked for; past ten days it asks for attention. */
function Stage({ stage }: { stage: string }) {
  const word = useWord()
  const Label = stage === 'within_ten_days' ? Tag : WarnTag
  return <Label>{word('lost_stage', stage)}</Label>
}
