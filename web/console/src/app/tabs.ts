// What happens here when something has happened in another tab of the same browser.
import type { QueryClient } from '@tanstack/react-query'
import type { i18n } from 'i18next'
import { useEffect } from 'react'
import { type Language, switchLanguage } from '../../../shared/i18n/init'
import { loadEnglish } from '../i18n'
import { safeReturn } from '../lib/back'
import type { HeldWrites } from '../lib/held'
import { askSession, forgetSession, keepSession, lastSession, sessionQuery } from '../lib/session'
import { announce, hearTabs, type News } from '../lib/tabs'
import type { makeRouter } from './router'

interface Parts {
  queries: QueryClient
  router: ReturnType<typeof makeRouter>
  i18n: i18n
  held: HeldWrites
  /** Somebody has signed in again: the dialog for it is not needed any more. */
  onBack: () => void
}

const isLogin = (router: Parts['router']) => router.state.location.pathname.endsWith('/login')

/** After signing in again: fetches anew what may have changed or could not be had; looks at pictures stay as they are. */
export function refresh(queries: QueryClient) {
  queries.invalidateQueries({
    predicate: ({ queryKey: [word], state }) =>
      word !== 'session' && (state.status === 'error' || !['look', 'picture'].includes(String(word))),
  })
}

async function signedIn({ queries, router, held, onBack }: Parts) {
  const session = await askSession().catch(() => null)
  if (!session) return
  const before = lastSession()
  if (isLogin(router)) window.location.assign(safeReturn((router.state.location.search as { to?: string }).to))
  else if (before?.member.id === session.member.id) {
    queries.setQueryData(sessionQuery.queryKey, keepSession(session))
    onBack()
    refresh(queries)
  } else {
    held.clear()
    forgetSession()
    window.location.assign('/console/') // nothing of somebody else's screen stays
  }
}

function signedOut({ queries, router, held, onBack }: Parts) {
  held.clear()
  forgetSession()
  onBack()
  queries.clear()
  queries.setQueryData(sessionQuery.queryKey, null)
  if (!isLogin(router)) router.navigate({ to: '/login', search: {} })
}

function act(news: News, parts: Parts) {
  switch (news.kind) {
    case 'signed-in':
      return void signedIn(parts)
    case 'signed-out':
      return signedOut(parts)
    case 'language':
      if (parts.i18n.language !== news.to) switchLanguage(parts.i18n, news.to, loadEnglish)
      return
    case 'decided':
      for (const word of ['desk', 'checkin', 'claim']) parts.queries.invalidateQueries({ queryKey: [word] })
  }
}

/** Keeps this tab in agreement with the others. */
export function useTabs(parts: Parts) {
  const { queries, router, i18n, held, onBack } = parts
  useEffect(
    () => hearTabs((news) => act(news, { queries, router, i18n, held, onBack })),
    [queries, router, i18n, held, onBack],
  )
  useEffect(() => {
    const tell = (to: string) => announce({ kind: 'language', to: to as Language })
    i18n.on('languageChanged', tell)
    return () => i18n.off('languageChanged', tell)
  }, [i18n])
}
