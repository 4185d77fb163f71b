import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import { useSession } from '../../lib/session'
import type { Schemas } from '../../lib/types'
import { useWord } from '../../lib/words'
import { useWrite } from '../../lib/write'
import { Panel } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { ReasonModal } from '../../ui/ReasonModal'
import { When } from '../../ui/When'
import styles from './alerts.module.css'

type Item = Schemas['DeskItem']

function useAlertWrites(id: string, done: () => void) {
  const queries = useQueryClient()
  const onSuccess = () => {
    done()
    queries.invalidateQueries({ queryKey: ['desk'] })
    queries.invalidateQueries({ queryKey: ['alert'] })
  }
  const path = { id }
  const acknowledge = useWrite(
    (_: null, header) => body(api.POST('/console/v1/alerts/{id}/acknowledge', { params: { path, header } })),
    { onSuccess },
  )
  const resolve = useWrite(
    (note: string, header) =>
      body(api.POST('/console/v1/alerts/{id}/resolve', { params: { path, header }, body: { note } })),
    { onSuccess },
  )
  return { acknowledge, resolve }
}

/** An alert: the question it asks, what is known, and what to do. `children` shows what it came from. */
export function AlertPanel({ alert, children }: { alert: Item; children?: ReactNode }) {
  const { t } = useTranslation('alerts')
  const common = useTranslation('common')
  const word = useWord()
  const { may } = useSession()
  const [asking, setAsking] = useState(false)
  const { acknowledge, resolve } = useAlertWrites(alert.id, () => setAsking(false))
  const name = alert.person.masked ? common.t('minor') : alert.person.name
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
        <h3>{t('known')}</h3>
        <ul className={styles.causes}>
          {alert.causes.map((cause) => (
            <li key={cause.code + cause.at}>
              {word('cause', cause.code)}
              {cause.at ? <When at={cause.at} /> : null}
            </li>
          ))}
          {alert.causes.length === 0 ? <li>{t('no_causes')}</li> : null}
        </ul>
        {may('alert.act') ? (
          <div className={styles.actions}>
            <Button type="primary" onClick={() => setAsking(true)} data-testid="alert-resolve">
              {t('resolve')}
            </Button>
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
          quick={[t('quick_called'), t('quick_visited'), t('quick_technical')]}
          busy={resolve.isPending}
          error={<Problem error={resolve.error} />}
          onOk={(note) => resolve.mutate(note)}
          onCancel={() => setAsking(false)}
        />
      ) : null}
    </div>
  )
}
