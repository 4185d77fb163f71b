// Pure rules of the running view: order, groups, pages, and what closing will do.

import type { components } from '../../../../shared/signalling/messages'
import type { Outcome } from '../../../../shared/tokens/status'

export type Invitee = components['schemas']['Invitee']
/** What the rules here need to know besides the invitee. */
export interface Standing {
  invitee: Invitee
  calls: number
  answer: '' | 'seen' | 'none'
  handAt: string | null
}
export type Group = 'to_confirm' | 'unanswered' | 'on_line' | 'coming' | 'not_reached' | 'marked'
export const groups: readonly Group[] = ['to_confirm', 'unanswered', 'on_line', 'coming', 'not_reached', 'marked']
/** How many times the server calls a name by itself. */
export const rounds = 2

/** Whether the person's picture and sound arrive. */
export const isOnLine = (i: Invitee) => i.presence === 'on_line' || i.presence === 'called'

/** Where a person stands on the line; who has answered the ring with a no was reached by it. */
export const presenceOf = (i: Invitee, hasDeclined: boolean) =>
  hasDeclined && i.presence === 'invited' ? 'reached' : i.presence

/** Where the list shows a person. */
export function groupOf({ invitee: i, answer, calls }: Standing, hasDeclined = false): Group {
  if (i.mark) return 'marked'
  if (answer === 'seen') return 'to_confirm'
  if (answer === 'none' || (calls > 0 && i.presence !== 'called')) return 'unanswered'
  if (isOnLine(i)) return 'on_line'
  return presenceOf(i, hasDeclined) === 'invited' ? 'not_reached' : 'coming'
}

/** Whom the server will call next, to tell it beforehand: on line, unmarked, called the fewest times, in the order of calling. */
export function nextToCall(all: Standing[]): Invitee | undefined {
  return all
    .filter((s) => s.invitee.presence === 'on_line' && !s.invitee.mark && s.calls < rounds && s.answer !== 'seen')
    .sort((a, b) => a.calls - b.calls || a.invitee.seq - b.invitee.seq)[0]?.invitee
}

/** Whose hands are up, the first who raised it first. */
export function hands<T extends Standing>(all: T[]): T[] {
  return all.filter((s) => s.handAt).sort((a, b) => Date.parse(a.handAt as string) - Date.parse(b.handAt as string))
}

/** Whose phones may be rung again: not on line and not settled. */
export const mayRecall = (i: Invitee) => !i.mark && !isOnLine(i)

/** What was seen of a person that somebody has to look at, each once; nothing while all of it is settled. */
export function asking(i: Pick<Invitee, 'findings' | 'proposal'>): string[] {
  if (!i.proposal) return []
  return [...new Set((i.findings ?? []).filter((f) => f.weight === 'asks').map((f) => f.code))]
}

/** What was seen, what asks for a look first; of what was seen at several calls the newest. */
export function lastSeen<F extends { code: string; evidence: string; weight: string; attempt: number }>(
  findings: F[],
): F[] {
  const newest = new Map<string, F>()
  for (const f of findings) {
    const key = [f.code, ...personsOf(f.evidence)].join()
    if (f.attempt >= (newest.get(key)?.attempt ?? 0)) newest.set(key, f)
  }
  return [...newest.values()].sort((a, b) => Number(b.weight === 'asks') - Number(a.weight === 'asks'))
}

/** The persons that a finding rests on. */
export const personsOf = (evidence: string): string[] =>
  evidence.startsWith('persons:') ? evidence.slice('persons:'.length).split(',') : []

/** What closing makes of a person who was not marked (the server decides; this tells it beforehand). */
export function atClosing(i: Invitee, hasDeclined: boolean): Outcome {
  if (i.mark) return i.mark as Outcome
  if (i.on_line_at || hasDeclined) return 'review'
  return i.presence === 'invited' ? 'not_reached' : 'absent'
}

/** How many tiles fit: few and large in a small window, at most 20. */
export function tilesFor(width: number, height: number): { columns: number; rows: number } {
  const fit = (length: number, least: number, most: number) => Math.max(1, Math.min(most, Math.floor(length / least)))
  return { columns: fit(width, 140, 5), rows: fit(height, 132, 4) }
}

/** One page of the order; nobody ever moves to another page by what happens. */
export function page<T>(all: T[], size: number, number: number): { items: T[]; number: number; count: number } {
  const count = Math.max(1, Math.ceil(all.length / size))
  const n = Math.max(0, Math.min(count - 1, number))
  return { items: all.slice(n * size, (n + 1) * size), number: n, count }
}
