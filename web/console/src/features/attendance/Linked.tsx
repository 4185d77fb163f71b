// Figures of a ranking with the lists they count.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSession } from '../../lib/session'
import { Count } from '../../ui/Count'

/** How many persons are active at a unit. */
export function Persons({ unit, count }: { unit: string; count: number }) {
  return (
    <Link to="/persons" search={{ status: 'active', unit }}>
      <Count of={count} />
    </Link>
  )
}

/** Persons for each officer: opens the officers, for those who may see them. */
export function Officers({ unit, children }: { unit: string; children: ReactNode }) {
  const { may } = useSession()
  if (!may('staff.read')) return <>{children}</>
  return (
    <Link to="/admin/staff" search={{ role: 'officer', active: 'active', unit }}>
      {children}
    </Link>
  )
}
