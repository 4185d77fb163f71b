import { body } from '@diandao/shared/api/client'
import { sentence } from '@diandao/shared/api/problem'
import { day, moment } from '@diandao/shared/i18n/format'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { api, keyed, type Leave } from '../../lib/api'
import { serverNow } from '../../lib/clock'
import { newId } from '../../lib/keys'
import { BigButton } from '../../ui/BigButton'
import { Loading } from '../../ui/Loading'
import { Screen } from '../../ui/Screen'
import { levelOf, statusOf } from './words'

/** My leaves, and what can be done with each. */
export default function Leaves() {
  const { t, i18n } = useTranslation()
  const [, navigate] = useLocation()
  const leaves = useQuery({ queryKey: ['leaves'], queryFn: () => body(api.GET('/v1/leaves')) })
  if (leaves.isPending) return <Loading />
  const items = leaves.data?.items ?? []
  return (
    <Screen
      title={t('leave:title')}
      lead={t('leave:lead')}
      foot={
        <BigButton testid="leave-apply" onClick={() => navigate('/leave/apply')}>
          {t('leave:apply')}
        </BigButton>
      }
    >
      {leaves.error && <p>{sentence(i18n, leaves.error)}</p>}
      {leaves.data && items.length === 0 && <p>{t('leave:empty')}</p>}
      {items.map((l) => (
        <One key={l.id} leave={l} />
      ))}
      <p>
        <Link href="/me">{t('leave:back')}</Link>
      </p>
    </Screen>
  )
}

function One({ leave }: { leave: Leave }) {
  const { t, i18n } = useTranslation()
  const queries = useQueryClient()
  const key = useRef('')
  key.current ||= newId()
  const isAhead = leave.from_day > serverNow().toLocaleDateString('en-CA')
  const act = leave.status === 'applied' || isAhead ? 'withdraw' : 'return'
  const move = useMutation({
    mutationFn: () =>
      body(api.POST(`/v1/leaves/{id}/${act}`, { params: { path: { id: leave.id } }, ...keyed(key.current) })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['leaves'] }),
  })
  const lang = i18n.language
  return (
    <section className="card" data-testid="leave-card">
      <p className="big-line">{t(statusOf(leave))}</p>
      <p>{t('leave:days', { from: day(leave.from_day, lang), to: day(leave.to_day, lang), count: leave.days })}</p>
      <p className="muted">
        {leave.place} · {leave.reason}
      </p>
      {leave.papers.length > 0 && <p className="muted">{t('leave:papers_count', { count: leave.papers.length })}</p>}
      {leave.status === 'applied' && <p className="muted">{t(levelOf(leave))}</p>}
      {leave.returned_at && (
        <p className="muted">{t('leave:returned_at', { time: moment(leave.returned_at, lang) })}</p>
      )}
      {(leave.status === 'applied' || leave.status === 'approved') && (
        <BigButton quiet testid={`leave-${act}`} loading={move.isPending} onClick={() => move.mutate()}>
          {act === 'withdraw' ? t('leave:withdraw') : t('leave:return')}
        </BigButton>
      )}
      {leave.status === 'approved' && !isAhead && <p className="muted">{t('leave:return_text')}</p>}
      {move.error && <p className="fault">{sentence(i18n, move.error)}</p>}
    </section>
  )
}
