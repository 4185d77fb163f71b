import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { App as AntApp, ConfigProvider } from 'antd'
import type { Locale } from 'antd/es/locale'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import type { i18n } from 'i18next'
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { I18nextProvider } from 'react-i18next'
import { ApiProblem } from '../../../shared/api/problem'
import { login } from '../lib/api'
import { HeldContext, HeldWrites } from '../lib/held'
import { forgetSession, lastSession, SignOutContext, sessionQuery } from '../lib/session'
import { announce } from '../lib/tabs'
import { makeRouter } from './router'
import { StillIn, useSignOut } from './SignOut'
import { useTabs } from './tabs'
import { useTheme } from './theme'

const SignInAgain = lazy(() => import('./SignInAgain'))

function makeQueryClient() {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        networkMode: 'always', // without a network a screen says so, instead of waiting without a word
        refetchOnReconnect: true,
        retry: (count, error) =>
          navigator.onLine &&
          count < 2 &&
          (!(error instanceof ApiProblem) || error.problem.status === 0 || error.problem.status >= 500),
      },
      mutations: { networkMode: 'always' }, // without a network a form says so at once, and nothing is sent later by itself
    },
  })
}

/** A day of a calendar is read out as it is written elsewhere. */
function withDays(locale: Locale, fieldDateFormat: string): Locale {
  const days = locale.DatePicker
  return days ? { ...locale, DatePicker: { ...days, lang: { ...days.lang, fieldDateFormat } } } : locale
}

function useAntLocale(i18n: i18n): Locale {
  const [locale, setLocale] = useState<Locale>(zhCN)
  useEffect(() => {
    const follow = async (language: string) => {
      dayjs.locale(language === 'en' ? 'en' : 'zh-cn')
      setLocale(
        withDays(language === 'en' ? (await import('antd/locale/en_US')).default : zhCN, i18n.t('common:field.day')),
      )
    }
    follow(i18n.language)
    i18n.on('languageChanged', follow)
    return () => i18n.off('languageChanged', follow)
  }, [i18n])
  return locale
}

/** The console. */
export function App({ i18n }: { i18n: i18n }) {
  const [queries] = useState(makeQueryClient)
  const [router] = useState(() => makeRouter(queries))
  const [held] = useState(() => new HeldWrites())
  const locale = useAntLocale(i18n)
  const theme = useTheme()
  const [isExpired, setExpired] = useState(false)
  const leave = useCallback(() => {
    held.clear()
    forgetSession()
    announce({ kind: 'signed-out' })
    setExpired(false)
    queries.clear()
    queries.setQueryData(sessionQuery.queryKey, null)
    router.navigate({ to: '/login', search: {} })
  }, [held, queries, router])
  const { signOut, unanswered, stay } = useSignOut(held, leave)
  const onBack = useCallback(() => {
    setExpired(false)
    stay()
  }, [stay])
  useTabs({ queries, router, i18n, held, onBack })
  useEffect(() => {
    const leave = () => {
      login.isLeaving = true
      held.sendAll()
    }
    const stay = () => {
      login.isLeaving = false
    }
    window.addEventListener('pagehide', leave)
    window.addEventListener('pageshow', stay)
    return () => {
      window.removeEventListener('pagehide', leave)
      window.removeEventListener('pageshow', stay)
    }
  }, [held])
  useEffect(() => {
    login.onExpired = () => {
      if (router.state.location.pathname.endsWith('/login')) return
      if (unanswered) {
        stay()
        leave() // as was asked for
      } else if (lastSession()) setExpired(true)
      else router.navigate({ to: '/login', search: { to: router.state.location.href, expired: '1' } })
    }
  }, [router, unanswered, stay, leave])
  return (
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={queries}>
        <ConfigProvider theme={theme} locale={locale} button={{ autoInsertSpace: false }}>
          <AntApp>
            <HeldContext value={held}>
              <SignOutContext value={signOut}>
                <RouterProvider router={router} />
              </SignOutContext>
            </HeldContext>
            {unanswered ? <StillIn error={unanswered} onAgain={signOut} onStay={stay} /> : null}
            {isExpired ? (
              <Suspense>
                <SignInAgain onBack={onBack} onLeave={leave} />
              </Suspense>
            ) : null}
          </AntApp>
        </ConfigProvider>
      </QueryClientProvider>
    </I18nextProvider>
  )
}
