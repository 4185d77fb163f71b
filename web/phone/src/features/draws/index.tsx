import { body } from '@diandao/shared/api/client'
import { canCheck, checkDrawn, type Redrawn, revealedAt } from '@diandao/shared/draw/check'
import { clock, day, moment, span } from '@diandao/shared/i18n/format'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { api } from '../../lib/api'
import { serverNow } from '../../lib/clock'
import { useKept } from '../../lib/kept'
import { AsOf } from '../../ui/AsOf'
import { BigButton } from '../../ui/BigButton'
import { Loading } from '../../ui/Loading'
import { Screen } from '../../ui/Screen'
import { type Mine, range, tell } from './mine'

/** Everything that checking needs: who I am, what was promised and revealed, and when I was asked. */
async function load() {
  const query = range(serverNow())
  const [me, draws, drawn] = await Promise.all([
    body(api.GET('/v1/me')),
    body(api.GET('/v1/draws', { params: { query } })),
    body(api.GET('/v1/drawn-checkins', { params: { query } })),
  ])
  return { personId: me.person.id, draws: draws.items, drawn: drawn.items }
}

async function check({ personId, draws, drawn }: Awaited<ReturnType<typeof load>>) {
  const out = new Map<string, Redrawn>()
  for (const d of drawn) out.set(d.request_id, await checkDrawn(d, personId, draws))
  return out
}

/** Whether my check-ins came when they were drawn, worked out on this phone. */
export default function Draws() {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  const mine = useKept('draws', load)
  const checking = useMutation({ mutationFn: check })
  if (mine.isPending) return <Loading />
  const data = mine.data?.data
  const sum = checking.data ? tell([...checking.data.values()].map((r) => r.verdict)) : null
  return (
    <Screen
      title={t('draws:title')}
      lead={t('draws:lead')}
      say={`${t('draws:lead')} ${t('draws:step_before')} ${t('draws:step_after')}`}
      testid="draws"
      onBack={() => navigate('/record')}
      foot={
        data && data.drawn.length > 0 && canCheck() ? (
          <BigButton testid="draws-check" loading={checking.isPending} onClick={() => checking.mutate(data)}>
            {checking.isPending ? t('draws:checking') : checking.data ? t('draws:again') : t('draws:check')}
          </BigButton>
        ) : null
      }
    >
      {mine.error && (
        <>
          <p className="fault">{t('draws:offline')}</p>
          <BigButton quiet onClick={() => mine.refetch()}>
            {t('draws:retry')}
          </BigButton>
        </>
      )}
      <AsOf staleAt={mine.data?.staleAt ?? 0} />
      {!canCheck() && <p className="note">{t('draws:no_crypto')}</p>}
      {data?.drawn.length === 0 && <p>{t('draws:empty')}</p>}
      <output data-testid="draws-sum">
        {sum && (
          <p className="note">
            {sum.differs > 0
              ? t('draws:some_differ', { count: sum.differs })
              : sum.matches > 0
                ? t('draws:all_match', { count: sum.matches })
                : t('draws:none_yet')}
          </p>
        )}
      </output>
      {!sum && <How />}
      {data && data.drawn.length > 0 && (
        <ul className="list" style={{ margin: '16px 0' }}>
          {data.drawn.map((d) => (
            <One key={d.request_id} drawn={d} redrawn={checking.data?.get(d.request_id)} />
          ))}
        </ul>
      )}
    </Screen>
  )
}

function How() {
  const { t } = useTranslation()
  return (
    <section className="card">
      <h2 style={{ marginTop: 0 }}>{t('draws:how')}</h2>
      <p>{t('draws:step_before')}</p>
      <p>{t('draws:step_after')}</p>
      <p>{t('draws:step_here')}</p>
    </section>
  )
}

const colours = { matches: 'present', differs: 'late', secret: 'excused' } as const

function One({ drawn, redrawn }: { drawn: Mine; redrawn: Redrawn | undefined }) {
  const { t, i18n } = useTranslation()
  const lang = i18n.language
  const verdict = redrawn?.verdict
  const words = { matches: t('draws:matches'), differs: t('draws:differs'), secret: t('draws:secret') }
  const text = {
    matches: t('draws:matches_text'),
    differs: t('draws:differs_text'),
    secret: t('draws:secret_text', { when: moment(revealedAt(drawn.day), lang) }),
  }
  return (
    <li className="item" data-testid="draw" data-verdict={verdict}>
      <span>
        {t('draws:opened', { day: day(drawn.day, lang), time: clock(drawn.opens_at, lang) })}
        <br />
        <span className="muted">
          {t('draws:range', { from: drawn.rule.opens_at, span: span(drawn.rule.span_minutes * 60, lang) })}
        </span>
      </span>
      {verdict && (
        <>
          <span
            className="status"
            style={{ color: `var(--${colours[verdict]}-text)`, background: `var(--${colours[verdict]}-tint)` }}
          >
            {words[verdict]}
          </span>
          <span className="muted" style={{ flexBasis: '100%' }}>
            {text[verdict]}
          </span>
        </>
      )}
      {verdict === 'differs' && (
        <Link href={`/appeal/${drawn.request_id}`} className="go">
          {t('draws:appeal')}
        </Link>
      )}
    </li>
  )
}
