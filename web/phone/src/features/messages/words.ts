import type { Message } from '../../lib/api'

const words = {
  checkin_open: 'messages:checkin_open',
  checkin_reminder: 'messages:checkin_reminder',
  checkin_decided: 'messages:checkin_decided',
  rollcall_ring: 'messages:rollcall_ring',
  leave_decided: 'messages:leave_decided',
  appeal_decided: 'messages:appeal_decided',
  sanction_decided: 'messages:sanction_decided',
  window_extended: 'messages:window_extended',
  rollcall_planned: 'messages:rollcall_planned',
  rollcall_recall: 'messages:rollcall_recall',
  rollcall_cancelled: 'messages:rollcall_cancelled',
} as const

/** The key of a message's sentence; kinds that this version does not know have a general one. */
export const wordOf = (kind: string) => words[kind as keyof typeof words] ?? 'messages:other'

/** Whether a notice waits to be opened, as Today counts it: what has passed by need not be read any more. */
export const isUnread = (m: Pick<Message, 'opened_at' | 'expires_at'>, now: Date) =>
  !m.opened_at && new Date(m.expires_at) > now

/** Where a message leads. */
export function pathOf(m: Pick<Message, 'kind' | 'subject_id'>): string {
  switch (m.kind) {
    case 'checkin_open':
    case 'checkin_reminder':
    case 'window_extended':
      return `/checkin/${m.subject_id}`
    case 'checkin_decided':
      return `/result/${m.subject_id}`
    case 'appeal_decided':
      return '/appeals'
    case 'sanction_decided':
      return '/record'
    case 'leave_decided':
      return '/leave'
    case 'rollcall_ring':
    case 'rollcall_recall':
      return `/rollcall/${m.subject_id}`
    default:
      return '/'
  }
}
