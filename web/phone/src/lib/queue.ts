// Sealed check-ins that wait for the network. A check-in is put here before it is sent, so nothing is lost with the page.
// One page or the service worker sends at a time.
import { ApiProblem } from '@diandao/shared/api/problem'
import Dexie, { type EntityTable } from 'dexie'
import type { Submitted, Today } from './api'
import { type Account, account } from './auth'
import { serverNow } from './clock'
import { resign, type Sealed } from './seal'
import { send } from './send'
import { askForSync } from './sync'
import { forget, keep, recall } from './vault'

export interface Waiting extends Sealed {
  title: string
  /** Whose it is; not known of those sealed by an older version. */
  personId?: string
  /** When it was sealed, by the server's clock. */
  sealedAt: string
  /** Why the server does not take it, once it has said so. */
  refused?: string
}

const LOCK = 'diandao.queue'
/** How many answers are kept that no page has seen. */
const MAX_ANSWERS = 40
const db = new Dexie('diandao-queue') as Dexie & { waiting: EntityTable<Waiting, 'id'> }
db.version(1).stores({ waiting: 'id, sealedAt' })
/** Whether this page has asked for what an earlier one has left. */
let isAskedAgain = false

/** Puts a check-in on the disk. */
export async function put(w: Waiting): Promise<void> {
  await db.waiting.put(w)
}

/** All that waits of the person who is signed in, oldest first. */
export async function list(): Promise<Waiting[]> {
  const a = await account()
  const all = await db.waiting.orderBy('sealedAt').toArray()
  return all.filter((w) => isOf(w, a))
}

/** One that waits. */
export const one = (id: string): Promise<Waiting | undefined> => db.waiting.get(id)

const isOf = (w: Waiting, a: Account | null) => w.personId === undefined || w.personId === a?.personId

/** Forgets what another person has left on this phone: no phone can hand it in any more. */
async function forgetOthers() {
  const a = await account()
  if (a) await db.waiting.filter((w) => !isOf(w, a)).delete()
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

/** What became of one that was tried; `gone` was sent by somebody else meanwhile. */
export type Tried = { done: Submitted } | { waits: true } | { refused: string } | { gone: true }

/** Tries one: it leaves the queue when the server has it, stays when the network failed, and is marked when refused. */
export function attempt(w: Waiting, onProgress?: (part: number) => void): Promise<Tried> {
  return navigator.locks.request(LOCK, async () => {
    askForSync() // the app may be closed before there is an answer
    const now = await db.waiting.get(w.id)
    if (!now) return { gone: true }
    return now.refused ? { refused: now.refused } : tryOne(now, onProgress)
  })
}

async function tryOne(w: Waiting, onProgress?: (part: number) => void): Promise<Exclude<Tried, { gone: true }>> {
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

/**
 * Sends what waits, oldest first; it stops at the first that stays. `onDone` hears each answer before the next is sent.
 * Tells how many the server answered.
 */
async function sendAll(onDone: (answer: Submitted) => unknown): Promise<number> {
  let answered = 0
  for (const w of await list()) {
    if (w.refused) continue
    const tried = await tryOne(w)
    if ('waits' in tried) break
    if ('done' in tried) await onDone(tried.done)
    answered++
  }
  return answered
}

/** Sends what waits, and tells the server's answers, also those that came while no page was open. */
export function flush(): Promise<Submitted[]> {
  return navigator.locks.request(LOCK, async () => {
    await forgetOthers()
    const done = (await recall<Submitted[]>('answers')) ?? []
    await forget('answers')
    await sendAll((answer) => done.push(answer))
    if (!isAskedAgain && (await list()).some((w) => !w.refused)) {
      isAskedAgain = true // a browser gives up waking the worker after some tries
      askForSync()
    }
    return done
  })
}

/** Sends what waits while perhaps no page is open: the answers are kept for the next one. Tells how many there were. */
export function flushUnseen(): Promise<number> {
  return navigator.locks.request(LOCK, () => sendAll(keepAnswer))
}

/** Keeps an answer, and what it makes of the Today that the app opens with. */
async function keepAnswer(answer: Submitted): Promise<void> {
  const kept = (await recall<Submitted[]>('answers')) ?? []
  await keep('answers', [...kept, answer].slice(-MAX_ANSWERS))
  const today = await recall<{ data: Today; at: number }>('today')
  if (!today) return
  const open = today.data.open.filter((r) => r.id !== answer.request_id)
  await keep('today', { ...today, data: { ...today.data, open } })
}
