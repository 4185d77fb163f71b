// Sealed check-ins that wait for the network. A check-in is put here before it is sent, so nothing is lost with the page.
// One page or the service worker sends at a time.
import { ApiProblem } from '@diandao/shared/api/problem'
import Dexie, { type EntityTable } from 'dexie'
import type { Submitted, Today } from './api'
import { type Account, account, acting } from './auth'
import { serverNow } from './clock'
import { without } from './handedIn'
import { isSealedBy, resign, type Sealed } from './seal'
import { send } from './send'
import { askForSync } from './sync'
import { changeOf } from './vault'

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
export const list = async (): Promise<Waiting[]> => listOf(await account())

async function listOf(a: Account | null): Promise<Waiting[]> {
  const all = await db.waiting.orderBy('sealedAt').toArray()
  return all.filter((w) => isOf(w, a))
}

/** One that waits. */
export const one = (id: string): Promise<Waiting | undefined> => db.waiting.get(id)

const isOf = (w: Waiting, a: Account | null) => w.personId === undefined || w.personId === a?.personId

/** Forgets what another person has left on this phone: pictures of one are not kept where another looks. */
async function forgetOthers() {
  const all = await db.waiting.toArray() // first: whoever comes after may seal one meanwhile
  const a = await account()
  if (a) await db.waiting.bulkDelete(all.filter((w) => !isOf(w, a)).map((w) => w.id))
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

/** What became of one that was tried; `gone` has reached the server before. */
export type Tried = { done: Submitted } | { waits: true } | { refused: string } | { gone: true }

/** Tries one: it leaves the queue when the server has it, stays when the network failed, and is marked when refused. */
export function attempt(w: Waiting, onProgress?: (part: number) => void): Promise<Tried> {
  return navigator.locks.request(LOCK, async () => {
    askForSync() // the app may be closed before there is an answer
    const now = await db.waiting.get(w.id)
    if (!now) return { gone: true }
    if (now.refused) return { refused: now.refused }
    const a = await account()
    return a && isOf(now, a) ? tryOne(now, a, onProgress) : { waits: true }
  })
}

type OnProgress = (part: number) => void

/** What the server says of a check-in that it has. */
const settled = ['checkin.already_done', 'checkin.replayed']

async function tryOne(w: Waiting, a: Account, onProgress?: OnProgress): Promise<Tried> {
  try {
    const done = await sendOrResign(w, a, onProgress)
    await db.waiting.delete(w.id)
    return { done }
  } catch (e) {
    if (!(e instanceof ApiProblem) || mayRetry(e)) return { waits: true }
    if (settled.includes(e.problem.code)) {
      await db.waiting.delete(w.id)
      return { gone: true }
    }
    await db.waiting.put({ ...w, refused: e.problem.code })
    return { refused: e.problem.code }
  }
}

/** Reasons for which a check-in is signed anew, to count when it arrives. */
const untimely = ['checkin.clock_skewed', 'checkin.time_token_invalid']

/**
 * A check-in whose time the server cannot confirm is signed anew; it keeps its id and its location. So is one that waits
 * from before the person activated this phone again: of the device that sealed it no key is left.
 */
async function sendOrResign(w: Waiting, a: Account, onProgress?: OnProgress): Promise<Submitted> {
  const isFormer = w.personId === a.personId && !isSealedBy(a.deviceId, w)
  const sealed = isFormer ? await sealAnew(w, a) : w
  try {
    return await send(sealed, a.deviceId, onProgress)
  } catch (e) {
    if (!(e instanceof ApiProblem) || !untimely.includes(e.problem.code)) throw e
    return send(await sealAnew(sealed, a), a.deviceId, onProgress)
  }
}

async function sealAnew(w: Waiting, a: Account): Promise<Waiting> {
  const { frames: _former, ...rest } = w
  const anew = { ...rest, ...(await resign(a, w, serverNow())) }
  await db.waiting.put(anew)
  return anew
}

/**
 * Sends what waits of one person, oldest first; it stops at the first that stays. `onDone` hears each answer before the
 * next is sent. Tells how many the server answered.
 */
async function sendAll(a: Account, onDone: (answer: Submitted) => unknown): Promise<number> {
  let answered = 0
  for (const w of await listOf(a)) {
    if (w.refused) continue
    const tried = await tryOne(w, a)
    if ('waits' in tried) break
    if ('done' in tried) await onDone(tried.done)
    answered++
  }
  return answered
}

/**
 * Sends what waits, and tells the server's answers, also those that came while no page was open. `onDone` hears each as it
 * is known.
 */
export function flush(onDone: (answer: Submitted) => void = () => undefined): Promise<Submitted[]> {
  return navigator.locks.request(LOCK, async () => {
    const a = await acting()
    await forgetOthers()
    const done: Submitted[] = []
    const tell = (answer: Submitted) => {
      done.push(answer)
      onDone(answer)
    }
    await changeOf(a.deviceId, ['answers'], ({ answers }) => {
      for (const answer of (answers ?? []) as Submitted[]) tell(answer)
      return { answers: undefined } // they are told by now: an app that is closed while the rest is sent loses none
    })
    await sendAll(a, tell)
    if (!isAskedAgain && (await list()).some((w) => !w.refused)) {
      isAskedAgain = true // a browser gives up waking the worker after some tries
      askForSync()
    }
    return done
  })
}

/** Sends what waits while perhaps no page is open: the answers are kept for the next one. Tells how many there were. */
export function flushUnseen(): Promise<number> {
  return navigator.locks.request(LOCK, async () => {
    const a = await acting()
    return sendAll(a, (answer) => keepAnswer(a, answer))
  })
}

/** Keeps an answer, and what it makes of the Today that the app opens with. */
const keepAnswer = (a: Account, answer: Submitted) =>
  changeOf(a.deviceId, ['answers', 'today'], (now) => {
    const answers = [...((now.answers ?? []) as Submitted[]), answer].slice(-MAX_ANSWERS)
    const today = now.today as { data: Today; at: number } | undefined
    if (!today) return { answers }
    return { answers, today: { ...today, data: without(today.data, answer.request_id) } }
  })
