import { Button, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { usePages } from '../../lib/pages'
import { useUrl } from '../../lib/url'
import { useFormat, useWord } from '../../lib/words'
import { AppealTabs } from '../../ui/AppealTabs'
import { ListTools, useColumns } from '../../ui/ListTools'
import { More } from '../../ui/More'
import { Page } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { Side } from '../../ui/Side'
import { StatusSelect } from '../../ui/StatusSelect'
import { listSanctions, type Sanction, statuses } from './api'
import { SanctionPanel } from './SanctionPanel'
import styles from './sanctions.module.css'

function useSanctionColumns(open: (id: string) => void) {
  const { t } = useTranslation(['sanctions', 'common'])
  const word = useWord()
  const format = useFormat()
  const nameOf = (v: Sanction) => (v.person.masked ? t('common:minor') : v.person.name)
  return useColumns<Sanction>('sanctions', [
    {
      key: 'person',
      title: t('person'),
      isFixed: true,
      text: nameOf,
      render: (v) => (
        <Button type="link" size="small" className={styles.name} data-testid="sanction-open" onClick={() => open(v.id)}>
          {nameOf(v)}
        </Button>
      ),
    },
    { key: 'number', title: t('number'), text: (v) => v.person.number },
    { key: 'kind', title: t('kind'), text: (v) => word('sanction', v.kind) },
    { key: 'day', title: t('day'), text: (v) => v.day, render: (v) => format.longDay(v.day) },
    { key: 'facts', title: t('facts'), text: (v) => v.facts, ellipsis: true },
    {
      key: 'status',
      title: t('status'),
      text: (v) => word('sanction_status', v.status),
      render: (v) => <span className={styles.state}>{word('sanction_status', v.status)}</span>,
    },
    { key: 'proposed_by', title: t('proposed_by'), text: (v) => v.proposed_name },
    { key: 'station', title: t('station'), text: (v) => v.station.name },
  ])
}

/** Sanctions with filters that live in the address; the picked one opens beside the list. */
export function SanctionsPage() {
  const { t } = useTranslation('sanctions')
  const [search, set] = useUrl()
  const { status, unit, person, item } = search
  const pages = usePages(['sanction', 'list', { status, unit, person }], listSanctions(search))
  const columns = useSanctionColumns((id) => set({ item: id }))
  return (
    <Page
      title={t('title')}
      note={t('counts_only')}
      actions={
        <>
          <StatusSelect any={t('any_status')} statuses={statuses} words="sanction_status" />
          <ListTools list="sanctions" title={t('title')} columns={columns} load={listSanctions(search)} />
        </>
      }
    >
      <AppealTabs here="sanctions" />
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
        {item ? <SanctionPanel key={item} id={item} /> : null}
      </Side>
    </Page>
  )
}
