import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import { useKeys } from '../../lib/keys'
import { useSession } from '../../lib/session'
import type { Schemas } from '../../lib/types'
import { useFormat, useWord } from '../../lib/words'
import { useWrite } from '../../lib/write'
import { Panel } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { ReasonModal } from '../../ui/ReasonModal'
import { When } from '../../ui/When'
import styles from './alerts.module.css'

type Item = Schemas['DeskItem']

function useAlertWrites(id: string, together: string[], name: string, done: () => void) {
  const { t } = useTranslation('alerts')
  const queries = useQueryClient()
  const onSuccess = () => {
    queries.invalidateQueries({ queryKey: ['desk'] })
    queries.invalidateQueries({ queryKey: ['alert'] })
  }
  const path = { id }
  const resolveAll = useWrite(
    (note: string, header) =>
      body(api.POST('/console/v1/alerts/resolve', { params: { header }, body: { ids: together, note } })),
    {
      onSuccess,
      after: done,
      hold: { items: together, label: () => t('resolve_all', { count: together.length }), onHeld: done },
    },
  )
  const acknowledge = useWrite(
    (_: null, header) => body(api.POST('/console/v1/alerts/{id}/acknowledge', { params: { path, header } })),
    { onSuccess },
  )
  const resolve = useWrite(
    (note: string, header) =>
      body(api.POST('/console/v1/alerts/{id}/resolve', { params: { path, header }, body: { note } })),
    { onSuccess, after: done, hold: { items: [id], label: () => `${name} · ${t('resolve')}`, onHeld: done } },
  )
  return { acknowledge, resolve, resolveAll }
}

interface Props {
  alert: Item
  /** The alerts of the same card, this one included. */
  together: Item[]
  /** How the person can be spoken to. */
  contact?: ReactNode
  /** Shows what the alert came from. */
  children?: ReactNode
}

/** An alert: the question it asks, why it stands with others, what is known, and what to do. */
export function AlertPanel({ alert, together, contact, children }: Props) {
  const { t } = useTranslation('alerts')
  const common = useTranslation('common')
  const word = useWord()
  const { may } = useSession()
  const format = useFormat()
  const [asking, setAsking] = useState<'one' | 'all' | null>(null)
  const name = alert.person.masked ? common.t('minor') : alert.person.name
  const isSearch = alert.title_code === 'lost_contact' // it ends with the search itself
  const others = together.filter((a) => a.title_code !== 'lost_contact')
  const { acknowledge, resolve, resolveAll } = useAlertWrites(
    alert.id,
    others.map((a) => a.id),
    name,
    () => setAsking(null),
  )
  useKeys(may('alert.act') && !isSearch && !asking ? { y: () => setAsking('one') } : {})
  const ending = asking === 'all' ? resolveAll : resolve
  return (
    <div className={styles.stack}>
      <Panel>
        <h2>{word('alert_question', alert.title_code, { name })}</h2>
        <p className={styles.where}>
          <Link to="/persons/$id" params={{ id: alert.person.id }}>
            {name}
          </Link>
          <span>{alert.person.number}</span>
          <span>{alert.station.name}</span>
          <When at={alert.at} />
        </p>
        {alert.card.items > 1 ? (
          <p className={styles.card}>
            {word('card_reason', alert.card.reason, { count: alert.card.persons, items: alert.card.items })}
          </p>
        ) : null}
        {alert.due_at ? (
          <p className={styles.quiet}>
            {t(alert.level === 'station' ? 'due' : 'escalated', { when: format.moment(alert.due_at) })}
          </p>
        ) : null}
        <h3 className={styles.known}>{t('known')}</h3>
        <ul className={styles.causes}>
          {alert.causes.map((cause) => (
            <li key={cause.code + cause.at}>
              {word('cause', cause.code, { value: cause.value, of: cause.of })}
              {cause.at ? <When at={cause.at} /> : null}
            </li>
          ))}
          {alert.causes.length === 0 ? <li>{t('no_causes')}</li> : null}
        </ul>
        {may('alert.act') ? (
          <div className={styles.actions}>
            {isSearch ? (
              <Link to="/lost-contacts" search={{ status: 'open', person: alert.person.id } as never}>
                {t('to_search')}
              </Link>
            ) : (
              <Button type="primary" onClick={() => setAsking('one')} data-testid="alert-resolve">
                {t('resolve')} <kbd>Y</kbd>
              </Button>
            )}
            {others.length > 1 ? (
              <Button onClick={() => setAsking('all')} data-testid="alert-resolve-all">
                {t('resolve_all', { count: others.length })}
              </Button>
            ) : null}
            {alert.state === 'open' ? (
              <Button
                loading={acknowledge.isPending}
                onClick={() => acknowledge.mutate(null)}
                data-testid="alert-acknowledge"
              >
                {t('acknowledge')}
              </Button>
            ) : (
              <span className={styles.note}>{t('acknowledged')}</span>
            )}
            {contact}
          </div>
        ) : null}
        <Problem error={acknowledge.error} />
      </Panel>
      {children}
      {asking ? (
        <ReasonModal
          title={t('resolve_title')}
          note={t('resolve_note')}
          okText={t('resolve')}
          draft={`alert:${alert.id}`}
          quick={[t('quick_called'), t('quick_visited'), t('quick_technical')]}
          busy={ending.isPending}
          error={<Problem error={ending.error} />}
          onOk={(note) => ending.mutate(note)}
          onCancel={() => {
            ending.reset()
            setAsking(null)
          }}
        />
      ) : null}
    </div>
  )
}
