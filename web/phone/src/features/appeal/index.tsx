import { body } from '@diandao/shared/api/client'
import { sentence } from '@diandao/shared/api/problem'
import { day, moment } from '@diandao/shared/i18n/format'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { type Appeal, api, keyed } from '../../lib/api'
import { newId } from '../../lib/keys'
import { BigButton } from '../../ui/BigButton'
import { Loading } from '../../ui/Loading'
import { Screen } from '../../ui/Screen'
import { statusOf } from './words'

/** My appeals and their answers. */
export default function Appeals() {
  const { t, i18n } = useTranslation()
  const appeals = useQuery({ queryKey: ['appeals'], queryFn: () => body(api.GET('/v1/appeals')) })
  if (appeals.isPending) return <Loading />
  const items = appeals.data?.items ?? []
  return (
    <Screen title={t('appeal:title')} lead={t('appeal:lead')}>
      {appeals.error && <p>{sentence(i18n, appeals.error)}</p>}
      {appeals.data && items.length === 0 && <p>{t('appeal:empty')}</p>}
      {items.map((a) => (
        <One key={a.id} appeal={a} />
      ))}
      <p>
        <Link href="/record">{t('appeal:back')}</Link>
      </p>
    </Screen>
  )
}

function One({ appeal }: { appeal: Appeal }) {
  const { t, i18n } = useTranslation()
  const queries = useQueryClient()
  const key = useRef('')
  key.current ||= newId()
  const withdraw = useMutation({
    mutationFn: () =>
      body(api.POST('/v1/appeals/{id}/withdraw', { params: { path: { id: appeal.id } }, ...keyed(key.current) })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['appeals'] }),
  })
  const lang = i18n.language
  return (
    <section className="card" data-testid="appeal-card">
      <p className="big-line">{t(statusOf(appeal))}</p>
      <p>
        {day(appeal.day, lang)} · {appeal.text}
      </p>
      {appeal.status === 'open' && <p className="muted">{t('appeal:due', { time: moment(appeal.due_at, lang) })}</p>}
      {appeal.pictures.length > 0 && (
        <p className="muted">{t('appeal:pictures_count', { count: appeal.pictures.length })}</p>
      )}
      {appeal.reason && <p className="muted">{t('appeal:reason', { reason: appeal.reason })}</p>}
      {appeal.status === 'open' && (
        <BigButton quiet loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
          {t('appeal:withdraw')}
        </BigButton>
      )}
      {withdraw.error && <p className="fault">{sentence(i18n, withdraw.error)}</p>}
    </section>
  )
}
