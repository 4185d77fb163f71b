import { Button, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../lib/types'
import { useFormat, useWord } from '../lib/words'
import { Nothing } from './Page'
import styles from './ui.module.css'

type Session = Schemas['StaffSession']

interface Props {
  sessions: Session[]
  /** Left out where nobody may end any. */
  onEnd?: (id: string) => void
  /** One is being ended. */
  busy?: boolean
}

/** Where somebody is signed in, newest first, each with a way to end it; the one that looks at it says so. */
export function SessionList({ sessions, onEnd, busy }: Props) {
  const { t } = useTranslation('account')
  const word = useWord()
  const format = useFormat()
  if (sessions.length === 0) return <Nothing>{t('no_sessions')}</Nothing>
  return (
    <ul className={styles.sessions}>
      {sessions.map((s) => (
        <li key={s.id} data-testid="session" data-current={s.is_current}>
          <div>
            <b>{s.agent || t('unknown_agent')}</b> {s.is_current ? <Tag>{t('current')}</Tag> : null}
            <small>
              {t('since', { when: format.moment(s.created_at) })} · {word('sign_in_way', s.via)}
            </small>
          </div>
          {onEnd && !s.is_current ? (
            <Button size="small" disabled={busy} onClick={() => onEnd(s.id)} data-testid="session-end">
              {t('end')}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
