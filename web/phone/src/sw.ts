// The service worker: the shell without a network, notices that say nothing personal, and what waits for the network
// when the app is closed.
/// <reference lib="webworker" />
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import en from './i18n/en/notice.json'
import zh from './i18n/zh-CN/notice.json'
import { sendWaiting } from './lib/background'
import { messageIdOf } from './lib/notice'
import { tell } from './lib/receipts'
import { kindOf, likeACall, showInTime } from './lib/ringing'
import { SENT, SYNC_TAG } from './lib/sync'

declare const self: ServiceWorkerGlobalScope

precacheAndRoute(self.__WB_MANIFEST)
cleanupOutdatedCaches()
registerRoute(new NavigationRoute(createHandlerBoundToURL('/phone/index.html'), { allowlist: [/^\/phone\//] }))

self.addEventListener('message', (e) => {
  if (e.data?.type === 'SKIP_WAITING') self.skipWaiting()
})

/** Notices that were opened since they were pushed: what turns out to be a ring then rings no more. */
const opened = new Set<string>()

async function show(messageId: string, rings: boolean) {
  if (opened.has(messageId)) return
  const words = navigator.language.startsWith('zh') ? zh : en
  await self.registration.showNotification(words.title, {
    body: words.body,
    tag: messageId || 'notice',
    icon: '/phone/icon-192.png',
    badge: '/phone/icon-192.png',
    data: { messageId },
    ...(rings ? likeACall : {}),
  })
  // a ring has a place of its own: what was shown before it was known to be one goes
  if (rings) for (const plain of await self.registration.getNotifications({ tag: messageId })) plain.close()
}

async function tellShown(messageId: string) {
  if (!messageId) return
  const receipt = { messageId, channel: 'webpush' } as const
  await tell({ ...receipt, receipt: 'delivered' })
  await tell({ ...receipt, receipt: 'shown' })
}

async function onPush(messageId: string) {
  opened.delete(messageId) // it is told once more
  const correct = await showInTime(kindOf(messageId), (rings) => show(messageId, rings))
  await Promise.all([tellShown(messageId), correct()])
}

self.addEventListener('push', (e) => e.waitUntil(onPush(messageIdOf(e.data?.text()))))

async function onClick(messageId: string) {
  if (messageId) opened.add(messageId)
  const url = messageId ? `/phone/#/open/${messageId}` : '/phone/'
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const open = windows.find((w) => new URL(w.url).pathname.startsWith('/phone/'))
  if (open) {
    await open.focus()
    await open.navigate(url)
  } else await self.clients.openWindow(url)
  if (messageId) await tell({ messageId, channel: 'webpush', receipt: 'opened' })
}

self.addEventListener('notificationclick', (e) => {
  e.notification.close()
  e.waitUntil(onClick(String(e.notification.data?.messageId ?? '')))
})

/** Of Background Sync, which TypeScript does not know. */
interface SyncEvent extends ExtendableEvent {
  tag: string
}

async function tellPages() {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  for (const page of pages) page.postMessage({ type: SENT })
}

self.addEventListener('sync', (e) => {
  const { tag } = e as SyncEvent
  if (tag === SYNC_TAG) (e as SyncEvent).waitUntil(sendWaiting(tellPages))
})
