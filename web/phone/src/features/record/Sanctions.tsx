import { body } from '@diandao/shared/api/client'
import { longDay } from '@diandao/shared/i18n/format'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { api, type Schemas } from '../../lib/api'
import { useKept } from '../../lib/kept'
import { BigButton } from '../../ui/BigButton'
import { begun, sanctions, wordOf } from './words'

type Record = Schemas['Record']

/** What was decided against me, how far the next step is, and an appeal against each. */
export function Sanctions({ record }: { record: Record }) {
  const { t } = useTranslation()
  const kindOf = (code: string) => t(wordOf(sanctions, code, 'record:sanction_unknown'))
  const steps = begun(record.distances)
  return (
    <section data-testid="own-sanctions">
      <h2>{t('record:sanctions')}</h2>
      <div className="card">
        {steps.length === 0 && <p>{t('record:no_sanctions')}</p>}
        {steps.map((d) => (
          <p key={d.from} data-testid="own-distance">
            {t(d.left > 0 ? 'record:distance' : 'record:reached', {
              from: kindOf(d.from),
              to: kindOf(d.to),
              have: d.have,
              left: d.left,
            })}
          </p>
        ))}
      </div>
      {record.sanctions.map((v) => (
        <One key={v.id} sanction={v} kind={kindOf(v.kind)} />
      ))}
    </section>
  )
}

function One({ sanction: v, kind }: { sanction: Record['sanctions'][number]; kind: string }) {
  const { t, i18n } = useTranslation()
  const [, navigate] = useLocation()
  const appeals = useKept('appeals', () => body(api.GET('/v1/appeals')))
  const isOpen = appeals.data?.data.items.some((a) => a.source_id === v.id && a.status === 'open')
  const lang = i18n.language
  return (
    <section className="card" data-testid="own-sanction">
      <p className="big-line">{t(v.status === 'revoked' ? 'record:revoked' : 'record:sanction', { kind })}</p>
      <p>
        {longDay(v.day, lang)} · {v.facts}
      </p>
      {v.reason && <p className="muted">{t('record:reason', { reason: v.reason })}</p>}
      {v.revoked_at && (
        <p className="muted">
          {t('record:revoked_why', { day: longDay(v.revoked_at, lang), reason: v.revoke_reason })}
        </p>
      )}
      {isOpen ? (
        <p>
          <Link href="/appeals" className="go">
            {t('record:appeal_open')}
          </Link>
        </p>
      ) : v.may_appeal ? (
        <>
          {v.appeal_until && (
            <p className="muted">{t('record:appeal_until', { day: longDay(v.appeal_until, lang) })}</p>
          )}
          <BigButton quiet testid="sanction-appeal" onClick={() => navigate(`/appeal/sanction/${v.id}`)}>
            {t('appeal:ask')}
          </BigButton>
        </>
      ) : null}
    </section>
  )
}
