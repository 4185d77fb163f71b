import { useQueryClient } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { createContext, useEffect, useState } from 'react'
import { useSession } from '../lib/session'
import { useSingleKeys } from '../lib/singleKeys'
import { listen } from './live'

/** Whether the server's hints arrive. */
export const HintsContext = createContext(true)

/** Every screen behind the login, the running roll call too. Hints of keys that are switched off are not shown (base.css). */
export function SignedIn() {
  const queries = useQueryClient()
  const { session } = useSession()
  const [up, setUp] = useState(true)
  const on = useSingleKeys(session?.member.id)
  const mayListen = session?.must_change_password === false
  useEffect(() => {
    document.documentElement.dataset.keys = on ? 'on' : 'off'
  }, [on])
  useEffect(() => (mayListen ? listen(queries, setUp) : undefined), [queries, mayListen])
  return (
    <HintsContext value={up}>
      <Outlet />
    </HintsContext>
  )
}
