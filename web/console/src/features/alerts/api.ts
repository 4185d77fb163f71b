import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import type { Schemas } from '../../lib/types'
import type { Search } from '../../lib/url'

export type Alert = Schemas['Alert']

export const states: Alert['state'][] = ['open', 'acknowledged', 'resolved']
export const severities: Alert['severity'][] = ['critical', 'warning', 'info']
export const kinds: Alert['kind'][] = [
  'checkin_missed',
  'checkin_not_reached',
  'rollcall_absent',
  'rollcall_not_reached',
  'help_asked',
  'token_reused',
  'lost_contact',
  'call_person',
  'pattern_seen',
  'leave_overdue',
  'appeal_overdue',
  'rollcall_phone',
]
const waits = ['overdue', 'passed_up', 'unresolved'] as const

/** Reads a page of alerts; the filters come from the address. */
export const listAlerts = (search: Search) => (cursor: string | undefined) =>
  body(
    api.GET('/console/v1/alerts', {
      params: {
        query: {
          cursor,
          state: states.find((s) => s === search.status),
          kind: kinds.find((k) => k === search.kind),
          severity: severities.find((s) => s === search.severity),
          waited: waits.find((w) => w === search.waited),
          unit_id: search.unit,
          person_id: search.person,
          from: search.from,
          to: search.to,
        },
      },
    }),
  )
