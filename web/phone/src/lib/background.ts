// What the service worker does when the browser wakes it because there is a network.
import { account } from './auth'
import { recallOffset } from './clock'
import * as outbox from './outbox'
import * as queue from './queue'

/**
 * Sends what waits, in the order in which the app does: check-ins, then the other writes. `onAnswered` hears it when the
 * server has answered something. It rejects while something waits still, so that the browser wakes the worker again.
 */
export async function sendWaiting(onAnswered: () => Promise<void>): Promise<void> {
  if (!(await account())) return // nobody is signed in, and nothing may go
  await recallOffset()
  const answered = (await queue.flushUnseen()) + (await outbox.flush())
  if (answered > 0) await onAnswered()
  const left = [...(await queue.list()), ...(await outbox.list())].filter((w) => !w.refused)
  if (left.length > 0) throw new Error(`${left.length} wait still`)
}
