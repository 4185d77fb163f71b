import type { ReactNode } from 'react'
import { useSession } from '../lib/session'
import { useSingleKeys } from '../lib/singleKeys'

/** Which keys a screen has; nothing for who has switched them off. */
export function KeyHints({ className, children }: { className?: string; children: ReactNode }) {
  const { session } = useSession()
  if (!useSingleKeys(session?.member.id)) return null
  return <footer className={className}>{children}</footer>
}
