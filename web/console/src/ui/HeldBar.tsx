import { Button } from 'antd'
import { useContext, useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { type Held, HeldContext, type HeldWrites } from '../lib/held'
import { useKeys } from '../lib/keys'
import { useSession } from '../lib/session'
import { useSingleKeys } from '../lib/singleKeys'
import { Problem } from './Problem'
import styles from './ui.module.css'

/** The whole seconds until a decision is sent. */
function useSeconds(until: number): number {
  const left = () => Math.max(0, Math.ceil((until - Date.now()) / 1000))
  const [seconds, setSeconds] = useState(left)
  useEffect(() => {
    const timer = setInterval(() => setSeconds(Math.max(0, Math.ceil((until - Date.now()) / 1000))), 250)
    return () => clearInterval(timer)
  }, [until])
  return seconds
}

function Row({ held, writes }: { held: Held; writes: HeldWrites }) {
  const { t } = useTranslation('common')
  const seconds = useSeconds(held.sendAt)
  return (
    <li data-testid="held" data-failed={held.problem !== undefined}>
      <b>{held.label}</b>
      {held.problem ? <Problem error={held.problem} /> : <span>{t('held_for', { seconds })}</span>}
      <span className={styles.heldActs}>
        <Button size="small" onClick={() => writes.undo(held.id)} data-testid="held-undo">
          {held.problem ? (
            t('held_drop')
          ) : (
            <>
              {t('held_undo')} <kbd>Z</kbd>
            </>
          )}
        </Button>
        <Button size="small" type="text" onClick={() => writes.sendNow(held.id)} data-testid="held-now">
          {held.problem ? t('held_again') : t('held_now')}
        </Button>
      </span>
    </li>
  )
}

/** The decisions that may still be taken back, by Z or a click; said to a screen reader once each. */
export function HeldBar() {
  const { t } = useTranslation('common')
  const writes = useContext(HeldContext)
  const all = useSyncExternalStore(writes.subscribe, writes.list)
  const hasKeys = useSingleKeys(useSession().session?.member.id)
  useKeys({ z: () => writes.undo() })
  const newest = all.findLast((h) => h.problem === undefined)
  return (
    <>
      <p className="visually-hidden" role="status">
        {newest ? t(hasKeys ? 'held_said' : 'held_said_plain', { label: newest.label }) : ''}
      </p>
      {all.length > 0 ? (
        <section aria-label={t('held')}>
          <ul className={styles.held}>
            {all.map((held) => (
              <Row key={held.id} held={held} writes={writes} />
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}
