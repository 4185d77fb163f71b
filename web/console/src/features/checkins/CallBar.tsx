import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import { keep } from '../../lib/keep'
import { useKeys } from '../../lib/keys'
import { useSession } from '../../lib/session'
import type { Schemas } from '../../lib/types'
import { useWord } from '../../lib/words'
import { isRefusal, useWrite } from '../../lib/write'
import { Problem } from '../../ui/Problem'
import { checkinQuery, type Detail } from './api'
import { type Result, results, taskOf } from './call'
import styles from './checkins.module.css'

function useRecordCall(detail: Detail, done: (result: Result) => void) {
  const queries = useQueryClient()
  const alsoStale = () => {
    for (const noun of ['desk', 'alert', 'person']) queries.invalidateQueries({ queryKey: [noun] })
  }
  return useWrite(
    async (result: Result, header) => {
      const next = await body(
        api.POST('/console/v1/checkins/{id}/calls', { params: { path: { id: detail.id }, header }, body: { result } }),
      )
      return { result, next }
    },
    {
      onSuccess: ({ next }) => {
        keep(queries, checkinQuery(detail.id).queryKey, next)
        alsoStale()
      },
      after: ({ result }) => done(result), // with the buttons, which can be pressed again
      onError: () => {
        queries.invalidateQueries({ queryKey: checkinQuery(detail.id).queryKey })
        alsoStale()
      },
    },
  )
}

/** The alerts of a person, asked for while the check-in is open: one may be the task to ring up. */
export function useCallAlerts(detail: Detail | undefined) {
  const { may } = useSession()
  const id = detail?.person_id ?? ''
  return useQuery({
    queryKey: ['alert', 'person', id],
    queryFn: () => body(api.GET('/console/v1/alerts', { params: { query: { person_id: id } } })),
    enabled: may('alert.act') && detail?.status === 'open',
  })
}

/** While there is a task to ring the person of an open check-in up: what came of the call. */
export function CallBar({ detail }: { detail: Detail }) {
  const { t } = useTranslation('checkins')
  const word = useWord()
  const [last, setLast] = useState<Schemas['NewCall']['result'] | null>(null)
  const record = useRecordCall(detail, setLast)
  const alerts = useCallAlerts(detail)
  const task = alerts.isEnabled ? taskOf(alerts.data?.items ?? [], detail.id) : undefined
  const bar = useRef<HTMLDivElement>(null)
  useKeys(task ? { t: () => bar.current?.querySelector('button')?.focus() } : {})
  // one that is noted all the same, as after an answer that was lost, has nothing left to try again
  const error = task || isRefusal(record.error) ? record.error : null
  if (!task && !last && !error) return null
  return (
    <div className={styles.decide} data-testid="call" ref={bar}>
      {task ? (
        <>
          <h3>
            {t('call_question')} <kbd>T</kbd>
          </h3>
          <div className={styles.buttons}>
            {results.map((result) => (
              <Button
                key={result}
                type={result === 'spoke' ? 'primary' : 'default'}
                disabled={record.isPending && record.variables !== result}
                loading={record.isPending && record.variables === result}
                onClick={() => record.mutate(result)}
                data-testid={`call-${result}`}
              >
                {word('call', result)}
              </Button>
            ))}
          </div>
        </>
      ) : null}
      <p className={styles.quiet} aria-live="polite">
        {last ? t('call_recorded', { result: word('call', last) }) : t('call_note')}
      </p>
      <Problem error={error} />
    </div>
  )
}
