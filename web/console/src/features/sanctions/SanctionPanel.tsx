import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import { useFormat, useWord } from '../../lib/words'
import { useWrite } from '../../lib/write'
import { Facts } from '../../ui/Page'
import { Papers } from '../../ui/Papers'
import { Problem } from '../../ui/Problem'
import { ReasonModal } from '../../ui/ReasonModal'
import { When } from '../../ui/When'
import { type Detail, type Ground, sanctionQuery, useRefresh } from './api'
import styles from './sanctions.module.css'

function GroundLink({ ground }: { ground: Ground }) {
  const { t } = useTranslation('sanctions')
  const params = { id: ground.id }
  if (ground.source === 'checkin')
    return (
      <Link to="/checkins/$id" params={params}>
        {t('the_checkin')}
      </Link>
    )
  if (ground.source === 'rollcall')
    return (
      <Link to="/roll-calls/$id" params={params}>
        {t('the_rollcall')}
      </Link>
    )
  return <span>{t('the_alert')}</span>
}

/** What whoever decides should know of what the sanction rests on. */
function Cautions({ sanction }: { sanction: Detail }) {
  const { t } = useTranslation('sanctions')
  const word = useWord()
  if (sanction.cautions.length === 0) return null
  return (
    <Alert
      type="warning"
      showIcon
      data-testid="sanction-cautions"
      title={t(sanction.is_held ? 'held' : 'caution')}
      description={
        <ul className={styles.plain}>
          {sanction.cautions.map((c) => (
            <li key={c.code + c.ground.id}>
              {word('caution', c.code)} <GroundLink ground={c.ground} />
            </li>
          ))}
        </ul>
      }
    />
  )
}

type Ask = 'approve' | 'refuse' | 'withdraw'

function Acts({ sanction }: { sanction: Detail }) {
  const { t } = useTranslation('sanctions')
  const refresh = useRefresh()
  const [asking, setAsking] = useState<Ask | null>(null)
  const path = { id: sanction.id }
  const act = useWrite(
    ({ ask, reason }: { ask: Ask; reason: string }, header) =>
      ask === 'withdraw'
        ? body(api.POST('/console/v1/sanctions/{id}/withdrawal', { params: { path, header }, body: { reason } }))
        : body(
            api.POST('/console/v1/sanctions/{id}/decision', {
              params: { path, header },
              body: { is_approved: ask === 'approve', reason },
            }),
          ),
    {
      onSuccess: refresh,
      after: () => setAsking(null),
    },
  )
  return (
    <>
      <div className={styles.actions}>
        {sanction.may_decide ? (
          <>
            <Button
              type="primary"
              disabled={sanction.is_held}
              data-testid="sanction-approve"
              onClick={() => setAsking('approve')}
            >
              {t('approve')}
            </Button>
            <Button data-testid="sanction-refuse" onClick={() => setAsking('refuse')}>
              {t('refuse')}
            </Button>
          </>
        ) : null}
        {sanction.is_own ? (
          <Button data-testid="sanction-withdraw" onClick={() => setAsking('withdraw')}>
            {t('withdraw')}
          </Button>
        ) : null}
      </div>
      {sanction.may_decide ? null : <p className={styles.note}>{t(sanction.is_own ? 'own' : 'waits')}</p>}
      {asking ? (
        <ReasonModal
          title={t(asking)}
          note={asking === 'approve' ? t('reason_note') : undefined}
          okText={t(asking)}
          busy={act.isPending}
          error={<Problem error={act.error} />}
          onOk={(reason) => act.mutate({ ask: asking, reason })}
          onCancel={() => {
            act.reset()
            setAsking(null)
          }}
        />
      ) : null}
    </>
  )
}

/** One sanction whole: what is said to have happened, what it rests on, and the decisions. */
export function SanctionPanel({ id }: { id: string }) {
  const { t } = useTranslation('sanctions')
  const common = useTranslation('common')
  const word = useWord()
  const format = useFormat()
  const { data: v, error, refetch } = useQuery(sanctionQuery(id))
  if (error && !v) return <Problem error={error} retry={() => refetch()} />
  if (!v) return <Skeleton active />
  return (
    <div className={styles.panel} data-testid="sanction">
      <Facts
        items={[
          [t('kind'), word('sanction', v.kind)],
          [t('status'), word('sanction_status', v.status)],
          [t('person'), v.person.masked ? common.t('minor') : v.person.name],
          [t('number'), v.person.number],
          [t('day'), format.longDay(v.day)],
          [t('proposed_by'), v.proposed_name],
        ]}
      />
      <blockquote className={styles.said}>{v.facts}</blockquote>
      {v.grounds.length > 0 ? (
        <>
          <h3>{t('grounds')}</h3>
          <ul className={styles.plain}>
            {v.grounds.map((g) => (
              <li key={g.id}>
                <GroundLink ground={g} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {v.papers.length > 0 ? (
        <>
          <h3>{t('papers')}</h3>
          <Papers papers={v.papers} />
        </>
      ) : null}
      <Cautions sanction={v} />
      {v.status === 'proposed' ? <Acts sanction={v} /> : null}
      {v.reason ? (
        <p className={styles.note}>
          {t(v.decided_at ? 'decided' : 'withdrawn', { name: v.decided_name || v.proposed_name })}{' '}
          {v.decided_at ? <When at={v.decided_at} /> : null}
          <br />
          {v.reason}
        </p>
      ) : null}
      {v.revoked_at ? (
        <p className={styles.note}>
          {t('revoked', { name: v.revoked_name })} <When at={v.revoked_at} />
          <br />
          {v.revoke_reason}
        </p>
      ) : null}
    </div>
  )
}
