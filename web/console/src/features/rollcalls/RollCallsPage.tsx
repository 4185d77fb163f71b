import { CalendarOutlined, VideoCameraOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button, Select, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePages } from '../../lib/pages'
import { useSession } from '../../lib/session'
import { useUrl } from '../../lib/url'
import { useFormat, useWord } from '../../lib/words'
import { ListTools, useColumns } from '../../ui/ListTools'
import { More } from '../../ui/More'
import { Narrowed } from '../../ui/Narrowed'
import { Page } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { isRunning, listRollCalls, type RollCall, states } from './api'
import { kinds } from './plan'
import { StartForm } from './StartForm'

function useRollCallColumns() {
  const { t } = useTranslation(['rollcalls', 'rollplan'])
  const word = useWord()
  const format = useFormat()
  const { may } = useSession()
  const nameOf = (r: RollCall) => r.title || t('untitled')
  const into = (r: RollCall) => (isRunning(r.state) && may('rollcall.run') ? '/roll-calls/$id/live' : '/roll-calls/$id')
  const watch = {
    key: 'watch',
    title: t('watch'),
    text: () => '',
    render: (r: RollCall) =>
      isRunning(r.state) ? (
        <Link to="/roll-calls/$id/watch" params={{ id: r.id }} data-testid={`watch-${r.id}`}>
          {t('watch_enter')}
        </Link>
      ) : null,
  }
  return useColumns<RollCall>('rollcalls', [
    {
      key: 'name',
      title: t('name'),
      isFixed: true,
      text: nameOf,
      render: (r) => (
        <Link to={into(r)} params={{ id: r.id }}>
          {nameOf(r)}
        </Link>
      ),
    },
    ...(may('rollcall.watch') ? [watch] : []),
    { key: 'state', title: t('state'), text: (r) => word('rollcall_state', r.state) },
    { key: 'station', title: t('station'), text: (r) => r.station.name },
    { key: 'whom', title: t('rollplan:whom'), text: (r) => word('rollcall_kind', r.kind) },
    { key: 'audience', title: t('audience'), text: (r) => word('audience', r.audience) },
    { key: 'started', title: t('started'), text: (r) => format.moment(r.opened_at ?? r.starts_at) },
    { key: 'closed', title: t('closed'), text: (r) => (r.closed_at ? format.moment(r.closed_at) : '–') },
  ])
}

/** Roll calls, newest first; those that run now lead into the room. */
export function RollCallsPage() {
  const { t } = useTranslation('rollcalls')
  const planned = useTranslation('rollplan')
  const word = useWord()
  const { may } = useSession()
  const columns = useRollCallColumns()
  const [search, set] = useUrl()
  const [starting, setStarting] = useState(false)
  const { state, kind, unit, held, running, from, to } = search
  const pages = usePages(['rollcall', 'list', { state, kind, unit, held, running, from, to }], listRollCalls(search))
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <Select
            allowClear
            style={{ width: 130 }}
            placeholder={t('any_state')}
            aria-label={t('any_state')}
            value={search.state}
            options={states.map((s) => ({ value: s, label: word('rollcall_state', s) }))}
            onChange={(state) => set({ state })}
          />
          <Select
            allowClear
            style={{ width: 130 }}
            placeholder={planned.t('any_kind')}
            aria-label={planned.t('any_kind')}
            value={search.kind}
            options={kinds.map((k) => ({ value: k, label: word('rollcall_kind', k) }))}
            onChange={(kind) => set({ kind })}
          />
          <ListTools list="roll_calls" title={t('title')} columns={columns} load={listRollCalls(search)} />
          {may('rollcall.run') ? (
            <Link to="/roll-calls/plan">
              <Button icon={<CalendarOutlined />} tabIndex={-1} data-testid="rollcall-plan">
                {planned.t('plan')}
              </Button>
            </Link>
          ) : null}
          {may('rollcall.run') ? (
            <Button
              type="primary"
              icon={<VideoCameraOutlined />}
              onClick={() => setStarting(true)}
              data-testid="rollcall-start"
            >
              {t('start')}
            </Button>
          ) : null}
        </>
      }
    >
      <Narrowed days filters={['held', 'running']} />
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
      {starting ? <StartForm onClose={() => setStarting(false)} /> : null}
    </Page>
  )
}
