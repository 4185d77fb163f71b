// How a person reaches the station: staff of the team who have a number, else the office, else whoever of the team has one.
import { body } from '@diandao/shared/api/client'
import { api, type MyTeam, type Station } from './api'
import { useKept } from './kept'

export type Contact =
  | { way: 'team' }
  | { way: 'office'; station: Station }
  /** Nobody can be rung; the station is known by name, or not at all. */
  | { way: 'none'; station?: Station }

/** My team and my station, fresh or as they were told last. */
export const useTeam = () => useKept('team', () => body(api.GET('/v1/team')))

/** Whom to ring of what is known; what an older version of this app has kept tells no station. */
export function contactOf(team: (Omit<MyTeam, 'station'> & { station?: Station }) | undefined): Contact {
  if (!team) return { way: 'none' }
  if (team.items.some((m) => m.phone && m.staff_role)) return { way: 'team' }
  const { station } = team
  if (station?.telephone) return { way: 'office', station }
  if (team.items.some((m) => m.phone)) return { way: 'team' }
  return station ? { way: 'none', station } : { way: 'none' }
}

/** Whom to ring; undefined until it is known. */
export function useContact(): Contact | undefined {
  const team = useTeam()
  return team.isPending ? undefined : contactOf(team.data?.data)
}

/** The address that dials a number. */
export const dial = (number: string) => `tel:${number.replaceAll(/[^\d+]/g, '')}`
