import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Progress, Select, Table } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import { keep } from '../../lib/keep'
import { usePages } from '../../lib/pages'
import { useSession } from '../../lib/session'
import { useUrl } from '../../lib/url'
import { useFormat, useWord } from '../../lib/words'
import { useWrite } from '../../lib/write'
import { DayField } from '../../ui/DayField'
import { More } from '../../ui/More'
import { Panel } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { When } from '../../ui/When'
import { againQuery, type Delivery, events, listDeliveries, type Partner, states } from './api'
import styles from './partners.module.css'
import { StateTag } from './tags'

/** How soon to look again while something is on its way, in milliseconds. */
const lookAgain = 3000

/** What was sent to a partner, with each try; filters live in the address. */
export function DeliveryLog({ partner }: { partner: Partner }) {
  const { t } = useTranslation('partners')
  const word = useWord()
  const { may } = useSession()
  const [search] = useUrl()
  const { state, type, day } = search
  const paused = partner.pause !== ''
  const pages = usePages(
    ['partner', 'log', partner.id, { state, type, day }],
    listDeliveries(partner.id, search),
    true,
    (items) => !paused && items.some((d) => d.state === 'pending') && lookAgain,
  )
  const mayAgain = may('partner.manage') && !paused
  return (
    <Panel title={t('log')} extra={<span>{t('log_note')}</span>}>
      <div className={styles.bar}>
        <Filters />
        {mayAgain && day ? <DayAgain key={day} partner={partner} day={day} /> : null}
      </div>
      <Problem error={pages.error} retry={() => pages.refetch()} />
      <Table
        size="medium"
        rowKey="id"
        loading={pages.isPending}
        dataSource={pages.items}
        pagination={false}
        locale={{ emptyText: pages.emptyText(t('log_empty')) }}
        onRow={(d) => ({ 'data-testid': 'delivery', 'data-state': d.state }) as object}
        expandable={{
          columnTitle: <span className="visually-hidden">{t('tries')}</span>,
          expandedRowRender: (d) => <Tries delivery={d} />,
        }}
        columns={[
          { title: t('when'), render: (_, d) => <When at={d.created_at} /> },
          { title: t('what'), render: (_, d) => word('partner_event', d.type) },
          { title: t('state'), render: (_, d) => <StateTag state={d.state} /> },
          { title: t('tries'), align: 'right', render: (_, d) => d.tries.length },
          { title: t('answer'), render: (_, d) => <LastAnswer delivery={d} paused={paused} /> },
          {
            title: <span className="visually-hidden">{t('again')}</span>,
            render: (_, d) =>
              mayAgain && d.state === 'given_up' && d.type !== 'partner.test' ? <SendAgain id={d.id} /> : null,
          },
        ]}
      />
      <More pages={pages} />
    </Panel>
  )
}

function Filters() {
  const { t } = useTranslation('partners')
  const word = useWord()
  const [{ state, type, day }, set] = useUrl()
  return (
    <>
      <Select
        allowClear
        style={{ width: 150 }}
        placeholder={t('any_state')}
        aria-label={t('any_state')}
        value={state}
        options={states.map((s) => ({ value: s, label: word('partner_delivery', s) }))}
        onChange={(value) => set({ state: value })}
      />
      <Select
        allowClear
        style={{ width: 220 }}
        placeholder={t('any_event')}
        aria-label={t('any_event')}
        value={type}
        options={[...events, 'partner.test'].map((e) => ({ value: e, label: word('partner_event', e) }))}
        onChange={(value) => set({ type: value })}
      />
      <DayField
        style={{ width: 170 }}
        placeholder={t('any_day')}
        aria-label={t('any_day')}
        value={day ? dayjs(day) : null}
        onChange={(value) => set({ day: value?.format('YYYY-MM-DD') })}
      />
    </>
  )
}

/** What the last try came to, and when the next one is. */
function LastAnswer({ delivery, paused }: { delivery: Delivery; paused: boolean }) {
  const { t } = useTranslation('partners')
  const word = useWord()
  const format = useFormat()
  const last = delivery.tries.at(-1)
  if (!last) return t('not_tried')
  const text = last.class
    ? word('partner_try', last.class, { status: last.status })
    : t('answered', { status: last.status, millis: last.millis })
  if (delivery.state !== 'pending') return text
  if (paused) return `${text} · ${t('next_resumed')}`
  return delivery.next_at ? `${text} · ${t('next', { at: format.moment(delivery.next_at) })}` : text
}

function Tries({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation('partners')
  const word = useWord()
  return (
    <>
      <ul className={styles.tries}>
        {delivery.tries.map((one) => (
          <li key={one.at}>
            <When at={one.at} />
            <span>{one.class ? word('partner_try', one.class, { status: one.status }) : one.status}</span>
            <span>{t('took', { millis: one.millis })}</span>
          </li>
        ))}
      </ul>
      <p className={styles.label}>{t('body')}</p>
      <pre className={styles.body}>
        <code>{delivery.body}</code>
      </pre>
    </>
  )
}

function SendAgain({ id }: { id: string }) {
  const { t } = useTranslation('partners')
  const queries = useQueryClient()
  const again = useWrite(
    (_: null, header) =>
      body(api.POST('/console/v1/partner-deliveries/{id}/again', { params: { path: { id }, header } })),
    { onSuccess: () => queries.invalidateQueries({ queryKey: ['partner'] }) },
  )
  return (
    <>
      <Button size="small" loading={again.isPending} onClick={() => again.mutate(null)} data-testid="delivery-again">
        {t('again')}
      </Button>
      <Problem error={again.error} />
    </>
  )
}

/** Sends all that was given up of a day again, and shows how far it is. */
function DayAgain({ partner, day }: { partner: Partner; day: string }) {
  const { t } = useTranslation('partners')
  const queries = useQueryClient()
  const [id, setId] = useState('')
  const again = useWrite(
    (day: string, header) =>
      body(
        api.POST('/console/v1/partners/{id}/again', { params: { path: { id: partner.id }, header }, body: { day } }),
      ),
    {
      onSuccess: (a) => {
        setId(a.id)
        queries.invalidateQueries({ queryKey: ['partner', 'log'] })
      },
    },
  )
  return (
    <>
      <Button loading={again.isPending} onClick={() => again.mutate(day)} data-testid="day-again">
        {t('again_day')}
      </Button>
      <Problem error={again.error} />
      {id ? <AgainProgress partner={partner} id={id} /> : null}
    </>
  )
}

function AgainProgress({ partner, id }: { partner: Partner; id: string }) {
  const { t } = useTranslation('partners')
  const queries = useQueryClient()
  const progress = againQuery(partner.id, id)
  const { data } = useQuery(progress)
  const stop = useWrite(
    (_: null, header) =>
      body(
        api.POST('/console/v1/partners/{id}/again/{again_id}/stop', {
          params: { path: { id: partner.id, again_id: id }, header },
        }),
      ),
    {
      onSuccess: (a) => {
        keep(queries, progress.queryKey, a)
        queries.invalidateQueries({ queryKey: ['partner', 'log'] })
      },
    },
  )
  if (!data) return null
  const rest = data.given_up + data.cancelled
  const all = data.pending + data.delivered + rest
  const done = data.delivered + rest
  if (data.pending === 0)
    return <Alert type="info" showIcon title={t('again_done', { delivered: data.delivered, rest })} />
  return (
    <>
      <span role="status" style={{ width: 260 }}>
        <Progress size="small" percent={Math.round((done / all) * 100)} status="normal" aria-label={t('again_day')} />
        {t('again_running', { done, all })}
      </span>
      <Button loading={stop.isPending} onClick={() => stop.mutate(null)} data-testid="again-stop">
        {t('again_stop')}
      </Button>
      <Problem error={stop.error} />
    </>
  )
}
