import { body } from '@diandao/shared/api/client'
import { moment } from '@diandao/shared/i18n/format'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { api, type Message } from '../../lib/api'
import { tell } from '../../lib/receipts'
import { BigButton } from '../../ui/BigButton'
import { Loading } from '../../ui/Loading'
import { Screen } from '../../ui/Screen'
import { Unloaded } from '../../ui/Unloaded'
import { pathOf, wordOf } from './words'

/** How many of the newest are read aloud. */
const MAX_SAID = 3

/** All notices, newest first. Opening one is told to the server. */
export default function Messages() {
  const { t, i18n } = useTranslation()
  const [, navigate] = useLocation()
  const queries = useQueryClient()
  const pages = useInfiniteQuery({
    queryKey: ['messages'],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      body(api.GET('/v1/messages', { params: { query: pageParam ? { cursor: pageParam } : {} } })),
    getNextPageParam: (last) => last.next_cursor,
  })
  const open = async (m: Message) => {
    if (!m.opened_at)
      tell({ messageId: m.id, receipt: 'opened', channel: 'inbox' }).then(() => queries.invalidateQueries())
    navigate(pathOf(m))
  }
  if (pages.isPending) return <Loading />
  const items = pages.data?.pages.flatMap((p) => p.items) ?? []
  const told = (m: Message) => t(wordOf(m.kind), { when: moment(m.expires_at, i18n.language) })
  const said = items.length > 0 ? items.slice(0, MAX_SAID).map(told).join(' ') : t('messages:empty')
  return (
    <Screen title={t('messages:title')} say={`${t('messages:title')} ${said}`} onBack={() => navigate('/')}>
      <Unloaded error={pages.error} onRetry={() => pages.refetch()} />
      {!pages.error && items.length === 0 && <p>{t('messages:empty')}</p>}
      <ul className="list">
        {items.map((m) => (
          <li key={m.id}>
            <button type="button" className="item" onClick={() => open(m)}>
              <span>
                {told(m)} <span className="muted">{moment(m.created_at, i18n.language)}</span>
              </span>
              {!m.opened_at && <span className="status">{t('messages:unread')}</span>}
            </button>
          </li>
        ))}
      </ul>
      {pages.hasNextPage && (
        <BigButton quiet onClick={() => pages.fetchNextPage()}>
          {t('messages:more')}
        </BigButton>
      )}
    </Screen>
  )
}
