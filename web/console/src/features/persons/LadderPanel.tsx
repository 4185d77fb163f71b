import { useQuery } from '@tanstack/react-query'
import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../lib/session'
import { useFormat, useWord } from '../../lib/words'
import { Panel } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { ladderQuery } from './api'
import { LadderForm } from './LadderForm'
import { type Ladder, type Step, whenOf } from './ladder'
import styles from './persons.module.css'

const keys = {
  open: 'ladder_at_open',
  after_open: 'ladder_after_open',
  before_close: 'ladder_before_close',
  middle: 'ladder_middle',
} as const

/** A step as words: when it comes, and how the person is told. */
function useStepWords() {
  const { t } = useTranslation('persons')
  const word = useWord()
  const format = useFormat()
  return (s: Step) => {
    const { at, parts } = whenOf(s)
    return t(keys[at], { how: word('step_channel', s.channel), span: parts.map(format.span).join(' ') })
  }
}

/** A ladder as a list of sentences. */
export function LadderSteps({ ladder }: { ladder: Ladder }) {
  const { t } = useTranslation('persons')
  const sentence = useStepWords()
  return (
    <>
      <ol className={styles.ladder} data-testid="ladder-steps">
        {ladder.steps.map((s) => (
          <li key={s.channel}>{sentence(s)}</li>
        ))}
      </ol>
      <p className={styles.quiet}>
        {ladder.quiet_from === ladder.quiet_to
          ? t('quiet_none')
          : t('quiet_hours', { from: ladder.quiet_from, to: ladder.quiet_to })}
      </p>
    </>
  )
}

/** How a person is told of a check-in, step by step until a phone has acknowledged it. */
export function LadderPanel({ personId, reason }: { personId: string; reason: string }) {
  const { t } = useTranslation('persons')
  const format = useFormat()
  const { may } = useSession()
  const [editing, setEditing] = useState(false)
  const { data, error, refetch } = useQuery(ladderQuery(personId, reason))
  return (
    <Panel
      title={t('ladder_title')}
      extra={
        may('plan.write') && data ? (
          <Button size="small" onClick={() => setEditing(true)} data-testid="ladder">
            {t('ladder_change')}
          </Button>
        ) : null
      }
    >
      <Problem error={error} retry={() => refetch()} />
      {data || error ? null : <Skeleton active title={false} paragraph={{ rows: 4 }} />}
      {data ? (
        <>
          <LadderSteps ladder={data} />
          <p className={styles.quiet}>
            {data.updated_at ? t('ladder_since', { when: format.moment(data.updated_at) }) : t('ladder_usual')}
          </p>
        </>
      ) : null}
      {editing && data ? <LadderForm personId={personId} current={data} onClose={() => setEditing(false)} /> : null}
    </Panel>
  )
}
