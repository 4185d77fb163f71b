import { body } from '@diandao/shared/api/client'
import { moment } from '@diandao/shared/i18n/format'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { api } from '../../lib/api'
import { useFindingWords } from '../../lib/findingWords'
import { useKept } from '../../lib/kept'
import { StatusLine } from '../../ui/StatusLine'
import { Unloaded } from '../../ui/Unloaded'

/** The person's recent roll calls, how they were marked, and what was seen. */
export function RollCalls() {
  const { t, i18n } = useTranslation()
  const words = useFindingWords()
  const own = useKept('own-roll-calls', () => body(api.GET('/v1/roll-calls')))
  const items = own.data?.data.items ?? []
  if (!own.error && items.length === 0) return null
  return (
    <section data-testid="own-roll-calls">
      <h2>{t('record:roll_calls')}</h2>
      <Unloaded error={own.data ? null : own.error} onRetry={() => own.refetch()} />
      <ul className="list">
        {items.map((r) => (
          <li key={r.id}>
            <div className="item">
              <span>
                {r.title} <span className="muted">{moment(r.started_at, i18n.language)}</span>
              </span>
              <StatusLine outcome={r.mark || null}>
                {r.mark ? t(`status:outcome.${r.mark}`) : t('record:undecided')}
              </StatusLine>
            </div>
            {['absent', 'late', 'not_reached'].includes(r.mark) && (
              <p className="item">
                <Link href={`/appeal/rollcall/${r.id}`}>{t('appeal:offer')}</Link>
              </p>
            )}
            {r.findings.length > 0 && (
              <details>
                <summary>{t('record:seen')}</summary>
                <ul>
                  {r.findings.map((f) => (
                    <li key={f.code + f.at}>{words(f)}</li>
                  ))}
                </ul>
              </details>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
