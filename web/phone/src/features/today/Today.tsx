import { body } from '@diandao/shared/api/client'
import { sentence } from '@diandao/shared/api/problem'
import { clock, moment } from '@diandao/shared/i18n/format'
import { outcomeOf } from '@diandao/shared/tokens/status'
import { useMutation } from '@tanstack/react-query'
import { lazy, Suspense, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { api, type Today as Data, keyed } from '../../lib/api'
import { declineWords } from '../../lib/declines'
import { newId } from '../../lib/keys'
import type { Waiting } from '../../lib/queue'
import { useActs } from '../../lib/useAct'
import { BigButton } from '../../ui/BigButton'
import { Loading } from '../../ui/Loading'
import { Screen } from '../../ui/Screen'
import { StatusLine } from '../../ui/StatusLine'
import { useServerNow } from '../../ui/useServerNow'
import { WaitingActs } from '../../ui/WaitingActs'
import { DueCard, NothingCard } from './Cards'
import { mostUrgent, nextOf, standing, timeOf } from './card'
import type { RollCall } from './rings'
import { useToday } from './useToday'

const Contact = lazy(async () => ({ default: (await import('../../ui/Contact')).ContactAlone }))

interface Props {
  waiting: Waiting[]
  onSeen: (id: string) => void
  /** The roll call whose ring stands over the page. */
  ringing: string | undefined
}

/** What the person has to do now, and after it. */
export function Today({ waiting, onSeen, ringing }: Props) {
  const { t, i18n } = useTranslation()
  const today = useToday()
  if (today.isPending) return <Loading />
  if (!today.data)
    return (
      <Screen
        title={t('today:cannot_load')}
        foot={<BigButton onClick={() => today.refetch()}>{t('common:retry')}</BigButton>}
      >
        <p>{sentence(i18n, today.error)}</p>
        <Reach />
      </Screen>
    )
  return (
    <Content
      data={today.data}
      waiting={waiting}
      onSeen={onSeen}
      ringing={ringing}
      staleAt={today.isError ? today.dataUpdatedAt : 0}
    />
  )
}

function Content({ data, waiting, onSeen, ringing, staleAt }: Props & { data: Data; staleAt: number }) {
  const { t, i18n } = useTranslation()
  const now = useServerNow()
  const acts = useActs()
  const sealed = new Set(waiting.filter((w) => !w.refused).map((w) => w.requestId))
  const due = mostUrgent(data.open, sealed, now)
  const next = nextOf(data.roll_calls, due?.id)
  return (
    <Screen title={t('today:title')} say={useSaying(data, due?.id)}>
      {data.roll_calls.map((c) => c.id !== ringing && <RollCallCard key={c.id} call={c} quiet={c.id !== next} />)}
      {waiting.map((w) => (
        <WaitingCard key={w.id} waiting={w} onSeen={onSeen} />
      ))}
      <WaitingActs acts={acts.list} onSeen={acts.drop} />
      {due ? (
        <DueCard
          request={due}
          now={now}
          others={data.open.filter((r) => !sealed.has(r.id)).length - 1}
          quiet={due.id !== next}
        />
      ) : (
        <NothingCard next={data.next[0]} />
      )}
      {staleAt > 0 && (
        <p className="muted">{t('today:cached', { time: moment(new Date(staleAt), i18n.language, now) })}</p>
      )}
      {due || staleAt > 0 ? null : <OwnCheckin />}
      <Lists data={data} now={now} />
      <Reach />
    </Screen>
  )
}

/** The way to the station, last, since it comes after the first paint. */
const Reach = () => (
  <Suspense fallback={null}>
    <Contact />
  </Suspense>
)

/** A roll call that runs; it may be joined also after the person said that it is not possible now. */
function RollCallCard({ call, quiet }: { call: RollCall; quiet: boolean }) {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  return (
    <section className="card call row" data-testid="today-rollcall">
      <div>
        <p className="big-line">{t('today:rollcall')}</p>
        <p>{call.station_name}</p>
        {call.declined && <p>{t('today:declined', { why: t(declineWords[call.declined]) })}</p>}
      </div>
      <div>
        <BigButton quiet={quiet} testid="rollcall-join" onClick={() => navigate(`/rollcall/${call.id}/join`)}>
          {t('today:join')}
        </BigButton>
      </div>
    </section>
  )
}

/** A check-in by one's own wish, when nothing is due. */
function OwnCheckin() {
  const { t, i18n } = useTranslation()
  const [, navigate] = useLocation()
  const key = useRef('')
  key.current ||= newId()
  const start = useMutation({
    mutationFn: () => body(api.POST('/v1/checkin-requests', keyed(key.current))),
    onSuccess: (r) => navigate(`/checkin/${r.id}`),
  })
  return (
    <section className="card">
      <BigButton quiet testid="checkin-own" loading={start.isPending} onClick={() => start.mutate()}>
        {t('today:own')}
      </BigButton>
      <p className="muted">{start.error ? sentence(i18n, start.error) : t('today:own_text')}</p>
    </section>
  )
}

/** The card in one sentence, to be read aloud. */
function useSaying(data: Data, dueId: string | undefined): string {
  const { t, i18n } = useTranslation()
  if (data.roll_calls.length > 0) return t('today:say_rollcall')
  const due = data.open.find((r) => r.id === dueId)
  if (!due) return t('today:say_nothing')
  const now = new Date(data.now)
  const title = due.title || t('today:own_title')
  return standing(due, now) === 'in_time'
    ? t('today:say_due', { title, time: moment(due.due_at, i18n.language, now) })
    : t('today:say_late', { title, time: timeOf(due.due_at, i18n.language, now) })
}

function WaitingCard({ waiting, onSeen }: { waiting: Waiting; onSeen: (id: string) => void }) {
  const { t, i18n } = useTranslation()
  if (!waiting.refused)
    return (
      <section className="card">
        <p className="big-line">{t('today:sealed_title')}</p>
        <p>{waiting.title || t('today:own_title')}</p>
        <p className="muted">{t('today:sealed', { time: clock(waiting.sealedAt, i18n.language) })}</p>
      </section>
    )
  const why = `problems:${waiting.refused}`
  return (
    <section className="card">
      <p className="big-line">{t('today:refused_title')}</p>
      <p>{waiting.title || t('today:own_title')}</p>
      <p className="muted">{i18n.exists(why) ? t(why) : t('problems:unknown')}</p>
      <BigButton quiet onClick={() => onSeen(waiting.id)}>
        {t('today:seen')}
      </BigButton>
    </section>
  )
}

function Lists({ data, now }: { data: Data; now: Date }) {
  const { t, i18n } = useTranslation()
  const lang = i18n.language
  return (
    <>
      <ul className="list apart">
        <li>
          <Link href="/messages" className="item">
            {t('today:notices')}
            <span className="muted">
              {data.unread_count > 0 ? t('today:unread', { count: data.unread_count }) : t('today:no_unread')}
            </span>
          </Link>
        </li>
      </ul>
      {data.next.length > 0 && <h2>{t('today:next')}</h2>}
      <ul className="list">
        {data.next.map((n) => (
          <li key={`${n.opens_at} ${n.title}`} className="item">
            {n.title}
            <span className="muted">
              {t(n.is_range ? 'today:next_range' : 'today:next_time', {
                from: moment(n.opens_at, lang, now),
                to: clock(n.due_at, lang),
              })}
            </span>
          </li>
        ))}
      </ul>
      {data.recent.length > 0 && <h2>{t('today:recent')}</h2>}
      <ul className="list">
        {data.recent.slice(0, 3).map((r) => (
          <li key={r.id}>
            <Link href={`/result/${r.id}`} className="item">
              <span>
                {r.title || t('today:own_title')} <span className="muted">{moment(r.due_at, lang, now)}</span>
              </span>
              <StatusLine outcome={outcomeOf(r.status)}>{t(`record:${r.status}`)}</StatusLine>
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
