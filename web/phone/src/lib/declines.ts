// Why a person cannot take part in a roll call right now, in the words of the phone.
import type { Schemas } from './api'

export type DeclineReason = Schemas['Decline']['reason']

export const declineWords = {
  at_work: 'common:decline_at_work',
  driving: 'common:decline_driving',
  unwell: 'common:decline_unwell',
  caring: 'common:decline_caring',
  poor_network: 'common:decline_poor_network',
  other: 'common:decline_else',
} as const satisfies Record<DeclineReason, string>

/** In the order in which they are offered. */
export const declineReasons = Object.keys(declineWords) as DeclineReason[]
