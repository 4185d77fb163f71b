import { Outlet } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useSession } from '../lib/session'
import { useSingleKeys } from '../lib/singleKeys'

/** Every screen behind the login. Hints of keys that are switched off are not shown (base.css). */
export function SignedIn() {
  const { session } = useSession()
  const on = useSingleKeys(session?.member.id)
  useEffect(() => {
    document.documentElement.dataset.keys = on ? 'on' : 'off'
  }, [on])
  return <Outlet />
}
