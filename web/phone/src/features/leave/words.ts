import type { Leave } from '../../lib/api'

const statuses = {
  applied: 'leave:applied',
  approved: 'leave:approved',
  refused: 'leave:refused',
  withdrawn: 'leave:withdrawn',
  returned: 'leave:returned',
} as const

const levels = { station: 'leave:by_station', district: 'leave:by_district', city: 'leave:by_city' } as const

/** The keys of a leave's status and of who decides it. */
export const statusOf = (l: Pick<Leave, 'status'>) => statuses[l.status]
export const levelOf = (l: Pick<Leave, 'level'>) => levels[l.level]
