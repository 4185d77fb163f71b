// Writes that wait for the network, other than check-ins: an appeal, an application for leave, a return, an answer to the
// privacy policy, why a roll call is not possible now. Each is put here before it is sent, under the key by which the server knows a second try, so nothing is lost and nothing doubled.
import { ApiProblem } from '@diandao/shared/api/problem'
import Dexie, { type EntityTable } from 'dexie'
import { apiOf, keyed } from './api'
import { type Account, account, acting } from './auth'
import { serverNow } from './clock'
import { formWith, type Paper } from './paper'
import { askForSync } from './sync'

export type ActKind = 'appeal' | 'appeal_withdraw' | 'leave' | 'leave_withdraw' | 'leave_return' | 'policy' | 'decline'

/** What is to be written. */
export interface Draft {
  kind: ActKind
  path: string
  /** The id of what it is about: the check-in appealed, the leave withdrawn. */
  subject: string
  body?: object
  /** Sent as a form: the record's part, the files' part and the files. */
  files?: { record: string; part: string; papers: Paper[] }
}

export interface Act extends Draft {
  /** The idempotency key. */
  id: string
  /** Whose it is: another account on this phone doesn't send it. */
  personId: string
  /** When it was kept, by the server's clock. */
  keptAt: string
  /** Why the server does not take it, once it has said so. */
  refused?: string
}

/** What became of one that was tried. */
export type Tried = 'done' | 'waits' | { refused: string }

const TIMEOUT_MS = 60_000
const LOCK = 'diandao.outbox'
const db = new Dexie('diandao-outbox') as Dexie & { acts: EntityTable<Act, 'id'> }
db.version(1).stores({ acts: 'id, keptAt' })

/** Puts an act on the disk; settled once it is there. */
export async function put(id: string, draft: Draft): Promise<Act> {
  const a = await acting()
  const act = { ...draft, id, personId: a.personId, keptAt: serverNow().toISOString() }
  await db.acts.put(act)
  return act
}

/** All of this account that waits, oldest first. */
export const list = async (): Promise<Act[]> => listOf(await account())

async function listOf(a: Account | null): Promise<Act[]> {
  return (await db.acts.orderBy('keptAt').toArray()).filter((act) => act.personId === a?.personId)
}

/** Forgets one that the server refused and the person has seen. */
export const drop = (id: string): Promise<void> => db.acts.delete(id)

/** Whether another try may do; `in_progress` is the first try, still at work. */
function mayRetry({ problem: { status, code } }: ApiProblem): boolean {
  return [0, 401, 408, 429].includes(status) || status >= 500 || code === 'idempotency.in_progress'
}

/** Tries one, in one tab at a time: it leaves once the server has it, stays when the network failed. */
export function attempt(act: Act): Promise<Tried> {
  return navigator.locks.request(LOCK, async () => {
    askForSync() // the app may be closed before there is an answer
    const a = await account()
    return act.personId === a?.personId ? tryOne(act, a) : 'waits'
  })
}

async function tryOne(act: Act, a: Account): Promise<Tried> {
  try {
    await post(act, a)
    await db.acts.delete(act.id)
    return 'done'
  } catch (e) {
    if (!(e instanceof ApiProblem) || mayRetry(e)) return 'waits'
    await db.acts.put({ ...act, refused: e.problem.code })
    return { refused: e.problem.code }
  }
}

async function post(act: Act, a: Account): Promise<void> {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), TIMEOUT_MS)
  const body = act.files ? formWith(act.files.record, act.body ?? {}, act.files.part, act.files.papers) : act.body
  try {
    // the address and the body were made by the contract's types, where the act was written
    await apiOf(() => a.deviceId).POST(act.path as never, { body, signal: stop.signal, ...keyed(act.id) } as never)
  } finally {
    clearTimeout(timer)
  }
}

/** Sends what waits, oldest first; it stops at the first that stays. Tells how many the server answered. */
export function flush(): Promise<number> {
  return navigator.locks.request(LOCK, async () => {
    const a = await acting()
    let answered = 0
    for (const act of await listOf(a)) {
      if (act.refused) continue
      if ((await tryOne(act, a)) === 'waits') break
      answered++
    }
    return answered
  })
}
