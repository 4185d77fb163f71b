// Receipts of notices: sent at once, or kept until the app is open again.
import { accessToken, acting } from './auth'
import { change, recall } from './vault'

export interface Receipt {
  messageId: string
  receipt: 'delivered' | 'shown' | 'opened'
  channel: 'inbox' | 'webpush'
}

interface Kept extends Receipt {
  /** Who had the notice; not known of those kept by an older version. */
  personId?: string
}

/** More than this is not kept. */
const MAX_KEPT = 200

async function post(r: Receipt, of: string): Promise<void> {
  const answer = await fetch(`/v1/messages/${r.messageId}/receipts`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${await accessToken(of)}` },
    body: JSON.stringify({ receipt: r.receipt, channel: r.channel }),
  })
  if (answer.status >= 500 || answer.status === 401 || answer.status === 429)
    throw new Error(`receipt: ${answer.status}`)
}

const edit = (to: (kept: Kept[]) => Kept[]) =>
  change(['receipts'], ({ receipts }) => ({ receipts: to((receipts as Kept[] | undefined) ?? []) }))

/** Tells the server, now or later, as the person who has the phone now; nothing when nobody has. */
export async function tell(r: Receipt): Promise<void> {
  const a = await acting().catch(() => null)
  if (!a) return
  try {
    await post(r, a.deviceId)
  } catch {
    await edit((kept) => [...kept, { ...r, personId: a.personId }].slice(-MAX_KEPT))
  }
}

/** Sends the receipts of this person that could not be sent before. */
export async function flushReceipts(): Promise<void> {
  const { deviceId, personId } = await acting()
  const kept = (await recall<Kept[]>('receipts')) ?? []
  for (const r of kept.filter((k) => k.personId === undefined || k.personId === personId)) {
    await post(r, deviceId) // a network that is gone again ends it here; the rest stays
    await edit((all) => all.filter((o) => o.messageId !== r.messageId || o.receipt !== r.receipt))
  }
}
