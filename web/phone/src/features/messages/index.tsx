import { body } from '@diandao/shared/api/client'
import { moment } from '@diandao/shared/i18n/format'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { api, type Message } from '../../lib/api'
import { serverNow } from '../../lib/clock'
import { usePages } from '../../lib/pages'
import { tell } from '../../lib/receipts'
import { Pages } from '../../ui/Pages'
import { Screen } from '../../ui/Screen'
import { isUnread, pathOf, wordOf } from './words'

/** How many of the newest are read aloud. */
const MAX_SAID = 3

const load = (cursor?: string) => body(api.GET('/v1/messages', { params: { query: { cursor } } }))

/** All notices, newest first. Opening one is told to the server. */
export default function Messages() {
  const { t, i18n } = useTranslation()
  const [, navigate] = useLocation()
  const queries = useQueryClient()
  const pages = usePages('messages', load)
  const open = async (m: Message) => {
    if (!m.opened_at)
      tell({ messageId: m.id, receipt: 'opened', channel: 'inbox' }).then(() => queries.invalidateQueries())
    navigate(pathOf(m))
  }
  const items = pages.items ?? []
  const told = (m: Message) => t(wordOf(m.kind), { when: moment(m.expires_at, i18n.language) })
  const said = items.length > 0 ? items.slice(0, MAX_SAID).map(told).join(' ') : t('messages:empty')
  return (
    <Screen title={t('messages:title')} say={`${t('messages:title')} ${said}`} onBack={() => navigate('/')}>
      <Pages
        pages={pages}
        testid="messages"
        empty={t('messages:empty')}
        row={(m) => (
          <li key={m.id}>
            <button type="button" className="item" onClick={() => open(m)}>
              <span>
                {told(m)} <span className="muted">{moment(m.created_at, i18n.language)}</span>
              </span>
              {isUnread(m, serverNow()) && <span className="status">{t('messages:unread')}</span>}
            </button>
          </li>
        )}
      />
    </Screen>
  )
}
