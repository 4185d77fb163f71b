// Background Sync: the browser wakes the service worker once there is a network, also after the app was closed. Where a
// browser has none (Firefox, Safari) what waits goes when the app is open.

/** What waits, as the browser knows it. */
export const SYNC_TAG = 'diandao.waiting'
/** What the worker tells open pages once the server has answered something that waited. */
export const SENT = 'SENT'

interface Syncing {
  sync?: { register(tag: string): Promise<void> }
}

/** Asks the browser to wake the worker when there is a network; it may have no such thing, or not allow it. */
export async function askForSync(): Promise<void> {
  try {
    const registration = (await navigator.serviceWorker?.getRegistration('/phone/')) as Syncing | undefined
    await registration?.sync?.register(SYNC_TAG)
  } catch {
    // not allowed here: what waits goes when the app is open
  }
}
