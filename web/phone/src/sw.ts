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
import { isRing, kindOf, likeACall } from './lib/ringing'
import { SENT, SYNC_TAG } from './lib/sync'

declare const self: ServiceWorkerGlobalScope

precacheAndRoute(self.__WB_MANIFEST)
cleanupOutdatedCaches()
registerRoute(new NavigationRoute(createHandlerBoundToURL('/phone/index.html'), { allowlist: [/^\/phone\//] }))

self.addEventListener('message', (e) => {
  if (e.data?.type === 'SKIP_WAITING') self.skipWaiting()
})

async function onPush(messageId: string) {
  const words = navigator.language.startsWith('zh') ? zh : en
  const receipt = { messageId, channel: 'webpush' } as const
  await self.registration.showNotification(words.title, {
    body: words.body,
    tag: messageId || 'notice',
    icon: '/phone/icon-192.png',
    badge: '/phone/icon-192.png',
    data: { messageId },
    ...(isRing(await kindOf(messageId)) ? likeACall : {}),
  })
  if (!messageId) return
  await tell({ ...receipt, receipt: 'delivered' })
  await tell({ ...receipt, receipt: 'shown' })
}

self.addEventListener('push', (e) => e.waitUntil(onPush(messageIdOf(e.data?.text()))))

async function onClick(messageId: string) {
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
