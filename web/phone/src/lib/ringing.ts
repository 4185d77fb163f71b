// Notices that ring. A push says nothing but an id, so the worker asks what it is about.
import { accessToken } from './auth'

/** Longer than this a notice does not wait to know whether it rings. */
const PATIENCE_MS = 3000

/** The kind of a message; empty when it cannot be known in time. */
export async function kindOf(messageId: string): Promise<string> {
  if (!messageId) return ''
  const late = new Promise<string>((resolve) => setTimeout(() => resolve(''), PATIENCE_MS))
  return Promise.race([ask(messageId).catch(() => ''), late])
}

async function ask(messageId: string): Promise<string> {
  const answer = await fetch(`/v1/messages/${messageId}`, {
    headers: { Authorization: `Bearer ${await accessToken()}` },
  })
  return answer.ok ? ((await answer.json()) as { kind: string }).kind : ''
}

export const isRing = (kind: string) => kind === 'rollcall_ring' || kind === 'rollcall_recall'

/** How a notice rings: it shakes the phone, stays until it is answered, and another ring takes its place and is heard. */
export const likeACall = {
  tag: 'ring',
  renotify: true,
  requireInteraction: true,
  vibrate: [600, 400, 600, 1400, 600, 400, 600, 1400, 600, 400, 600],
} as const
