import { body } from '@diandao/shared/api/client'
import { sentence } from '@diandao/shared/api/problem'
import { day, moment } from '@diandao/shared/i18n/format'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { type Appeal, api } from '../../lib/api'
import { useKept } from '../../lib/kept'
import { useAct, useActs } from '../../lib/useAct'
import { AsOf } from '../../ui/AsOf'
import { BigButton } from '../../ui/BigButton'
import { Loading } from '../../ui/Loading'
import { OpenPapers } from '../../ui/OpenPapers'
import { Screen } from '../../ui/Screen'
import { Unloaded } from '../../ui/Unloaded'
import { WaitingActs } from '../../ui/WaitingActs'
import { sanctionOf, statusOf } from './words'

/** My appeals and their answers. */
export default function Appeals() {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  const acts = useActs()
  const appeals = useKept('appeals', () => body(api.GET('/v1/appeals')))
  if (appeals.isPending) return <Loading />
  const items = appeals.data?.data.items ?? []
  return (
    <Screen title={t('appeal:title')} lead={t('appeal:lead')} onBack={() => navigate('/record')}>
      <WaitingActs acts={acts.list} kinds={['appeal', 'appeal_withdraw']} onSeen={acts.drop} />
      <Unloaded error={appeals.error} onRetry={() => appeals.refetch()} />
      <AsOf staleAt={appeals.data?.staleAt ?? 0} />
      {appeals.data && items.length === 0 && <p>{t('appeal:empty')}</p>}
      {items.map((a) => (
        <One key={a.id} appeal={a} isMoving={acts.list.some((w) => w.subject === a.id && !w.refused)} />
      ))}
    </Screen>
  )
}

function One({ appeal, isMoving }: { appeal: Appeal; isMoving: boolean }) {
  const { t, i18n } = useTranslation()
  const withdraw = useAct()
  const lang = i18n.language
  return (
    <section className="card" data-testid="appeal-card">
      <p className="big-line">{t(statusOf(appeal))}</p>
      <p>
        {day(appeal.day, lang)} · {appeal.sanction ? `${t(sanctionOf(appeal.sanction))} · ` : ''}
        {appeal.text}
      </p>
      {appeal.status === 'open' && <p className="muted">{t('appeal:due', { time: moment(appeal.due_at, lang) })}</p>}
      {appeal.pictures.length > 0 && <OpenPapers papers={appeal.pictures} />}
      {appeal.reason && <p className="muted">{t('appeal:reason', { reason: appeal.reason })}</p>}
      {!isMoving && appeal.status === 'open' && (
        <BigButton
          quiet
          testid="appeal-withdraw"
          loading={withdraw.isPending}
          onClick={() =>
            withdraw.mutate({
              kind: 'appeal_withdraw',
              subject: appeal.id,
              path: `/v1/appeals/${appeal.id}/withdraw`,
            })
          }
        >
          {t('appeal:withdraw')}
        </BigButton>
      )}
      {withdraw.error && <p className="fault">{sentence(i18n, withdraw.error)}</p>}
    </section>
  )
}
