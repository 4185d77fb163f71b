import { ImportOutlined, PlusOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { type Breakpoint, Button, Input, Select, Table } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFind } from '../../lib/find'
import { usePages } from '../../lib/pages'
import { useSession } from '../../lib/session'
import { useUrl } from '../../lib/url'
import { useWord } from '../../lib/words'
import { ListTools, useColumns } from '../../ui/ListTools'
import { More } from '../../ui/More'
import { Narrowed } from '../../ui/Narrowed'
import { Page } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { ReasonModal } from '../../ui/ReasonModal'
import { AddPerson } from './AddPerson'
import { levels, listPersons, personStatuses } from './api'
import styles from './persons.module.css'

type Row = Awaited<ReturnType<ReturnType<typeof listPersons>>>['items'][number]

function Filters() {
  const { t } = useTranslation('persons')
  const word = useWord()
  const [search, set] = useUrl()
  const [q, find] = useFind()
  const [text, setText] = useState(q ?? '')
  useEffect(() => setText(q ?? ''), [q]) // it may be looked for from elsewhere
  return (
    <>
      <Input.Search
        allowClear
        style={{ width: 220 }}
        placeholder={t('search')}
        aria-label={t('search')}
        value={text}
        onChange={(e) => setText(e.target.value)}
        onSearch={find}
        data-testid="person-search"
      />
      <Select
        allowClear
        style={{ width: 120 }}
        placeholder={t('any_status')}
        aria-label={t('any_status')}
        value={search.status}
        options={personStatuses.map((s) => ({ value: s, label: word('person_status', s) }))}
        onChange={(status) => set({ status })}
      />
      <Select
        allowClear
        style={{ width: 120 }}
        placeholder={t('any_level')}
        aria-label={t('any_level')}
        value={search.level}
        options={levels.map((l) => ({ value: l, label: word('level', l) }))}
        onChange={(level) => set({ level })}
      />
      <Select
        allowClear
        style={{ width: 150 }}
        placeholder={t('any_team')}
        aria-label={t('any_team')}
        value={search.team}
        options={[{ value: 'incomplete', label: t('team_incomplete') }]}
        onChange={(team) => set({ team })}
        data-testid="person-team"
      />
    </>
  )
}

/** A telephone held upright has room for who it is and how they stand; the number is told below the name there. */
const wide: Breakpoint[] = ['md']

function usePersonColumns() {
  const { t } = useTranslation('persons')
  const common = useTranslation('common')
  const word = useWord()
  const nameOf = (p: Row) => (p.masked ? common.t('minor') : p.name)
  return useColumns<Row>('persons', [
    {
      key: 'name',
      title: t('name'),
      isFixed: true,
      text: nameOf,
      render: (p) => (
        <>
          <Link to="/persons/$id" params={{ id: p.id }} data-testid="person-link">
            {nameOf(p)}
          </Link>
          <span className={styles.below} data-number={p.number} />
        </>
      ),
    },
    { key: 'number', title: t('number'), text: (p) => p.number, responsive: wide },
    { key: 'sex', title: t('sex'), text: (p) => word('sex', p.sex), responsive: wide },
    { key: 'level', title: t('level'), text: (p) => word('level', p.level) },
    { key: 'category', title: t('category'), text: (p) => word('category', p.category), responsive: wide },
    { key: 'status', title: t('status'), text: (p) => word('person_status', p.status) },
    { key: 'station', title: t('station'), text: (p) => p.station.name, responsive: wide },
    {
      key: 'devices',
      title: t('devices'),
      responsive: wide,
      text: (p) => (p.devices_count > 0 ? String(p.devices_count) : t('no_device')),
    },
  ])
}

/** Persons with filters that live in the address, and a name that does not. */
export function PersonsPage() {
  const { t } = useTranslation('persons')
  const { may } = useSession()
  const [search] = useUrl()
  const [reason, setReason] = useState('')
  const [asking, setAsking] = useState(false)
  const [adding, setAdding] = useState(false)
  const [q] = useFind()
  const { unit, status, level, no_push, team } = search
  const load = listPersons(search, q, reason)
  const pages = usePages(['person', 'list', { q, unit, status, level, no_push, team, reason }], load)
  const columns = usePersonColumns()
  const isMasked = pages.items.some((p) => p.masked)
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <Filters />
          <ListTools list="persons" title={t('title')} columns={columns} load={load} />
          {may('person.write') ? (
            <Link to="/persons/import" data-testid="person-import">
              <Button icon={<ImportOutlined />} tabIndex={-1}>
                {t('import')}
              </Button>
            </Link>
          ) : null}
          {may('person.write') ? (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)} data-testid="person-add">
              {t('add')}
            </Button>
          ) : null}
        </>
      }
    >
      <Narrowed filters={['no_push']} />
      <Problem error={pages.error} retry={() => pages.refetch()} />
      <Table
        size="medium"
        rowKey="id"
        loading={pages.isPending}
        dataSource={pages.items}
        pagination={false}
        locale={{ emptyText: pages.emptyText(t('empty')) }}
        // beneath the list: it is known only once the list is there, and would move all of it
        footer={
          isMasked
            ? () => (
                <>
                  {t('masked')}{' '}
                  <Button type="link" size="small" onClick={() => setAsking(true)}>
                    {t('reveal')}
                  </Button>
                </>
              )
            : undefined
        }
        columns={columns.table}
      />
      <More pages={pages} />
      {asking ? (
        <ReasonModal
          title={t('reveal_title')}
          note={t('reveal_note')}
          okText={t('reveal')}
          max={200}
          hint={t('look_hint')}
          onOk={(text) => {
            setReason(text)
            setAsking(false)
          }}
          onCancel={() => setAsking(false)}
        />
      ) : null}
      {adding ? <AddPerson onClose={() => setAdding(false)} /> : null}
    </Page>
  )
}
