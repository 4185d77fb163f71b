// Notices over Web Push, once the person has said yes.
import { body } from '@diandao/shared/api/client'
import { api, keyed } from './api'
import { newId, toBase64url } from './keys'
import { deviceFacts } from './timetoken'

export type PushState = 'unsupported' | 'off' | 'on' | 'denied'

/** Whether this browser shows notices of ours. */
export async function pushState(): Promise<PushState> {
  if (!('serviceWorker' in navigator) || !('PushManager' in window)) return 'unsupported'
  if (Notification.permission === 'denied') return 'denied'
  const registration = await navigator.serviceWorker.getRegistration()
  return (await registration?.pushManager.getSubscription()) ? 'on' : 'off'
}

/** What the phone says of itself with each question, so that a silence can be explained; nothing if it can't tell. */
export async function phoneSays(): Promise<{ battery_pct?: number; notices?: PushState }> {
  const [{ battery_pct }, notices] = await Promise.all([deviceFacts(), pushState().catch(() => undefined)])
  return { battery_pct, notices }
}

/** Asks for permission and tells the server where to send notices. */
export async function subscribe(): Promise<PushState> {
  if ((await Notification.requestPermission()) !== 'granted') return 'denied'
  const config = await body(api.GET('/v1/push/config'))
  if (!config.vapid_public_key) return 'unsupported'
  const registration = await navigator.serviceWorker.ready
  const s = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: config.vapid_public_key,
  })
  const key = (name: PushEncryptionKeyName) => toBase64url(new Uint8Array(s.getKey(name) ?? new ArrayBuffer(0)))
  await api.POST('/v1/push/subscriptions', {
    body: { channel: 'webpush', endpoint: s.endpoint, p256dh: key('p256dh'), auth: key('auth') },
    ...keyed(newId()),
  })
  return 'on'
}
