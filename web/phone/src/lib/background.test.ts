import 'fake-indexeddb/auto'
import Dexie from 'dexie'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { sendWaiting } from './background'
import { makeKeys } from './keys'
import * as outbox from './outbox'
import * as queue from './queue'
import { seal } from './seal'
import { SYNC_TAG } from './sync'
import { forget, keep, recall } from './vault'

// as a service worker has it: no XMLHttpRequest, no window
const fetched = vi.fn<(path: string, init: RequestInit) => Promise<Response>>()
const register = vi.fn()
const locked = new Map<string, Promise<unknown>>()
/** One at a time for each name, as the Web Locks of all pages and the worker. */
function request<T>(name: string, act: () => Promise<T>): Promise<T> {
  const mine = (locked.get(name) ?? Promise.resolve()).then(act)
  locked.set(
    name,
    mine.catch(() => undefined),
  )
  return mine
}
const keys = await makeKeys()
const account = { deviceId: 'd', personId: 'p', personName: 'n', refreshToken: 'r', keys }
const onAnswered = vi.fn(async () => undefined)
const path = (id: string) => `/v1/checkin-requests/r-${id}/submission`

async function put(id: string, sealedAt: string) {
  const now = new Date(sealedAt)
  const photo = new TextEncoder().encode('jpeg').buffer as ArrayBuffer
  const sealed = await seal(account, { id, requestId: `r-${id}`, photo, answers: [], helpNeeded: false }, now)
  const w = { ...sealed, title: 't', sealedAt }
  await queue.put(w)
  return w
}

const answer = (status: number, body: object) =>
  new Response(JSON.stringify(body), { status, headers: { 'X-Server-Time': new Date().toISOString() } })
const took = async (to: string) => answer(201, { request_id: to.split('/')[3], outcome: 'accepted', findings: [] })
const sent = () => fetched.mock.calls.map(([to]) => to)

beforeEach(async () => {
  vi.stubGlobal('fetch', (to: string, init: RequestInit) => fetched(to, init))
  vi.stubGlobal('navigator', {
    locks: { request },
    serviceWorker: { getRegistration: async () => ({ sync: { register } }) },
  })
  await keep('account', account)
  await keep('access', { token: 'good', deviceId: 'd', goodUntil: Date.now() + 600_000 })
  fetched.mockImplementation(took)
})
afterEach(async () => {
  for (const [db, table] of [
    ['diandao-queue', 'waiting'],
    ['diandao-outbox', 'acts'],
  ] as const)
    await new Dexie(db).open().then((open) => open.table(table).clear())
  for (const name of ['answers', 'today', 'offset']) await forget(name)
  vi.unstubAllGlobals()
  vi.resetAllMocks()
})

it('sends what waits, the oldest first, signed as it was sealed', async () => {
  await put('b', '2026-11-23T02:00:00Z')
  const first = await put('a', '2026-11-23T01:00:00Z')
  await sendWaiting(onAnswered)
  expect(sent()).toEqual([path('a'), path('b')])
  const [, init] = fetched.mock.calls[0] as [string, RequestInit]
  expect(new Headers(init.headers).get('Authorization')).toBe('Bearer good')
  const form = init.body as FormData
  expect(await (form.get('submission') as File).text()).toBe(first.payload)
  expect(form.get('signature')).toBe(first.signature)
  expect(await (form.get('photo') as File).text()).toBe('jpeg')
  expect(await queue.list()).toEqual([])
  expect(onAnswered).toHaveBeenCalledTimes(1)
})

it('keeps the answers for the next page, which opens with what is left to do', async () => {
  await put('a', '2026-11-23T01:00:00Z')
  await keep('today', { at: 7, data: { open: [{ id: 'r-a' }, { id: 'r-z' }], now: 'x' } })
  await sendWaiting(onAnswered)
  expect(await recall('today')).toEqual({ at: 7, data: { open: [{ id: 'r-z' }], now: 'x' } })
  fetched.mockClear()
  expect((await queue.flush()).map((d) => [d.request_id, d.outcome])).toEqual([['r-a', 'accepted']])
  expect(await queue.flush()).toEqual([]) // once
  expect(fetched).not.toHaveBeenCalled()
})

it('tells the page what was answered before the rest is sent, during which it may be closed', async () => {
  await put('a', '2026-11-23T01:00:00Z')
  await sendWaiting(onAnswered)
  await put('b', '2026-11-23T02:00:00Z')
  const heard: string[] = []
  const heardBefore: string[][] = []
  fetched.mockImplementation(async (to) => {
    heardBefore.push([...heard])
    return took(to)
  })
  const done = await queue.flush((d) => heard.push(d.request_id))
  expect(heardBefore).toEqual([['r-a']])
  expect(heard).toEqual(['r-a', 'r-b'])
  expect(done.map((d) => d.request_id)).toEqual(heard)
  expect(await recall('answers')).toBeUndefined()
})

it('answers that could not be shown stay for the next page', async () => {
  await put('a', '2026-11-23T01:00:00Z')
  await sendWaiting(onAnswered)
  const fails = () => {
    throw new Error('closed')
  }
  await expect(queue.flush(fails)).rejects.toThrow()
  expect((await queue.flush()).map((d) => d.request_id)).toEqual(['r-a'])
})

it.each([
  ['the network is gone again', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['the server is busy', async () => answer(503, { code: 'server.busy' })],
])('is woken again when %s', async (_, fails) => {
  await put('a', '2026-11-23T01:00:00Z')
  fetched.mockImplementation(fails)
  await expect(sendWaiting(onAnswered)).rejects.toThrow('1 wait')
  expect(onAnswered).not.toHaveBeenCalled()
  expect(await queue.list()).toHaveLength(1)
  fetched.mockImplementation(took)
  await sendWaiting(onAnswered)
  expect(await queue.list()).toEqual([])
})

it('leaves what the server refuses for the person to read, and is not woken for it', async () => {
  await put('a', '2026-11-23T01:00:00Z')
  fetched.mockImplementation(async () => answer(409, { code: 'checkin.window_closed' }))
  await sendWaiting(onAnswered)
  expect((await queue.list()).map((w) => w.refused)).toEqual(['checkin.window_closed'])
  expect(onAnswered).toHaveBeenCalledTimes(1)
  await sendWaiting(onAnswered)
  expect(fetched).toHaveBeenCalledTimes(1)
})

it('signs anew by the server’s clock, though the worker has just started', async () => {
  await put('a', '2026-11-23T01:00:00Z')
  const ahead = Date.now() + 86_400_000
  await keep('offset', { offset: 86_400_000, roundTrip: 1, at: Date.now() }) // what the app has learnt of it
  fetched.mockImplementation(async (to) => new Response(JSON.stringify({ request_id: to.split('/')[3] })))
  fetched.mockResolvedValueOnce(new Response(JSON.stringify({ code: 'checkin.clock_skewed' }), { status: 422 }))
  vi.resetModules()
  await (await import('./background')).sendWaiting(onAnswered)
  const form = (fetched.mock.calls[1] as [string, RequestInit])[1].body as FormData
  const { id, signed_at } = JSON.parse(await (form.get('submission') as File).text())
  expect(id).toBe('a')
  expect(Math.abs(Date.parse(signed_at) - ahead)).toBeLessThan(5000)
})

it('sends nothing when nobody is signed in', async () => {
  await put('a', '2026-11-23T01:00:00Z')
  await forget('account')
  await sendWaiting(onAnswered)
  expect(fetched).not.toHaveBeenCalled()
  expect(await queue.list()).toHaveLength(1)
})

it('sends nothing that another person has left on the phone, shows it to nobody and forgets it', async () => {
  await queue.put({ ...(await put('a', '2026-11-23T01:00:00Z')), personId: 'somebody-else' })
  await sendWaiting(onAnswered)
  expect(await queue.list()).toEqual([])
  expect(await queue.flush()).toEqual([])
  expect(fetched).not.toHaveBeenCalled()
  expect(await queue.one('a')).toBeUndefined()
})

it('sends each once, however many send', async () => {
  for (const id of ['a', 'b']) await put(id, `2026-11-23T01:00:0${id === 'a' ? 0 : 1}Z`)
  const [first] = await queue.list()
  const all = await Promise.all([
    sendWaiting(onAnswered),
    queue.flush(),
    queue.attempt(first as queue.Waiting),
    sendWaiting(onAnswered),
  ])
  expect(sent()).toEqual([path('a'), path('b')])
  expect(all[2]).toEqual({ gone: true })
})

it('the app asks to be woken before it tries, so that it may be closed meanwhile', async () => {
  const w = await put('a', '2026-11-23T01:00:00Z')
  let asked = 0
  fetched.mockImplementation(async (to) => {
    asked = register.mock.calls.length
    return took(to)
  })
  expect(await queue.attempt(w)).toMatchObject({ done: { request_id: 'r-a' } })
  expect(asked).toBe(1)
  expect(register).toHaveBeenCalledWith(SYNC_TAG)
})

it('a browser that wakes nobody sends all the same', async () => {
  register.mockRejectedValue(new DOMException('no', 'NotAllowedError'))
  expect(await queue.attempt(await put('a', '2026-11-23T01:00:00Z'))).toHaveProperty('done')
  vi.stubGlobal('navigator', { locks: { request } })
  expect(await queue.attempt(await put('b', '2026-11-23T01:00:00Z'))).toHaveProperty('done')
})

it('sends the other writes too, under their keys', async () => {
  const keyed: string[] = []
  vi.stubGlobal('fetch', async (r: Request) => {
    keyed.push(`${new URL(r.url).pathname} ${r.headers.get('Idempotency-Key')}`)
    return new Response('{}', { status: 201 })
  })
  const here = globalThis.Request
  vi.stubGlobal(
    'Request',
    class extends here {
      constructor(to: string, init?: RequestInit) {
        super(new URL(to, 'http://phone.test'), init)
      }
    },
  )
  const draft = { kind: 'decline', path: '/v1/roll-calls/c/decline', subject: 'c', body: { reason: 'other' } } as const
  await outbox.put('key', draft)
  vi.resetModules() // the client knows the browser's parts from its start on
  await (await import('./background')).sendWaiting(onAnswered)
  expect(keyed).toEqual(['/v1/roll-calls/c/decline key'])
  expect(await outbox.list()).toEqual([])
})
