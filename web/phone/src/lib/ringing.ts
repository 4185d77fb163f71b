// Notices that ring. A push says nothing but an id, so the worker asks what it is about.
import { accessToken, acting } from './auth'

/** Longer than this a notice does not wait to know whether it rings. */
const PATIENCE_MS = 3000
/** Longer than this nobody rings after a notice that was shown: a browser does not let its worker wait for ever. */
const CORRECTION_MS = 30_000

/** The kind of a message; empty when it cannot be known. */
export const kindOf = (messageId: string): Promise<string> =>
  messageId ? ask(messageId).catch(() => '') : Promise.resolve('')

const within = (ms: number, kind: Promise<string>) =>
  Promise.race([kind, new Promise<string>((resolve) => setTimeout(() => resolve(''), ms))])

/**
 * Shows a notice in time, plainly where its kind is not known by then. Where it turns out to ring after all the answer
 * shows it once more, as a ring.
 */
export async function showInTime(kind: Promise<string>, show: (rings: boolean) => Promise<void>) {
  const rings = isRing(await within(PATIENCE_MS, kind))
  await show(rings)
  return async () => {
    if (!rings && isRing(await within(CORRECTION_MS, kind))) await show(true)
  }
}

async function ask(messageId: string): Promise<string> {
  const { deviceId } = await acting()
  const answer = await fetch(`/v1/messages/${messageId}`, {
    headers: { Authorization: `Bearer ${await accessToken(deviceId)}` },
  })
  return answer.ok ? ((await answer.json()) as { kind: string }).kind : ''
}

const isRing = (kind: string) => kind === 'rollcall_ring' || kind === 'rollcall_recall'

/** How a notice rings: it shakes the phone, stays until it is answered, and another ring takes its place and is heard. */
export const likeACall = {
  tag: 'ring',
  renotify: true,
  requireInteraction: true,
  vibrate: [600, 400, 600, 1400, 600, 400, 600, 1400, 600, 400, 600],
} as const
