import { useQueryClient } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { App } from 'antd'
import { createContext, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sentence } from '../../../shared/api/problem'
import { useSession } from '../lib/session'
import { useSingleKeys } from '../lib/singleKeys'
import { isRefusal, type Left, LeftContext } from '../lib/write'
import { listen } from './live'

/** Whether the server's hints arrive. */
export const HintsContext = createContext(true)

/** Says how a write ended whose form is gone. */
function useLeft(): Left {
  const { t, i18n } = useTranslation('common')
  const { message } = App.useApp()
  return useMemo(() => {
    const warn = (content: string) => message.warning({ content, duration: 10 })
    return {
      done: () => message.info(t('left_done')),
      failed: (error) =>
        warn(isRefusal(error) ? t('left_failed', { why: sentence(i18n, error) }) : t('left_unanswered')),
    }
  }, [t, i18n, message])
}

/** Every screen behind the login, the running roll call too. Hints of keys that are switched off are not shown (base.css). */
export function SignedIn() {
  const queries = useQueryClient()
  const { session } = useSession()
  const [up, setUp] = useState(true)
  const left = useLeft()
  const on = useSingleKeys(session?.member.id)
  const mayListen = session?.must_change_password === false
  useEffect(() => {
    document.documentElement.dataset.keys = on ? 'on' : 'off'
  }, [on])
  useEffect(() => (mayListen ? listen(queries, setUp) : undefined), [queries, mayListen])
  return (
    <HintsContext value={up}>
      <LeftContext value={left}>
        <Outlet />
      </LeftContext>
    </HintsContext>
  )
}
