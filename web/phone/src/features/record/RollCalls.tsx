import { body } from '@diandao/shared/api/client'
import { longDay, moment } from '@diandao/shared/i18n/format'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { api, type Schemas } from '../../lib/api'
import { serverNow } from '../../lib/clock'
import { useFindingWords } from '../../lib/findingWords'
import { usePages } from '../../lib/pages'
import { Pages } from '../../ui/Pages'
import { Screen } from '../../ui/Screen'
import { StatusLine } from '../../ui/StatusLine'

const load = (cursor?: string) => body(api.GET('/v1/roll-calls', { params: { query: { cursor, limit: 20 } } }))

/** My roll calls, newest first. */
export const useRollCalls = () => usePages('own-roll-calls', load)

/** One roll call: how it was marked, what was seen, and the appeal. */
export function RollCallRow({ call: r }: { call: Schemas['OwnRollCall'] }) {
  const { t, i18n } = useTranslation()
  const words = useFindingWords()
  const until = r.appeal_until
  return (
    <li data-testid="own-roll-call">
      <div className="item">
        <span>
          {r.title} <span className="muted">{moment(r.started_at, i18n.language)}</span>
        </span>
        <StatusLine outcome={r.mark || null}>
          {r.mark ? t(`status:outcome.${r.mark}`) : t('record:undecided')}
        </StatusLine>
      </div>
      {until && (
        <p className="item">
          {new Date(until) > serverNow() ? (
            <>
              <Link href={`/appeal/rollcall/${r.id}`} className="go">
                {t('appeal:offer')}
              </Link>
              <span className="muted">{t('record:appeal_until', { day: longDay(until, i18n.language) })}</span>
            </>
          ) : (
            <span className="muted">{t('record:appeal_over')}</span>
          )}
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
  )
}

/** All roll calls to the first. */
export default function RollCalls() {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  const pages = useRollCalls()
  return (
    <Screen
      title={t('record:roll_calls')}
      lead={t('record:list_lead')}
      onBack={() => navigate('/record')}
      testid="roll-calls"
    >
      <Pages
        pages={pages}
        testid="roll-calls"
        empty={t('record:no_roll_calls')}
        row={(r) => <RollCallRow key={r.id} call={r} />}
      />
    </Screen>
  )
}
