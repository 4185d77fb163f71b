import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePages } from '../../lib/pages'
import { useSession } from '../../lib/session'
import { useFormat, useWord } from '../../lib/words'
import { More } from '../../ui/More'
import { Nothing, Panel } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { Side } from '../../ui/Side'
import { Waiting } from '../../ui/Waiting'
import { type Distance, listSanctions, standingQuery } from './api'
import { Propose } from './Propose'
import { SanctionPanel } from './SanctionPanel'
import styles from './sanctions.module.css'

/** How many there are, and how many are left until a threshold, as a sentence. */
function useDistance() {
  const { t } = useTranslation('sanctions')
  const word = useWord()
  return (d: Distance) => {
    const words = { from: word('sanction', d.from), to: word('sanction', d.to), have: d.have, count: d.left }
    return d.left > 0 ? t('distance', words) : t('reached', words)
  }
}

/** A person's sanctions, how far each threshold is, and proposing one. Nothing is proposed by itself. */
export function PersonSanctions({ personId, reason }: { personId: string; reason: string }) {
  const { t } = useTranslation('sanctions')
  const word = useWord()
  const format = useFormat()
  const distance = useDistance()
  const { may } = useSession()
  const [isProposing, setProposing] = useState(false)
  const [open, setOpen] = useState<string | null>(null)
  const standing = useQuery({ ...standingQuery(personId, reason), enabled: may('sanction.read') })
  const pages = usePages(['sanction', 'person', personId], listSanctions({ person: personId }), may('sanction.read'))
  if (!may('sanction.read')) return null
  return (
    <Panel
      title={t('title')}
      extra={
        may('sanction.propose') ? (
          <Button size="small" onClick={() => setProposing(true)} data-testid="sanction-propose">
            {t('propose')}
          </Button>
        ) : null
      }
    >
      <Problem error={standing.error ?? pages.error} retry={() => standing.refetch()} />
      <ul className={styles.distances} data-testid="distances">
        {standing.data?.distances.map((d) => (
          <li key={d.from}>{distance(d)}</li>
        ))}
      </ul>
      <p className={styles.quiet}>{t('counts_only')}</p>
      <ul className={styles.list}>
        {pages.items.map((v) => (
          <li key={v.id}>
            <button type="button" className={styles.open} onClick={() => setOpen(v.id)} data-testid="sanction-open">
              {word('sanction', v.kind)}
            </button>
            <span className={styles.clip} title={v.facts}>
              {v.facts}
            </span>
            <span className={styles.quiet}>{format.longDay(v.day)}</span>
            <span className={styles.state}>{word('sanction_status', v.status)}</span>
          </li>
        ))}
      </ul>
      {pages.isPending ? <Waiting /> : null}
      {pages.isSuccess && pages.items.length === 0 ? <Nothing>{t('none_of_person')}</Nothing> : null}
      <More pages={pages} />
      {isProposing ? <Propose personId={personId} reason={reason} onClose={() => setProposing(false)} /> : null}
      <Side open={open !== null} size={620} title={t('one')} onClose={() => setOpen(null)}>
        {open ? <SanctionPanel key={open} id={open} /> : null}
      </Side>
    </Panel>
  )
}
