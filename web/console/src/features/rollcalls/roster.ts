// Pure rules of the running view: order, groups, pages, and what closing will do.

import type { components } from '../../../../shared/signalling/messages'
import type { Outcome } from '../../../../shared/tokens/status'

export type Invitee = components['schemas']['Invitee']
export type Group = 'on_line' | 'coming' | 'not_reached' | 'marked'
export const groups: readonly Group[] = ['on_line', 'coming', 'not_reached', 'marked']

/** Whether the person's picture and sound arrive. */
export const isOnLine = (i: Invitee) => i.presence === 'on_line' || i.presence === 'called'

/** Where the list shows a person. */
export function groupOf(i: Invitee): Group {
  if (i.mark) return 'marked'
  if (isOnLine(i)) return 'on_line'
  return i.presence === 'invited' ? 'not_reached' : 'coming'
}

/** The next to be called after `current`: on line, not marked, in the order of calling, beginning anew at the end. */
export function nextToCall(all: Invitee[], current: string | null): Invitee | undefined {
  const waiting = all.filter((i) => isOnLine(i) && !i.mark && i.person_id !== current)
  const at = all.find((i) => i.person_id === current)?.seq ?? 0
  return waiting.find((i) => i.seq > at) ?? waiting[0]
}

/** What closing makes of a person who was not marked (the server decides; this tells it beforehand). */
export function atClosing(i: Invitee): Outcome {
  if (i.mark) return i.mark as Outcome
  if (i.on_line_at) return 'review'
  return i.presence === 'invited' ? 'not_reached' : 'absent'
}

/** How many tiles fit: few and large in a small window, at most 25. */
export function tilesFor(width: number, height: number): { columns: number; rows: number } {
  const fit = (length: number, least: number) => Math.max(1, Math.min(5, Math.floor(length / least)))
  return { columns: fit(width, 140), rows: fit(height, 132) }
}

/** One page of the order; nobody ever moves to another page by what happens. */
export function page<T>(all: T[], size: number, number: number): { items: T[]; number: number; count: number } {
  const count = Math.max(1, Math.ceil(all.length / size))
  const n = Math.max(0, Math.min(count - 1, number))
  return { items: all.slice(n * size, (n + 1) * size), number: n, count }
}
