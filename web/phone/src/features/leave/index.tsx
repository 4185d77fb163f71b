import { body } from '@diandao/shared/api/client'
import { sentence } from '@diandao/shared/api/problem'
import { day, moment } from '@diandao/shared/i18n/format'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { api, type Leave } from '../../lib/api'
import { serverNow } from '../../lib/clock'
import { useKept } from '../../lib/kept'
import { useAct, useActs } from '../../lib/useAct'
import { AsOf } from '../../ui/AsOf'
import { BigButton } from '../../ui/BigButton'
import { ContactAlone } from '../../ui/Contact'
import { Loading } from '../../ui/Loading'
import { OpenPapers } from '../../ui/OpenPapers'
import { Screen } from '../../ui/Screen'
import { Unloaded } from '../../ui/Unloaded'
import { WaitingActs } from '../../ui/WaitingActs'
import { levelOf, statusOf } from './words'

/** My leaves, and what can be done with each. */
export default function Leaves() {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  const acts = useActs()
  const leaves = useKept('leaves', () => body(api.GET('/v1/leaves')))
  if (leaves.isPending) return <Loading />
  const items = leaves.data?.data.items ?? []
  return (
    <Screen
      title={t('leave:title')}
      lead={t('leave:lead')}
      onBack={() => navigate('/me')}
      foot={
        <BigButton testid="leave-apply" onClick={() => navigate('/leave/apply')}>
          {t('leave:apply')}
        </BigButton>
      }
    >
      <WaitingActs acts={acts.list} kinds={['leave', 'leave_withdraw', 'leave_return']} onSeen={acts.drop} />
      <Unloaded error={leaves.error} onRetry={() => leaves.refetch()} />
      <AsOf staleAt={leaves.data?.staleAt ?? 0} />
      {leaves.data && items.length === 0 && <p>{t('leave:empty')}</p>}
      {items.map((l) => (
        <One key={l.id} leave={l} isMoving={acts.list.some((a) => a.subject === l.id && !a.refused)} />
      ))}
    </Screen>
  )
}

function One({ leave, isMoving }: { leave: Leave; isMoving: boolean }) {
  const { t, i18n } = useTranslation()
  const isAhead = leave.from_day > serverNow().toLocaleDateString('en-CA')
  const act = leave.status === 'applied' || isAhead ? 'withdraw' : 'return'
  const move = useAct()
  const lang = i18n.language
  return (
    <section className="card" data-testid="leave-card">
      <p className="big-line">{t(statusOf(leave))}</p>
      <p>
        {leave.days === 1
          ? t('leave:one_day', { day: day(leave.from_day, lang) })
          : t('leave:days', { from: day(leave.from_day, lang), to: day(leave.to_day, lang), count: leave.days })}
      </p>
      <p className="muted">
        {leave.place} · {leave.reason}
      </p>
      {leave.papers.length > 0 && <OpenPapers papers={leave.papers} />}
      {leave.status === 'applied' && <p className="muted">{t(levelOf(leave))}</p>}
      {leave.returned_at && (
        <p className="muted">{t('leave:returned_at', { time: moment(leave.returned_at, lang) })}</p>
      )}
      {!isMoving && (leave.status === 'applied' || leave.status === 'approved') && (
        <BigButton
          quiet
          testid={`leave-${act}`}
          loading={move.isPending}
          onClick={() =>
            move.mutate({ kind: `leave_${act}`, subject: leave.id, path: `/v1/leaves/${leave.id}/${act}` })
          }
        >
          {act === 'withdraw' ? t('leave:withdraw') : t('leave:return')}
        </BigButton>
      )}
      {leave.status === 'approved' && !isAhead && <p className="muted">{t('leave:return_text')}</p>}
      {leave.status === 'refused' && <ContactAlone>{t('leave:ask_why')}</ContactAlone>}
      {move.error && <p className="fault">{sentence(i18n, move.error)}</p>}
    </section>
  )
}
