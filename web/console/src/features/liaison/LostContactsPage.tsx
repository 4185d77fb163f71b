import { Button, Drawer, Table, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { usePages } from '../../lib/pages'
import { useUrl } from '../../lib/url'
import { useFormat, useWord } from '../../lib/words'
import { More } from '../../ui/More'
import { Page } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
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

/** Who is being looked for; the picked one opens beside the list. */
export function LostContactsPage() {
  const { t } = useTranslation('liaison')
  const common = useTranslation('common')
  const word = useWord()
  const format = useFormat()
  const [search, set] = useUrl()
  const { status, unit, person, item } = search
  const pages = usePages(['lost_contact', 'list', { status, unit, person }], listSearches(search))
  return (
    <Page
      title={t('title')}
      note={t('note')}
      actions={<StatusSelect any={t('any_status')} statuses={states} words="lost_state" />}
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
              <Button type="link" size="small" data-testid="search-open" onClick={() => set({ item: r.id })}>
                {r.person.masked ? common.t('minor') : r.person.name}
              </Button>
            ),
          },
          { title: t('since'), render: (_, r) => format.moment(r.since_at) },
          {
            title: t('state'),
            render: (_, r) => (
              <>
                <Tag>{word('lost_state', r.state)}</Tag>
                {r.state === 'open' ? <Stage stage={r.stage} /> : null}
              </>
            ),
          },
          { title: t('next'), render: (_, r) => <Next search={r} /> },
          { title: t('station'), render: (_, r) => r.station.name },
        ]}
      />
      <More pages={pages} />
      <Drawer open={item !== undefined} size={600} title={t('one')} onClose={() => set({ item: undefined })}>
        {item ? <SearchPanel key={item} id={item} /> : null}
      </Drawer>
    </Page>
  )
}

/** How long somebody has been looked for; past ten days it asks for attention. */
function Stage({ stage }: { stage: string }) {
  const word = useWord()
  const Label = stage === 'within_ten_days' ? Tag : WarnTag
  return <Label>{word('lost_stage', stage)}</Label>
}
