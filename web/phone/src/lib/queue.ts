// Sealed check-ins that wait for the network. A check-in is put here before it is sent, so nothing is lost with the page.
import { ApiProblem } from '@diandao/shared/api/problem'
import Dexie, { type EntityTable } from 'dexie'
import type { Submitted } from './api'
import { account } from './auth'
import { serverNow } from './clock'
import { resign, type Sealed } from './seal'
import { send } from './send'

export interface Waiting extends Sealed {
  title: string
  /** When it was sealed, by the server's clock. */
  sealedAt: string
  /** Why the server does not take it, once it has said so. */
  refused?: string
}

const db = new Dexie('diandao-queue') as Dexie & { waiting: EntityTable<Waiting, 'id'> }
db.version(1).stores({ waiting: 'id, sealedAt' })

/** Puts a check-in on the disk. */
export async function put(w: Waiting): Promise<void> {
  await db.waiting.put(w)
}

/** All that waits, oldest first. */
export function list(): Promise<Waiting[]> {
  return db.waiting.orderBy('sealedAt').toArray()
}

/** Forgets one that the server refused and the person has seen. */
export async function drop(id: string): Promise<void> {
  await db.waiting.delete(id)
}

/** Codes after which another try may do. */
function mayRetry(problem: ApiProblem): boolean {
  const { status } = problem.problem
  return status === 0 || status === 401 || status === 408 || status === 429 || status >= 500
}

/** What became of one that was tried. */
export type Tried = { done: Submitted } | { waits: true } | { refused: string }

/** Tries one: it leaves the queue when the server has it, stays when the network failed, and is marked when refused. */
export async function attempt(w: Waiting, onProgress?: (part: number) => void): Promise<Tried> {
  try {
    const done = await sendOrResign(w, onProgress)
    await db.waiting.delete(w.id)
    return { done }
  } catch (e) {
    if (!(e instanceof ApiProblem) || mayRetry(e)) return { waits: true }
    await db.waiting.put({ ...w, refused: e.problem.code })
    return { refused: e.problem.code }
  }
}

/** Reasons for which a check-in is signed anew, to count when it arrives. */
const untimely = ['checkin.clock_skewed', 'checkin.time_token_invalid']

/** A check-in whose time the server cannot confirm is signed anew; it keeps its id and its location. */
async function sendOrResign(w: Waiting, onProgress?: (part: number) => void): Promise<Submitted> {
  try {
    return await send(w, onProgress)
  } catch (e) {
    if (!(e instanceof ApiProblem) || !untimely.includes(e.problem.code)) throw e
    const a = await account()
    if (!a) throw e
    const again = { ...w, ...(await resign(a, w, serverNow())) }
    await db.waiting.put(again)
    return send(again, onProgress)
  }
}

/** Sends what waits, oldest first, one at a time and in one tab only. It stops at the first that stays. */
export async function flush(): Promise<Submitted[]> {
  return navigator.locks.request('diandao.queue', async () => {
    const done: Submitted[] = []
    for (const w of await list()) {
      if (w.refused) continue
      const tried = await attempt(w)
      if ('waits' in tried) break
      if ('done' in tried) done.push(tried.done)
    }
    return done
  })
}
