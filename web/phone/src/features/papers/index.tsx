import { body } from '@diandao/shared/api/client'
import { day } from '@diandao/shared/i18n/format'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { api } from '../../lib/api'
import { useKept } from '../../lib/kept'
import { AsOf } from '../../ui/AsOf'
import { Loading } from '../../ui/Loading'
import { OpenPapers } from '../../ui/OpenPapers'
import { Screen } from '../../ui/Screen'
import { Unloaded } from '../../ui/Unloaded'

/** What I sent with leaves and appeals, to be looked at again. */
export default function Papers() {
  const { t, i18n } = useTranslation()
  const [, navigate] = useLocation()
  const leaves = useKept('leaves', () => body(api.GET('/v1/leaves')))
  const appeals = useKept('appeals', () => body(api.GET('/v1/appeals')))
  if (leaves.isPending || appeals.isPending) return <Loading />
  const sent = [
    ...(leaves.data?.data.items ?? []).map((l) => ({
      id: l.id,
      at: l.applied_at,
      title: t('papers:of_leave', { place: l.place }),
      papers: l.papers,
    })),
    ...(appeals.data?.data.items ?? []).map((a) => ({
      id: a.id,
      at: a.opened_at,
      title: t('papers:of_appeal'),
      papers: a.pictures,
    })),
  ]
    .filter((s) => s.papers.length > 0)
    .sort((a, b) => b.at.localeCompare(a.at))
  return (
    <Screen title={t('papers:title')} lead={t('papers:lead')} onBack={() => navigate('/me')}>
      <Unloaded error={leaves.error ?? appeals.error} onRetry={() => (leaves.error ? leaves : appeals).refetch()} />
      <AsOf staleAt={Math.max(leaves.data?.staleAt ?? 0, appeals.data?.staleAt ?? 0)} />
      {leaves.data && appeals.data && sent.length === 0 && <p>{t('papers:empty')}</p>}
      {sent.map((s) => (
        <section key={s.id} className="card" data-testid="papers-of">
          <p className="big-line">{s.title}</p>
          <p className="muted">{day(s.at, i18n.language)}</p>
          <OpenPapers papers={s.papers} />
        </section>
      ))}
    </Screen>
  )
}
