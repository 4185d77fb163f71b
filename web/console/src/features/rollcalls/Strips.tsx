import { Button } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './live.module.css'
import type { Officer } from './officer'
import { press } from './press'
import { groupOf, hands } from './roster'
import { entries, useLive } from './store'

type Attempt = (work: Promise<unknown>) => void

/** Seconds until an instant, by this computer's clock. */
function useLeft(endsAt: string | null): number {
  const [left, setLeft] = useState(0)
  useEffect(() => {
    const count = () => setLeft(endsAt ? Math.max(0, Math.round((Date.parse(endsAt) - Date.now()) / 1000)) : 0)
    count()
    const timer = setInterval(count, 500)
    return () => clearInterval(timer)
  }, [endsAt])
  return left
}

/** How auto mode does, and who waits for a decision because of it. It decides nothing. */
export function AutoStrip({ officer, onConfirm }: { officer: Officer; onConfirm?: () => void }) {
  const { t } = useTranslation('rollcalls')
  const walk = useLive(officer.store, (s) => s.walk)
  const people = useLive(officer.store, (s) => s.people)
  const all = useMemo(() => Object.values(people), [people])
  const left = useLeft(walk.ends_at)
  const waiting = all.filter((e) => groupOf(e) === 'to_confirm').length
  const unanswered = all.filter((e) => groupOf(e) === 'unanswered').length
  if (!walk.on && waiting === 0) return null
  const name = walk.person_id ? people[walk.person_id]?.invitee.name : undefined
  return (
    <div className={styles.strip} data-testid="auto-strip" data-on={walk.on} data-waiting={waiting}>
      {walk.on ? (
        <span>{name ? t('auto_calling', { name, left, remaining: walk.remaining }) : t('auto_idle')}</span>
      ) : (
        <span>{t('auto_ended')}</span>
      )}
      <span className={styles.space} />
      <span>{t('auto_unanswered', { count: unanswered })}</span>
      {officer.watching ? (
        <span>{t('auto_waiting', { count: waiting })}</span>
      ) : (
        <Button disabled={waiting === 0} onClick={press(() => onConfirm?.())} data-testid="confirm-open">
          {t('auto_waiting', { count: waiting })} <kbd>Y</kbd>
        </Button>
      )}
    </div>
  )
}

/** Whose hands are up, the first first. */
export function HandStrip({
  officer,
  onPick,
  attempt,
}: {
  officer: Officer
  onPick: (id: string) => void
  attempt: Attempt
}) {
  const { t } = useTranslation('rollcalls')
  const people = useLive(officer.store, (s) => s.people)
  const order = useLive(officer.store, (s) => s.order)
  const up = useMemo(() => hands(entries({ order, people })), [order, people])
  if (up.length === 0) return null
  return (
    <div className={styles.strip} data-testid="hands" data-count={up.length}>
      <span>{t('hands', { count: up.length })}</span>
      {up.slice(0, 8).map(({ invitee }) => (
        <span key={invitee.person_id} className={styles.handOf}>
          <button type="button" className="chip" onClick={press(() => onPick(invitee.person_id))}>
            {invitee.name}
          </button>
          {officer.watching ? null : (
            <button
              type="button"
              className="chip"
              onClick={press(() => attempt(officer.lowerHand(invitee.person_id)))}
              data-testid={`lower-${invitee.person_id}`}
            >
              {t('hand_lower')}
            </button>
          )}
        </span>
      ))}
    </div>
  )
}
