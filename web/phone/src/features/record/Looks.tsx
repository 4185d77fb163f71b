import { body } from '@diandao/shared/api/client'
import { moment } from '@diandao/shared/i18n/format'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { api, type Schemas } from '../../lib/api'
import { useKept } from '../../lib/kept'
import { AsOf } from '../../ui/AsOf'
import { BigButton } from '../../ui/BigButton'
import { Loading } from '../../ui/Loading'
import { Screen } from '../../ui/Screen'
import { Unloaded } from '../../ui/Unloaded'
import { looks as kinds, roles, wordOf } from './words'

type Look = Schemas['Look']

const load = (cursor?: string) => body(api.GET('/v1/looks', { params: { query: { cursor, limit: 50 } } }))

/** Who looked at my record, newest first; the newest page is kept on this phone. */
export default function Looks() {
  const { t } = useTranslation()
  const first = useKept('looks', () => load())
  const [older, setOlder] = useState<{ items: Look[]; next: string | null } | null>(null)
  const [fault, setFault] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)
  if (first.isPending) return <Loading />
  const items = [...(first.data?.data.items ?? []), ...(older?.items ?? [])]
  const next = older ? older.next : (first.data?.data.next_cursor ?? null)
  const more = async () => {
    setBusy(true)
    setFault(null)
    try {
      const page = await load(next ?? undefined)
      setOlder({ items: [...(older?.items ?? []), ...page.items], next: page.next_cursor })
    } catch (e) {
      setFault(e)
    }
    setBusy(false)
  }
  return (
    <Screen title={t('record:looks')} lead={t('record:looks_lead')} testid="looks">
      <Unloaded error={first.error} onRetry={() => first.refetch()} />
      <AsOf staleAt={first.data?.staleAt ?? 0} />
      {first.data && items.length === 0 && <p>{t('record:looks_none')}</p>}
      {items.length > 0 && (
        <ul className="list">
          {items.map((l) => (
            <One key={l.id} look={l} />
          ))}
        </ul>
      )}
      <Unloaded error={fault} onRetry={more} />
      {next && !fault && (
        <p>
          <BigButton quiet testid="looks-more" loading={isBusy} onClick={more}>
            {t('record:looks_more')}
          </BigButton>
        </p>
      )}
      <p>
        <Link href="/record">{t('record:back')}</Link>
      </p>
    </Screen>
  )
}

function One({ look }: { look: Look }) {
  const { t, i18n } = useTranslation()
  const role = t(wordOf(roles, look.role, 'record:role_unknown'))
  return (
    <li className="item" data-testid="look">
      <span>
        {t(wordOf(kinds, look.kind, 'record:look_unknown'))}
        <br />
        <span className="muted">
          {[look.unit, look.name ? `${role} ${look.name}` : role].filter(Boolean).join(' · ')}
        </span>
      </span>
      <span className="muted">{moment(look.at, i18n.language)}</span>
    </li>
  )
}
