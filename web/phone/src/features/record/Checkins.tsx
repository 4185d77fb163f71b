import { body } from '@diandao/shared/api/client'
import { moment } from '@diandao/shared/i18n/format'
import { outcomeOf } from '@diandao/shared/tokens/status'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { api, type CheckinRequest, type Today } from '../../lib/api'
import { type Page, usePages } from '../../lib/pages'
import { recall } from '../../lib/vault'
import { Pages } from '../../ui/Pages'
import { Screen } from '../../ui/Screen'
import { StatusLine } from '../../ui/StatusLine'

const load = (cursor?: string): Promise<Page<CheckinRequest>> =>
  body(api.GET('/v1/checkin-requests', { params: { query: { cursor, limit: 30 } } }))

/** What today showed last, when this list was never opened with a network. */
async function fromToday(): Promise<{ data: Page<CheckinRequest>; at: number } | undefined> {
  const kept = await recall<{ data: Today; at: number }>('today')
  return kept && { data: { items: [...kept.data.open, ...kept.data.recent], next_cursor: null }, at: kept.at }
}

/** My check-ins, newest first. */
export const useCheckins = () => usePages('own-checkins', load, fromToday)

/** One check-in of a list, leading to what came of it. */
export function CheckinRow({ request: r }: { request: CheckinRequest }) {
  const { t, i18n } = useTranslation()
  return (
    <li data-testid="own-checkin">
      <Link href={r.status === 'open' ? `/checkin/${r.id}` : `/result/${r.id}`} className="item">
        <span>
          {r.title || t('today:own_title')} <span className="muted">{moment(r.due_at, i18n.language)}</span>
        </span>
        <StatusLine outcome={outcomeOf(r.status)}>{t(`record:${r.status}`)}</StatusLine>
      </Link>
    </li>
  )
}

/** All check-ins to the first, each with its result and the appeal. */
export default function Checkins() {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  const pages = useCheckins()
  return (
    <Screen
      title={t('record:checkins')}
      lead={t('record:list_lead')}
      onBack={() => navigate('/record')}
      testid="checkins"
    >
      <Pages
        pages={pages}
        testid="checkins"
        empty={t('record:empty')}
        row={(r) => <CheckinRow key={r.id} request={r} />}
      />
    </Screen>
  )
}
