import { body } from '@diandao/shared/api/client'
import { moment } from '@diandao/shared/i18n/format'
import { outcomeOf } from '@diandao/shared/tokens/status'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { api } from '../../lib/api'
import { askOrRecall, useKept } from '../../lib/kept'
import { AsOf } from '../../ui/AsOf'
import { Loading } from '../../ui/Loading'
import { Screen } from '../../ui/Screen'
import { StatusLine } from '../../ui/StatusLine'
import { Unloaded } from '../../ui/Unloaded'
import { Held, Terms } from './About'
import { RollCalls } from './RollCalls'
import { Sanctions } from './Sanctions'

/** Everything held about the person: check-ins and roll calls, sanctions, the rules, what is kept and who looked. */
export default function Record() {
  const { t, i18n } = useTranslation()
  const kept = useQuery({
    queryKey: ['record', 'today'],
    queryFn: () => askOrRecall('today', () => body(api.GET('/v1/today'))),
    retry: false,
    refetchOnReconnect: 'always',
  })
  const record = useKept('record', () => body(api.GET('/v1/record')))
  if (kept.isPending || record.isPending) return <Loading />
  const today = kept.data?.data
  const items = [...(today?.open ?? []), ...(today?.recent ?? [])]
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
      <p>
        <Link href="/looks" data-testid="record-looks">
          {t('record:looks')}
        </Link>
      </p>
      <Unloaded error={kept.error} onRetry={() => kept.refetch()} />
      <AsOf staleAt={kept.data?.staleAt ?? 0} />
      {today && items.length === 0 && <p>{t('record:empty')}</p>}
      {items.length > 0 && (
        <ul className="list">
          {items.map((r) => (
            <li key={r.id}>
              <Link href={r.status === 'open' ? `/checkin/${r.id}` : `/result/${r.id}`} className="item above">
                <span>
                  {r.title || t('today:own_title')} <span className="muted">{moment(r.due_at, i18n.language)}</span>
                </span>
                <StatusLine outcome={outcomeOf(r.status)}>{t(`record:${r.status}`)}</StatusLine>
              </Link>
            </li>
          ))}
        </ul>
      )}
      <RollCalls />
      <Unloaded error={record.error} onRetry={() => record.refetch()} />
      {record.data && (
        <>
          <Sanctions record={record.data.data} />
          <Terms terms={record.data.data.terms} />
          <Held items={record.data.data.held} />
        </>
      )}
    </Screen>
  )
}
