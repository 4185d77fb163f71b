import { body } from '@diandao/shared/api/client'
import { sentence } from '@diandao/shared/api/problem'
import { clock } from '@diandao/shared/i18n/format'
import { outcomeOf } from '@diandao/shared/tokens/status'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { api, type CheckinRequest, type Finding, type Submitted } from '../../lib/api'
import { useFindingWords } from '../../lib/findingWords'
import { Badge } from '../../ui/Badge'
import { BigButton } from '../../ui/BigButton'
import { Extended } from '../../ui/Extended'
import { Loading } from '../../ui/Loading'
import { Screen } from '../../ui/Screen'
import { StatusLine } from '../../ui/StatusLine'
import { PushOffer } from './PushOffer'

const words = {
  accepted: ['result:accepted_title', 'result:accepted_text'],
  late: ['result:late_title', 'result:late_text'],
  review: ['result:review_title', 'result:review_text'],
  rejected: ['result:rejected_title', 'result:rejected_text'],
} as const

/** Statuses that could be appealed. */
const isNegative = (status: string) => ['missed', 'not_reached', 'late', 'rejected'].includes(status)

/** What came of a check-in. */
export default function Result({ id }: { id: string }) {
  const { t, i18n } = useTranslation()
  const [, navigate] = useLocation()
  const submitted = useQuery<Submitted>({
    queryKey: ['submitted', id],
    enabled: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const waiting = useQuery({
    queryKey: ['waiting', id],
    queryFn: async () => (await (await import('../../lib/queue')).list()).find((w) => w.requestId === id) ?? null,
  })
  const request = useQuery({
    queryKey: ['request', id],
    queryFn: () => body(api.GET('/v1/checkin-requests/{id}', { params: { path: { id } } })),
    enabled: !submitted.data && waiting.data === null,
  })
  const home = (
    <BigButton testid="checkin-home" onClick={() => navigate('/')}>
      {t('common:home')}
    </BigButton>
  )
  if (waiting.data && !submitted.data)
    return (
      <Screen
        title={t('result:waiting_title', { time: clock(waiting.data.sealedAt, i18n.language) })}
        foot={home}
        say={`${t('result:waiting_title', { time: clock(waiting.data.sealedAt, i18n.language) })} ${t('result:waiting_text')}`}
        testid="checkin-result"
      >
        <Badge outcome={null} />
        <p>{waiting.data.refused ? t('result:refused_title') : t('result:waiting_text')}</p>
      </Screen>
    )
  if (!submitted.data && request.isPending) return <Loading />
  if (!submitted.data && !request.data)
    return (
      <Screen title={t('common:broken_title')} foot={home}>
        <p>{sentence(i18n, request.error)}</p>
      </Screen>
    )
  const status = submitted.data?.outcome ?? request.data?.status ?? 'open'
  const findings = submitted.data?.findings ?? request.data?.outcome?.findings ?? []
  const received = submitted.data?.received_at ?? request.data?.outcome?.received_at
  const [title, text] = words[status as keyof typeof words] ?? []
  const head = title ? t(title) : t(`record:${status}`)
  const told = text ? t(text, { time: received ? clock(received, i18n.language) : '' }) : ''
  return (
    <Screen title={head} say={`${head} ${told}`} foot={home} testid="checkin-result">
      <Badge outcome={outcomeOf(status)} />
      {told && <p>{told}</p>}
      {!told && request.data && <StatusLine outcome={outcomeOf(status)}>{t(`record:${status}`)}</StatusLine>}
      {request.data?.witness && <p>{t('result:witness', { time: clock(request.data.witness.at, i18n.language) })}</p>}
      {request.data && (
        <Extended
          by={request.data.extended}
          until={status === 'accepted' ? request.data.due_at : request.data.closes_at}
        />
      )}
      <Findings findings={findings} />
      <Causes causes={request.data?.causes ?? []} />
      {isNegative(status) && (
        <BigButton quiet testid="appeal-offer" onClick={() => navigate(`/appeal/${id}`)}>
          {t('appeal:offer')}
        </BigButton>
      )}
      {submitted.data && <PushOffer />}
    </Screen>
  )
}

function Causes({ causes }: { causes: NonNullable<CheckinRequest['causes']> }) {
  const { t, i18n } = useTranslation()
  if (causes.length === 0) return null
  return (
    <>
      <h2>{t('result:known')}</h2>
      <ul className="list">
        {causes.map((c) => (
          <li key={c.code} className="item">
            {i18n.exists(`causes:${c.code}`) ? t(`causes:${c.code}`) : t('causes:other')}
          </li>
        ))}
      </ul>
    </>
  )
}

function Findings({ findings }: { findings: Finding[] }) {
  const { t } = useTranslation()
  const words = useFindingWords()
  if (findings.length === 0) return null
  return (
    <>
      <h2>{t('result:why')}</h2>
      <ul className="list">
        {findings.map((f) => (
          <li key={f.code + f.evidence} className="item">
            {words(f)}
          </li>
        ))}
      </ul>
    </>
  )
}
