import { Button, Table, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { usePages } from '../../lib/pages'
import { useUrl } from '../../lib/url'
import { useFormat, useWord } from '../../lib/words'
import { AppealTabs } from '../../ui/AppealTabs'
import { ListTools, useColumns } from '../../ui/ListTools'
import { More } from '../../ui/More'
import { Narrowed } from '../../ui/Narrowed'
import { OutcomeTag } from '../../ui/OutcomeTag'
import { Page } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { Side } from '../../ui/Side'
import { StatusSelect } from '../../ui/StatusSelect'
import { WarnTag } from '../../ui/WarnTag'
import { AppealPanel } from './AppealPanel'
import { type Appeal, listAppeals, statuses } from './api'
import styles from './appeals.module.css'

function useAppealColumns(open: (id: string) => void) {
  const { t } = useTranslation(['appeals', 'common', 'status'])
  const word = useWord()
  const format = useFormat()
  const nameOf = (r: Appeal) => (r.person.masked ? t('common:minor') : r.person.name)
  return useColumns<Appeal>('appeals', [
    {
      key: 'person',
      title: t('person'),
      isFixed: true,
      text: nameOf,
      render: (r) => (
        <Button type="link" size="small" className={styles.name} data-testid="appeal-open" onClick={() => open(r.id)}>
          {nameOf(r)}
        </Button>
      ),
    },
    { key: 'number', title: t('number'), text: (r) => r.person.number },
    { key: 'day', title: t('day'), text: (r) => r.day, render: (r) => format.day(r.day) },
    {
      key: 'against',
      title: t('against'),
      text: (r) => (r.against ? t(`status:outcome.${r.against}`) : word('sanction', r.sanction)),
      render: (r) => (r.against ? <OutcomeTag outcome={r.against} /> : word('sanction', r.sanction)),
    },
    { key: 'text', title: t('text'), text: (r) => r.text, ellipsis: true },
    {
      key: 'status',
      title: t('status'),
      text: (r) => word('appeal_status', r.status),
      render: (r) => (
        <>
          <Tag>{word('appeal_status', r.status)}</Tag>
          {r.overdue_at && r.status === 'open' ? <WarnTag>{t('overdue')}</WarnTag> : null}
        </>
      ),
    },
    { key: 'due', title: t('due'), text: (r) => (r.status === 'open' ? format.moment(r.due_at) : '') },
    { key: 'station', title: t('station'), text: (r) => r.station.name },
  ])
}

/** Appeals with filters that live in the address; the picked one opens beside the list. */
export function AppealsPage() {
  const { t } = useTranslation('appeals')
  const [search, set] = useUrl()
  const { status, unit, person, item, from, to } = search
  const pages = usePages(['appeal', 'list', { status, unit, person, from, to }], listAppeals(search))
  const columns = useAppealColumns((id) => set({ item: id }))
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <StatusSelect any={t('any_status')} statuses={statuses} words="appeal_status" />
          <ListTools list="appeals" title={t('title')} columns={columns} load={listAppeals(search)} />
        </>
      }
    >
      <Narrowed filters={['person']} days />
      <AppealTabs here="appeals" />
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
      <Side open={item !== undefined} size={620} title={t('one')} onClose={() => set({ item: undefined })}>
        {item ? <AppealPanel key={item} id={item} /> : null}
      </Side>
    </Page>
  )
}
