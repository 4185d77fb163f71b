// Receipts of notices: sent at once, or kept until the app is open again.
import { accessToken } from './auth'
import { keep, recall } from './vault'

export interface Receipt {
  messageId: string
  receipt: 'delivered' | 'shown' | 'opened'
  channel: 'inbox' | 'webpush'
}

/** More than this is not kept. */
const MAX_KEPT = 200

async function post(r: Receipt): Promise<void> {
  const answer = await fetch(`/v1/messages/${r.messageId}/receipts`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${await accessToken()}` },
    body: JSON.stringify({ receipt: r.receipt, channel: r.channel }),
  })
  if (answer.status >= 500 || answer.status === 401 || answer.status === 429)
    throw new Error(`receipt: ${answer.status}`)
}

async function change(edit: (kept: Receipt[]) => Receipt[]) {
  await navigator.locks.request('diandao.receipts', async () =>
    keep('receipts', edit((await recall<Receipt[]>('receipts')) ?? [])),
  )
}

/** Tells the server, now or later. */
export async function tell(r: Receipt): Promise<void> {
  try {
    await post(r)
  } catch {
    await change((kept) => [...kept, r].slice(-MAX_KEPT))
  }
}

/** Sends the receipts that could not be sent before. */
export async function flushReceipts(): Promise<void> {
  const kept = (await recall<Receipt[]>('receipts')) ?? []
  for (const r of kept) {
    await post(r) // a network that is gone again ends it here; the rest stays
    await change((all) => all.filter((o) => o.messageId !== r.messageId || o.receipt !== r.receipt))
  }
}
