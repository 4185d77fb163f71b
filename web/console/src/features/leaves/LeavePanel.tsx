import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Skeleton, Timeline } from 'antd'
import dayjs from 'dayjs'
import { useContext, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import { HoldContext } from '../../lib/held'
import { useKeys } from '../../lib/keys'
import { useSession } from '../../lib/session'
import type { Schemas } from '../../lib/types'
import { useFormat, useWord } from '../../lib/words'
import { useWrite } from '../../lib/write'
import { DayField } from '../../ui/DayField'
import { Facts } from '../../ui/Page'
import { Papers } from '../../ui/Papers'
import { Problem } from '../../ui/Problem'
import { ReasonModal } from '../../ui/ReasonModal'
import { leaveQuery } from './api'
import { keysOf } from './keys'
import styles from './leaves.module.css'

type Decision = Schemas['NewLeaveDecision']
type Asking = 'refuse' | 'propose' | 'cut_short'

function useDecide(id: string, name: string, done: () => void) {
  const { t } = useTranslation('leaves')
  const queries = useQueryClient()
  const onSuccess = () => {
    queries.invalidateQueries({ queryKey: ['leave'] })
    queries.invalidateQueries({ queryKey: ['desk'] })
  }
  const path = { id }
  const decide = useWrite(
    (d: Decision, header) => body(api.POST('/console/v1/leaves/{id}/decision', { params: { path, header }, body: d })),
    {
      onSuccess,
      after: (_, d) => d.decision !== 'approve' && done(), // which has no dialog
      hold: { items: [id], label: (d) => `${name} · ${t(d.decision)}`, onHeld: done },
    },
  )
  const cut = useWrite(
    (d: Schemas['CutShort'], header) =>
      body(api.POST('/console/v1/leaves/{id}/cut-short', { params: { path, header }, body: d })),
    { onSuccess, after: done },
  )
  return { decide, cut }
}

/** One leave whole: what is asked, who decides and why, what was done, and what to do. */
export function LeavePanel({ id }: { id: string }) {
  const { t } = useTranslation('leaves')
  const common = useTranslation('common')
  const word = useWord()
  const format = useFormat()
  const { may } = useSession()
  const [asking, setAsking] = useState<Asking | null>(null)
  const [toDay, setToDay] = useState<string>()
  const { data: leave, error, refetch } = useQuery(leaveQuery(id))
  const name = leave?.person.masked ? common.t('minor') : (leave?.person.name ?? '')
  const { decide, cut } = useDecide(id, name, () => setAsking(null))
  const mayAct = may('leave.decide')
  const panel = useRef<HTMLDivElement>(null)
  const approve = useRef<HTMLButtonElement>(null)
  const isHeld = useContext(HoldContext) !== null
  const acts = {
    // where it is done at once and for good, the key only leads to the button
    approve: () => (isHeld ? decide.mutate({ decision: 'approve' }) : approve.current?.focus()),
    refuse: () => setAsking('refuse'),
    propose: () => setAsking('propose'),
  }
  const keys = leave && mayAct && !decide.isPending && !asking ? keysOf(leave) : {}
  useKeys(Object.fromEntries(Object.entries(keys).map(([key, act]) => [key, acts[act]])), panel)
  if (error && !leave) return <Problem error={error} retry={() => refetch()} />
  if (!leave) return <Skeleton active />
  const send = (reason: string) => {
    if (asking === 'cut_short') cut.mutate({ to_day: toDay ?? leave.from_day, reason })
    else if (asking) decide.mutate({ decision: asking, reason })
  }
  return (
    <div className={styles.panel} ref={panel}>
      <Facts
        items={[
          [t('person'), name],
          [t('number'), leave.person.number],
          [
            t('days'),
            t('span', { from: format.longDay(leave.from_day), to: format.longDay(leave.to_day), count: leave.days }),
          ],
          [t('place'), leave.place],
          [t('reason'), leave.reason],
          [t('status'), word('leave_status', leave.status)],
          [t('level'), word('leave_level', leave.level)],
        ]}
      />
      {leave.papers.length > 0 ? (
        <>
          <h2 className="part">{t('papers')}</h2>
          <Papers papers={leave.papers} />
        </>
      ) : null}
      <p className={styles.why}>{t('why_level', { count: leave.days, level: word('leave_level', leave.level) })}</p>
      {mayAct && leave.status === 'applied' ? (
        <div className={styles.actions}>
          {leave.may_decide ? (
            <>
              <Button
                ref={approve}
                type="primary"
                loading={decide.isPending}
                data-testid="leave-approve"
                onClick={() => decide.mutate({ decision: 'approve' })}
              >
                {t('approve')} <kbd>Y</kbd>
              </Button>
              <Button onClick={acts.refuse} data-testid="leave-refuse">
                {t('refuse')} <kbd>N</kbd>
              </Button>
            </>
          ) : (
            <Button type="primary" onClick={acts.propose} data-testid="leave-propose">
              {t('propose')} <kbd>Y</kbd>
            </Button>
          )}
        </div>
      ) : null}
      {mayAct && leave.status === 'approved' ? (
        <div className={styles.actions}>
          <DayField
            placeholder={t('new_last_day')}
            minDate={dayjs(leave.from_day)}
            maxDate={dayjs(leave.to_day).subtract(1, 'day')}
            onChange={(d) => setToDay(d?.format('YYYY-MM-DD'))}
          />
          <Button disabled={!toDay} onClick={() => setAsking('cut_short')}>
            {t('cut_short')}
          </Button>
        </div>
      ) : null}
      <Problem error={decide.error} />
      <h2 className="part">{t('history')}</h2>
      <Timeline
        items={leave.steps.map((s) => ({
          content: (
            <>
              <b>{word('leave_step', s.kind)}</b> {s.by_name} <small>{format.moment(s.at)}</small>
              {s.reason ? <p className={styles.said}>{s.reason}</p> : null}
            </>
          ),
        }))}
      />
      {asking ? (
        <ReasonModal
          title={t(asking)}
          okText={t(asking)}
          draft={`leave:${leave.id}:${asking}`}
          busy={decide.isPending || cut.isPending}
          error={<Problem error={decide.error ?? cut.error} />}
          onOk={send}
          onCancel={() => {
            decide.reset()
            cut.reset()
            setAsking(null)
          }}
        />
      ) : null}
    </div>
  )
}
