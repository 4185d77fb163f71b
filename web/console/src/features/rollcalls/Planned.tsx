import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import { keep } from '../../lib/keep'
import { useSession } from '../../lib/session'
import { useFormat, useWord } from '../../lib/words'
import { useWrite } from '../../lib/write'
import { Panel } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { ReasonModal } from '../../ui/ReasonModal'
import { type Detail, rollCallQuery } from './api'
import { Preview } from './Preview'
import { bodyOf, draftOf } from './plan'
import styles from './plan.module.css'

const isAhead = (state: string) => state === 'planned' || state === 'notified'

/** Cancels a roll call of which no name was called. */
export function Cancel({ rollCall }: { rollCall: Detail }) {
  const { t } = useTranslation('rollplan')
  const { may } = useSession()
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const cancel = useWrite(
    (reason: string, header) =>
      body(
        api.POST('/console/v1/roll-calls/{id}/cancel', {
          params: { path: { id: rollCall.id }, header },
          body: { reason },
        }),
      ),
    {
      onSuccess: (next) => {
        keep(queries, rollCallQuery(rollCall.id).queryKey, next)
        queries.invalidateQueries({ queryKey: ['rollcall', 'list'] })
      },
      after: () => setAsking(false),
    },
  )
  if (!may('rollcall.run') || !(isAhead(rollCall.state) || rollCall.state === 'lobby')) return null
  return (
    <>
      <Button onClick={() => setAsking(true)} data-testid="rollcall-cancel">
        {t('cancel')}
      </Button>
      {asking ? (
        <ReasonModal
          title={t('cancel_title')}
          note={t(rollCall.state === 'planned' ? 'cancel_note' : 'cancel_told_note')}
          okText={t('cancel')}
          busy={cancel.isPending}
          error={<Problem error={cancel.error} />}
          onOk={(reason) => cancel.mutate(reason)}
          onCancel={() => {
            cancel.reset()
            setAsking(false)
          }}
        />
      ) : null}
    </>
  )
}

/** Leads to changing a planned roll call while no phone was told. */
export function Edit({ rollCall }: { rollCall: Detail }) {
  const { t } = useTranslation('rollplan')
  const { may } = useSession()
  if (rollCall.state !== 'planned' || !may('rollcall.run')) return null
  return (
    <Link to="/roll-calls/$id/plan" params={{ id: rollCall.id }}>
      <Button type="primary" tabIndex={-1} data-testid="rollcall-edit">
        {t('edit')}
      </Button>
    </Link>
  )
}

/** How a roll call is, or was to be, held. */
export function Arrangement({ rollCall }: { rollCall: Detail }) {
  const { t } = useTranslation('rollplan')
  const word = useWord()
  const format = useFormat()
  const facts: [string, string][] = [
    [t('starts_at'), format.moment(rollCall.starts_at)],
    [t('notify'), rollCall.notify_at ? format.moment(rollCall.notify_at) : t('notice.0')],
    [t('whom'), word('rollcall_kind', rollCall.kind)],
    [t('audience'), word('audience', rollCall.audience)],
    [t('order'), word('call_order', rollCall.order)],
    [t('auto'), t(rollCall.is_auto ? 'yes' : 'no')],
    [t('record'), t(rollCall.is_recorded ? 'yes' : 'no')],
  ]
  if (rollCall.reason)
    facts.push([
      t('cancelled_why'),
      rollCall.reason.startsWith('code:') ? word('cancel_reason', rollCall.reason.slice(5)) : rollCall.reason,
    ])
  return (
    <Panel title={t('arrangement')}>
      <dl className={styles.facts} data-testid="arrangement">
        {facts.map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}

/** A planned roll call: how it will be held, and who would be called if it opened as things stand now. */
export function Planned({ rollCall }: { rollCall: Detail }) {
  const { may } = useSession()
  return (
    <div className={styles.two}>
      <Arrangement rollCall={rollCall} />
      {isAhead(rollCall.state) && may('rollcall.run') ? <Preview draft={bodyOf(draftOf(rollCall, undefined))} /> : null}
    </div>
  )
}
