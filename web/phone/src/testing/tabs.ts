// One phone for tests: its tabs and its worker have modules of their own, as browsers have it, and share one disk, one
// set of locks and one server. What a test holds back is an answer on its way.
import 'fake-indexeddb/auto'
import { vi } from 'vitest'
import type { Account } from '../lib/auth'

/** A request as the server saw it; `device` is whose token it carried. */
interface Asked {
  path: string
  device: string
  body: string | FormData
}

interface Hold {
  path: RegExp
  came: () => void
  gate: Promise<void>
}

const later = (ms: number) => new Date(Date.now() + ms).toISOString()
const say = (status: number, body: object) => new Response(JSON.stringify(body), { status })
export const problem = (status: number, code: string) => say(status, { code })

async function askedOf(to: string | Request, init: RequestInit = {}): Promise<Asked> {
  const headers = new Headers(to instanceof Request ? to.headers : init.headers)
  const path = to instanceof Request ? new URL(to.url).pathname : to
  const body = to instanceof Request ? await to.clone().text() : (init.body as string | FormData)
  return { path, device: (headers.get('Authorization') ?? '').replace(/^Bearer |\/.*$/g, ''), body }
}

async function signerOf({ body }: Asked): Promise<string> {
  const payload = (body as FormData).get('submission') as File
  return JSON.parse(await payload.text()).device_id
}

/** Answers as the real one does: a code is a device of a person of its name, a refresh token is good until its successor is used. */
export function startServer() {
  const all: Asked[] = []
  const holds: Hold[] = []
  const ended = new Set<string>()
  const spent = new Set<string>()
  const before = new Map<string, string>()
  const keyOf = new Map<string, string>()
  const cut = new Set<string>()
  const answers = new Map<string, (a: Asked) => Response>()
  let n = 0
  const grant = (device: string) => ({
    access_token: `${device}/${++n}`,
    refresh_token: `${device}/${++n}`,
    access_expires_at: later(600_000),
    server_time: later(0),
  })

  function activate({ code, public_key }: { code: string; public_key: string }): Response {
    if ((keyOf.get(code) ?? public_key) !== public_key) return problem(401, 'activation.code_invalid')
    keyOf.set(code, public_key)
    return say(201, { ...grant(code), device_id: code, person: { id: personOf(code), name: code } })
  }

  function renew({ refresh_token: token }: { refresh_token: string }): Response {
    const device = token.replace(/\/.*/, '')
    if (ended.has(device)) return problem(401, 'device.revoked')
    if (spent.has(token)) return problem(401, 'device.token_reused')
    spent.add(before.get(token) ?? '')
    const next = grant(device)
    before.set(next.refresh_token, token)
    return say(200, next)
  }

  function answer(a: Asked): Response {
    if (a.path === '/v1/activations') return activate(JSON.parse(a.body as string))
    if (a.path === '/v1/tokens') return renew(JSON.parse(a.body as string))
    if (ended.has(a.device)) return problem(401, 'device.revoked')
    for (const [path, own] of answers) if (a.path.startsWith(path)) return own(a)
    if (a.path === '/v1/device/sign-out') ended.add(a.device)
    if (a.path === '/v1/device/sign-out') return new Response(null, { status: 204 })
    if (a.path.endsWith('/submission')) return say(201, { request_id: a.path.split('/')[3], outcome: 'accepted' })
    return say(200, { of: a.device })
  }

  vi.stubGlobal('fetch', async (to: string | Request, init?: RequestInit) => {
    const a = await askedOf(to, init)
    all.push(a)
    const isCut = cut.delete(a.path)
    const response = answer(a)
    const at = holds.findIndex((h) => h.path.test(a.path))
    if (at < 0) return response
    const [hold] = holds.splice(at, 1) as [Hold]
    hold.came()
    const gone = new Promise((_, refuse) => {
      init?.signal?.addEventListener('abort', () => refuse(new DOMException('gone', 'AbortError')))
    })
    await Promise.race([hold.gate, gone])
    if (isCut) throw new TypeError('Failed to fetch')
    return response
  })
  return {
    /** Which requests came to a path, by the device whose token they carried. */
    to: (path: string) => all.filter((a) => a.path.includes(path)).map((a) => a.device),
    /** Which devices signed the check-ins that came, in their order. */
    signedBy: () => Promise.all(all.filter((a) => a.path.endsWith('/submission')).map(signerOf)),
    /** Paths, in the order in which they came. */
    paths: () => all.map((a) => a.path),
    answers,
    end: (device: string) => ended.add(device),
    /** The next answer that is kept back from a path is lost. */
    cut,
    /** Keeps back the answer to the next request of a path; `came` is when the server has it. */
    hold(path: RegExp) {
      let came = () => {}
      let release = () => {}
      const gate = new Promise<void>((go) => {
        release = go
      })
      const arrived = new Promise<void>((go) => {
        came = go
      })
      holds.push({ path, came, gate })
      return { came: arrived, release }
    },
  }
}

export const personOf = (device: string) => `person of ${device.replace(/ .*/, '')}`

/** What the browser lends to all tabs and the worker. */
export function lendBrowser() {
  const locked = new Map<string, Promise<unknown>>()
  function request<T>(name: string, act: () => Promise<T>): Promise<T> {
    const mine = (locked.get(name) ?? Promise.resolve()).then(act)
    locked.set(
      name,
      mine.catch(() => undefined),
    )
    return mine
  }
  vi.stubGlobal('navigator', { locks: { request }, serviceWorker: { getRegistration: async () => undefined } })
  const here = globalThis.Request
  vi.stubGlobal(
    'Request',
    class extends here {
      constructor(to: string | Request, init?: RequestInit) {
        super(typeof to === 'string' ? new URL(to, 'http://phone.test') : to, init)
      }
    },
  )
}

/** The worker, just woken. */
export async function wakeWorker() {
  vi.resetModules()
  const [auth, { api }, queue, outbox, kept, { sendWaiting }, receipts] = await Promise.all([
    import('../lib/auth'),
    import('../lib/api'),
    import('../lib/queue'),
    import('../lib/outbox'),
    import('../lib/kept'),
    import('../lib/background'),
    import('../lib/receipts'),
  ])
  return { auth, api, queue, outbox, kept, sendWaiting: () => sendWaiting(async () => undefined), receipts }
}

/** A tab, just opened; `told` is what it has heard of the account: the device, or why there is none. */
export async function openTab() {
  const tab = await wakeWorker()
  const told: string[] = []
  await tab.auth.begin()
  tab.auth.onAccount((a, ended) => told.push(a?.deviceId ?? ended?.why.problem.code ?? 'signed out'))
  return { ...tab, told }
}

const opened = (name: string) =>
  new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

/** What the disk of a phone holds. */
interface Disk {
  account?: Account
  access?: { token: string }
  today?: unknown
  answers?: unknown
  push?: string
}

/** What is on the disk in one moment. */
export async function disk(): Promise<Disk> {
  const db = await opened('diandao')
  const tx = db.transaction('vault')
  const [names, values] = [tx.objectStore('vault').getAllKeys(), tx.objectStore('vault').getAll()]
  await new Promise((done) => {
    tx.oncomplete = done
  })
  db.close()
  return Object.fromEntries(names.result.map((name, at) => [name, values.result[at]]))
}

/** An empty disk. */
export async function emptyDisk() {
  for (const { name } of await indexedDB.databases()) {
    const db = await opened(name as string)
    const stores = [...db.objectStoreNames]
    if (stores.length > 0) {
      const tx = db.transaction(stores, 'readwrite')
      for (const store of stores) tx.objectStore(store).clear()
      await new Promise((done) => {
        tx.oncomplete = done
      })
    }
    db.close()
  }
}
