import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { disk, emptyDisk, lendBrowser, openTab, personOf, problem, startServer, wakeWorker } from '../testing/tabs'
import type { Account } from './auth'
import { makeKeys } from './keys'
import type { Waiting } from './queue'
import { seal } from './seal'
import { keep } from './vault'

type Tab = Awaited<ReturnType<typeof openTab>>
const keys = await makeKeys()
let server: ReturnType<typeof startServer>
beforeEach(() => {
  lendBrowser()
  server = startServer()
})
afterEach(async () => {
  await emptyDisk()
  vi.unstubAllGlobals()
  vi.doUnmock('./auth')
})

const path = (id: string) => `/v1/checkin-requests/r-${id}/submission`
const submitted = () => server.paths().filter((p) => p.endsWith('/submission'))

async function sealed(id: string, device: string, nth = 0): Promise<Waiting> {
  const now = new Date(Date.UTC(2026, 10, 23, 1, 0, nth))
  const s = await seal({ deviceId: device, keys }, { id, requestId: `r-${id}`, answers: [], helpNeeded: false }, now)
  return { ...s, title: 't', personId: personOf(device), sealedAt: now.toISOString() }
}

/** The phone of A, on which two check-ins and two other writes wait. */
async function waiting() {
  const tab = await openTab()
  await tab.auth.activate('A', 'x')
  for (const [nth, id] of ['a', 'b'].entries()) {
    await tab.queue.put(await sealed(id, 'A', nth))
    const draft = { kind: 'decline', path: `/v1/roll-calls/${id}/decline`, subject: id, body: {} } as const
    await tab.outbox.put(id, draft)
  }
  await keep('today', { at: 7, data: { open: [{ id: 'r-a' }, { id: 'r-b' }] } })
  return tab
}

const senders: [string, () => Promise<unknown>][] = [
  ['the worker', async () => (await wakeWorker()).sendWaiting()],
  ['another tab', async () => (await openTab()).queue.flush()],
]

it.each(senders)('what waits of one person is not sent by %s as the next', async (_, send) => {
  const tab = await waiting()
  const held = server.hold(/submission/)
  const sending = send().catch((e) => e)
  await held.came
  await tab.auth.activate('B', 'x')
  const ofB = { at: 8, data: { open: [{ id: 'r-a' }, { id: 'r-x' }] } }
  await keep('today', ofB)
  held.release()
  await sending
  expect(submitted()).toEqual([path('a')])
  expect(server.to('submission')).toEqual(['A'])
  expect(server.to('decline')).toEqual([])
  const left = await tab.queue.one('b')
  expect([left?.id, left?.refused]).toEqual(['b', undefined])
  const { today, answers } = await disk()
  expect(today).toEqual(ofB)
  expect(answers).toBeUndefined()
})

it('the answers of one person are not kept for the next, nor for nobody', async () => {
  const tab = await waiting()
  const held = server.hold(/submission/)
  const sending = (await wakeWorker()).sendWaiting().catch((e) => e)
  await held.came
  await tab.auth.signOut('A')
  held.release()
  await sending
  expect(await disk()).not.toHaveProperty('answers')
  expect(await disk()).not.toHaveProperty('today')
})

it('the other writes of one person are not sent as the next', async () => {
  const tab = await waiting()
  for (const id of ['a', 'b']) await tab.queue.drop(id)
  const held = server.hold(/decline/)
  const sending = (await wakeWorker()).sendWaiting().catch((e) => e)
  await held.came
  await tab.auth.activate('B', 'x')
  held.release()
  await sending
  expect(server.to('decline')).toEqual(['A'])
  await tab.auth.activate('A 2', 'x') // and it goes when they have the phone again
  await (await wakeWorker()).sendWaiting()
  expect(server.to('decline')).toEqual(['A', 'A 2'])
})

it('a worker that has sent for one person sends for the next with the next one’s token', async () => {
  const tab = await waiting()
  const worker = await wakeWorker()
  await worker.sendWaiting()
  await tab.auth.activate('B', 'x')
  await tab.queue.put(await sealed('c', 'B'))
  await worker.sendWaiting()
  expect(server.to('submission')).toEqual(['A', 'A', 'B'])
})

it('one that is tried by hand is not sent as the next', async () => {
  const tab = await waiting()
  const one = await openTab()
  const w = (await one.queue.one('a')) as Waiting
  const [act] = await one.outbox.list()
  await tab.auth.activate('B', 'x')
  expect(await one.queue.attempt(w)).toEqual({ waits: true })
  expect(await one.outbox.attempt(act as NonNullable<typeof act>)).toBe('waits')
  expect([...server.to('submission'), ...server.to('decline')]).toEqual([])
})

it('what waited as its person activated the phone again is signed by the new device; of somebody unknown it is not', async () => {
  const tab = await waiting()
  const { personId: _, ...unknown } = await sealed('c', 'A', 2)
  await tab.queue.put(unknown as Waiting)
  await tab.auth.activate('A 2', 'x')
  await tab.queue.flush()
  expect(server.to('submission')).toEqual(['A 2', 'A 2', 'A 2'])
  expect(await server.signedBy()).toEqual(['A 2', 'A 2', 'A'])
})

it.each(['checkin.replayed', 'checkin.already_done'])(
  'what the server says it has (%s) is not told as refused',
  async (code) => {
    const tab = await waiting()
    server.answers.set(path('a'), () => problem(409, code))
    const done = await tab.queue.flush()
    expect(done.map((d) => d.request_id)).toEqual(['r-b'])
    expect(await tab.queue.list()).toEqual([])
  },
)

it('is signed anew with the keys by which it was sealed', async () => {
  const tab = await waiting()
  server.answers.set(path('a'), () => problem(422, 'checkin.clock_skewed'))
  const held = server.hold(/submission/)
  const sending = (await wakeWorker()).sendWaiting().catch((e) => e)
  await held.came
  const before = (await disk()).account as Account
  await tab.auth.activate('B', 'x')
  held.release()
  await sending
  const { payload, signature } = (await tab.queue.one('a')) as Waiting
  const bytes = new TextEncoder().encode(`diandao.submission.v1\n${payload}`)
  const by = (k: CryptoKey) =>
    crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, k, Buffer.from(signature, 'base64url'), bytes)
  expect([await by(before.keys.publicKey), await by(keys.publicKey)]).toContain(true)
})

/** A tab in which something happens just after it has read, for the nth time, whose phone it is. */
async function tabSlowAfter(nth: number, happens: () => Promise<unknown>): Promise<Tab> {
  let reads = 0
  async function slow(read: () => Promise<Account | null>) {
    const a = await read()
    if (++reads === nth) await happens()
    return a
  }
  vi.doMock('./auth', async (original) => {
    const real = await original<typeof import('./auth')>()
    return { ...real, account: () => slow(real.account), acting: () => slow(real.acting) }
  })
  const tab = await openTab()
  vi.doUnmock('./auth')
  return tab
}

it.each([1, 2])(
  'what the next person has just sealed is not forgotten as another’s, and their answers not taken (%d)',
  async (nth) => {
    const tab = await waiting()
    const slow = await tabSlowAfter(nth, async () => {
      await tab.auth.activate('B', 'x')
      await tab.queue.put(await sealed('c', 'B'))
      await keep('answers', ['of B'])
    })
    await slow.queue.flush().catch(() => undefined)
    expect(await tab.queue.one('c')).toBeDefined()
    expect((await disk()).answers).toEqual(['of B'])
    expect(submitted()).toEqual([])
  },
)

it('a receipt is sent as the person who had the notice', async () => {
  const tab = await openTab()
  await tab.auth.activate('A', 'x')
  const worker = await wakeWorker()
  server.answers.set('/v1/messages', () => problem(503, 'server.busy'))
  await worker.receipts.tell({ messageId: 'm', receipt: 'shown', channel: 'webpush' })
  await tab.auth.activate('B', 'x')
  server.answers.clear()
  await tab.receipts.flushReceipts()
  expect(server.to('/v1/messages')).toEqual(['A'])
  await tab.auth.activate('A 2', 'x')
  await tab.receipts.flushReceipts()
  expect(server.to('/v1/messages')).toEqual(['A', 'A 2'])
})
