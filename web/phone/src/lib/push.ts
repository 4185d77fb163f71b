// Notices over Web Push, once the person has said yes.
import { body } from '@diandao/shared/api/client'
import { apiOf, keyed } from './api'
import { acting } from './auth'
import { newId, toBase64url } from './keys'
import { deviceFacts } from './timetoken'
import { keepOf, recall } from './vault'

export type PushState = 'unsupported' | 'off' | 'on' | 'denied'

/** Whether this browser shows notices of ours: it has an address, and the server was told it. */
export async function pushState(): Promise<PushState> {
  if (!('serviceWorker' in navigator) || !('PushManager' in window)) return 'unsupported'
  if (Notification.permission === 'denied') return 'denied'
  const registration = await navigator.serviceWorker.getRegistration()
  const s = await registration?.pushManager.getSubscription()
  if (!s) return 'off'
  const told = await recall<string>('push') // nothing on phones that had said yes before this was kept
  return told === undefined || told === s.endpoint ? 'on' : 'off'
}

/** What the phone says of itself with each question, so that a silence can be explained; nothing if it can't tell. */
export async function phoneSays(): Promise<{ battery_pct?: number; notices?: PushState }> {
  const [{ battery_pct }, notices] = await Promise.all([deviceFacts(), pushState().catch(() => undefined)])
  return { battery_pct, notices }
}

/** Asks for permission and tells the server where to send notices. */
export async function subscribe(): Promise<PushState> {
  if ((await Notification.requestPermission()) !== 'granted') return 'denied'
  const { deviceId } = await acting()
  const api = apiOf(() => deviceId)
  const config = await body(api.GET('/v1/push/config'))
  if (!config.vapid_public_key) return 'unsupported'
  const registration = await navigator.serviceWorker.ready
  await keepOf(deviceId, 'push', '') // until the server has answered, it is not known to know
  const s = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: config.vapid_public_key,
  })
  const key = (name: PushEncryptionKeyName) => toBase64url(new Uint8Array(s.getKey(name) ?? new ArrayBuffer(0)))
  await api.POST('/v1/push/subscriptions', {
    body: { channel: 'webpush', endpoint: s.endpoint, p256dh: key('p256dh'), auth: key('auth') },
    ...keyed(newId()), // the same address again is the same subscription
  })
  await keepOf(deviceId, 'push', s.endpoint)
  return 'on'
}
