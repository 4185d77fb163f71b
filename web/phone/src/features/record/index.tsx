import { body } from '@diandao/shared/api/client'
import { moment } from '@diandao/shared/i18n/format'
import { outcomeOf } from '@diandao/shared/tokens/status'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { api } from '../../lib/api'
import { Loading } from '../../ui/Loading'
import { Screen } from '../../ui/Screen'
import { StatusLine } from '../../ui/StatusLine'
import { Unloaded } from '../../ui/Unloaded'
import { RollCalls } from './RollCalls'

/** The person's recent check-ins and what came of them. */
export default function Record() {
  const { t, i18n } = useTranslation()
  const today = useQuery({ queryKey: ['today'], queryFn: () => body(api.GET('/v1/today')) })
  if (today.isPending) return <Loading />
  const items = [...(today.data?.open ?? []), ...(today.data?.recent ?? [])]
  return (
    <Screen title={t('record:title')} lead={t('record:lead')}>
      <p>
        <Link href="/appeals">{t('appeal:mine')}</Link>
      </p>
      <p>
        <Link href="/draws" data-testid="record-draws">
          {t('draws:open')}
        </Link>
      </p>
      <Unloaded error={today.data ? null : today.error} onRetry={() => today.refetch()} />
      {today.data && items.length === 0 && <p>{t('record:empty')}</p>}
      <ul className="list">
        {items.map((r) => (
          <li key={r.id}>
            <Link href={r.status === 'open' ? `/checkin/${r.id}` : `/result/${r.id}`} className="item">
              <span>
                {r.title || t('today:own_title')} <span className="muted">{moment(r.due_at, i18n.language)}</span>
              </span>
              <StatusLine outcome={outcomeOf(r.status)}>{t(`record:${r.status}`)}</StatusLine>
            </Link>
          </li>
        ))}
      </ul>
      <RollCalls />
    </Screen>
  )
}
