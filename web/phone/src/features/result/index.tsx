import { body } from '@diandao/shared/api/client'
import { clock, moment } from '@diandao/shared/i18n/format'
import { outcomeOf } from '@diandao/shared/tokens/status'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { api, type CheckinRequest, type Finding, type Submitted } from '../../lib/api'
import { serverNow } from '../../lib/clock'
import { useFindingWords } from '../../lib/findingWords'
import { askOrRecallOne } from '../../lib/kept'
import type { Waiting } from '../../lib/queue'
import { AsOf } from '../../ui/AsOf'
import { Badge } from '../../ui/Badge'
import { BigButton } from '../../ui/BigButton'
import { ContactAlone } from '../../ui/Contact'
import { Extended } from '../../ui/Extended'
import { Loading } from '../../ui/Loading'
import { Screen } from '../../ui/Screen'
import { StatusLine } from '../../ui/StatusLine'
import { Unloaded } from '../../ui/Unloaded'
import { Now } from './Now'
import { PushOffer } from './PushOffer'

const words = {
  accepted: ['result:accepted_title', 'result:accepted_text'],
  late: ['result:late_title', 'result:late_text'],
  review: ['result:review_title', 'result:review_text'],
  rejected: ['result:rejected_title', 'result:rejected_text'],
  missed: ['result:missed_title', 'result:missed_text'],
  not_reached: ['result:not_reached_title', 'result:not_reached_text'],
} as const

/** How long what was answered when it was handed in is all there is to know, in ms. */
const JUST_NOW_MS = 60_000

/** What came of a check-in. */
export default function Result({ id }: { id: string }) {
  const { t, i18n } = useTranslation()
  const [, navigate] = useLocation()
  const submitted = useQuery<Submitted>({
    queryKey: ['submitted', id],
    enabled: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  // right after sending nobody has decided anything yet; later, what is on record now is asked for
  const isNew = useMemo(
    () => submitted.data !== undefined && serverNow().getTime() - Date.parse(submitted.data.received_at) < JUST_NOW_MS,
    [submitted.data],
  )
  const waiting = useQuery({
    queryKey: ['waiting', id],
    queryFn: async () => (await (await import('../../lib/queue')).list()).find((w) => w.requestId === id) ?? null,
  })
  const request = useQuery({
    queryKey: ['result', id],
    queryFn: () =>
      askOrRecallOne('results', id, () => body(api.GET('/v1/checkin-requests/{id}', { params: { path: { id } } }))),
    enabled: !isNew && waiting.data === null,
    retry: false,
    refetchOnReconnect: 'always',
  })
  const known = request.data?.data
  const isOlder = (answer: Submitted) => request.data && request.data.staleAt < Date.parse(answer.received_at)
  const answer =
    submitted.data && (isNew || !request.data || (request.data.staleAt > 0 && isOlder(submitted.data)))
      ? submitted.data
      : undefined
  const isAgain = known?.status === 'open' && known.decision?.kind === 'ask_again'
  const home = (
    <>
      {isAgain ? (
        <BigButton testid="checkin-again" onClick={() => navigate(`/checkin/${id}`)}>
          {t('today:start')}
        </BigButton>
      ) : null}
      <BigButton quiet={isAgain} testid="checkin-home" onClick={() => navigate('/')}>
        {t('common:home')}
      </BigButton>
    </>
  )
  if (waiting.data && !answer) return <Sealed waiting={waiting.data} foot={home} />
  if (!isNew && request.isPending) return <Loading />
  if (!answer && !request.data)
    return (
      <Screen title={t('common:broken_title')} foot={home}>
        <Unloaded error={request.error} onRetry={() => request.refetch()} />
      </Screen>
    )
  const status = answer?.outcome ?? known?.status ?? 'open'
  const findings = answer?.findings ?? known?.outcome?.findings ?? []
  const received = answer?.received_at ?? known?.outcome?.received_at
  const [title, text] = words[status as keyof typeof words] ?? []
  const head = isAgain ? t('result:again_title') : title ? t(title) : t(`record:${status}`)
  const told = isAgain
    ? t('result:again_text', { time: moment(known.due_at, i18n.language) })
    : text
      ? t(text, { time: received ? clock(received, i18n.language) : '' })
      : ''
  return (
    <Screen title={head} say={`${head} ${told}`} foot={home} testid="checkin-result">
      <Badge outcome={outcomeOf(status)} />
      <AsOf staleAt={request.data?.staleAt ?? 0} />
      {known && (
        <p className="muted">{`${known.title || t('today:own_title')} ${moment(known.due_at, i18n.language)}`}</p>
      )}
      {told && <p>{told}</p>}
      {known?.decision?.reason && (
        <p data-testid="result-reason">{t('result:reason', { reason: known.decision.reason })}</p>
      )}
      {!told && known && <StatusLine outcome={outcomeOf(status)}>{t(`record:${status}`)}</StatusLine>}
      {known?.witness && <p>{t('result:witness', { time: clock(known.witness.at, i18n.language) })}</p>}
      {known && <Extended by={known.extended} until={status === 'accepted' ? known.due_at : known.closes_at} />}
      <Findings findings={findings} />
      <Causes causes={known?.causes ?? []} />
      <Now id={id} status={status} until={known?.appeal_until} isFresh={Boolean(answer)} />
      {submitted.data && <PushOffer />}
    </Screen>
  )
}

/** What is still on the phone: it goes by itself, or the server has said why it does not take it. */
function Sealed({ waiting: { sealedAt, refused }, foot }: { waiting: Waiting; foot: ReactNode }) {
  const { t, i18n } = useTranslation()
  const why = `problems:${refused}`
  const title = refused
    ? t('result:refused_title')
    : t('result:waiting_title', { time: clock(sealedAt, i18n.language) })
  const text = refused
    ? t(i18n.exists(why) ? (why as 'problems:unknown') : 'problems:unknown')
    : t('result:waiting_text')
  return (
    <Screen title={title} foot={foot} say={`${title} ${text}`} testid="checkin-result">
      <Badge outcome={null} />
      <p>{text}</p>
      {refused && <ContactAlone />}
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
