import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import { useSession } from '../../lib/session'
import type { Schemas } from '../../lib/types'
import { useFormat } from '../../lib/words'
import { useWrite } from '../../lib/write'
import { Nothing, Panel } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { AskNow } from './AskNow'
import { PlanForm } from './PlanForm'
import styles from './plans.module.css'
import { useSentence } from './sentence'

type Plan = Schemas['Plan']

interface Props {
  personId: string
  /** The person's station. */
  unit: string
  name: string
  plans: Plan[]
}

/** A person's plans as sentences: add, change, stop. */
export function PlanList({ personId, unit, name, plans }: Props) {
  const { t } = useTranslation('plans')
  const format = useFormat()
  const sentence = useSentence()
  const { may } = useSession()
  const { modal } = App.useApp()
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const [editing, setEditing] = useState<Plan | 'new' | null>(null)
  const stop = useWrite(
    (id: string, header) => body(api.POST('/console/v1/plans/{id}/stop', { params: { path: { id }, header } })),
    { onSuccess: () => queries.invalidateQueries({ queryKey: ['person'] }) },
  )
  const askStop = (plan: Plan) =>
    modal.confirm({
      title: t('stop_title', { title: plan.title }),
      content: t('stop_note'),
      okText: t('stop'),
      onOk: () => stop.mutateAsync(plan.id).catch(() => undefined), // the problem is shown in the panel
    })
  const mayWrite = may('plan.write')
  // One that has been stopped all the same, as after an answer that was lost, has nothing left to try again.
  const isStopped = plans.some((plan) => plan.id === stop.variables && plan.stopped_at !== null)
  return (
    <Panel
      title={t('title')}
      extra={
        mayWrite ? (
          <span className={styles.buttons}>
            <Button size="small" onClick={() => setAsking(true)} data-testid="plan-ask-now">
              {t('ask_now')}
            </Button>
            <Button size="small" onClick={() => setEditing('new')} data-testid="plan-add">
              {t('add')}
            </Button>
          </span>
        ) : null
      }
    >
      <Problem error={isStopped ? null : stop.error} />
      <ul className={styles.plans}>
        {plans.map((plan) => (
          <li key={plan.id} data-stopped={plan.stopped_at !== null}>
            <b>{plan.title}</b>
            <p>{sentence(plan)}</p>
            <small>
              {plan.stopped_at
                ? t('stopped', { when: format.moment(plan.stopped_at) })
                : plan.next_opens_at
                  ? t('next', { when: format.moment(plan.next_opens_at) })
                  : t('ended')}
            </small>
            {mayWrite && !plan.stopped_at ? (
              <span className={styles.buttons}>
                <Button size="small" type="text" onClick={() => setEditing(plan)}>
                  {t('edit')}
                </Button>
                <Button size="small" type="text" onClick={() => askStop(plan)}>
                  {t('stop')}
                </Button>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      {plans.length === 0 ? <Nothing>{t('none')}</Nothing> : null}
      {asking ? <AskNow personId={personId} unit={unit} name={name} onClose={() => setAsking(false)} /> : null}
      {editing ? (
        <PlanForm
          unit={unit}
          personId={personId}
          plan={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </Panel>
  )
}
