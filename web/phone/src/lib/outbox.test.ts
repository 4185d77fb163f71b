import 'fake-indexeddb/auto'
import { ApiProblem } from '@diandao/shared/api/problem'
import Dexie from 'dexie'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

const post = vi.fn()
let person = 'p'
vi.mock('./auth', () => {
  const account = async () => ({ personId: person })
  return { account, acting: account }
})
vi.mock('./api', () => ({
  apiOf: () => ({ POST: (...all: unknown[]) => post(...all) }),
  keyed: (key: string) => ({ headers: { 'Idempotency-Key': key } }),
}))
vi.stubGlobal('navigator', { locks: { request: (_: string, act: () => unknown) => act() } })
const outbox = await import('./outbox')

const leave = { kind: 'leave', path: '/v1/leaves', subject: '', body: { place: 'x' } } as const
const refuse = (status: number, code: string) => post.mockRejectedValueOnce(new ApiProblem({ status, code }))
const ids = async () => (await outbox.list()).map((a) => [a.id, a.refused])

beforeEach(() => {
  person = 'p'
  post.mockReset()
  post.mockResolvedValue({})
})
afterEach(async () => {
  await new Dexie('diandao-outbox').open().then((db) => db.table('acts').clear())
})

it('forgets what the server has, and sends it under its key', async () => {
  const act = await outbox.put('a', leave)
  expect(await outbox.attempt(act)).toBe('done')
  expect(await ids()).toEqual([])
  expect(post).toHaveBeenCalledWith(
    '/v1/leaves',
    expect.objectContaining({ body: { place: 'x' }, headers: { 'Idempotency-Key': 'a' } }),
  )
})

it.each([
  [0, 'network'],
  [401, 'device.token_expired'],
  [429, 'request.too_many'],
  [503, 'request.timeout'],
  [409, 'idempotency.in_progress'],
])('keeps it after a %d (%s), and sends it again under the same key', async (status, code) => {
  refuse(status, code)
  expect(await outbox.attempt(await outbox.put('a', leave))).toBe('waits')
  expect(await ids()).toEqual([['a', undefined]])
  expect(await outbox.flush()).toBe(1)
  expect(post.mock.calls.map(([, o]) => o.headers['Idempotency-Key'])).toEqual(['a', 'a'])
  expect(await ids()).toEqual([])
})

it('keeps it when the page gave up waiting', async () => {
  post.mockRejectedValueOnce(new DOMException('aborted', 'AbortError'))
  expect(await outbox.attempt(await outbox.put('a', leave))).toBe('waits')
})

it('marks what is refused, goes on with the next, and does not send it again', async () => {
  await outbox.put('a', leave)
  await outbox.put('b', leave)
  refuse(409, 'leave.overlap')
  expect(await outbox.flush()).toBe(2)
  expect(await ids()).toEqual([['a', 'leave.overlap']])
  await outbox.flush()
  expect(post).toHaveBeenCalledTimes(2)
  await outbox.drop('a')
  expect(await ids()).toEqual([])
})

it('stops at the first that stays, so that the order is kept', async () => {
  await outbox.put('a', leave)
  await outbox.put('b', leave)
  refuse(0, 'network')
  expect(await outbox.flush()).toBe(0)
  expect(post).toHaveBeenCalledTimes(1)
})

it('does not send what another person wrote on this phone', async () => {
  await outbox.put('a', leave)
  person = 'q'
  expect(await ids()).toEqual([])
  expect(await outbox.flush()).toBe(0)
  expect(post).not.toHaveBeenCalled()
})

it('sends papers as a form', async () => {
  const papers = [{ id: 'x', name: 'n', blob: new Blob(['%PDF']) }]
  const draft = { ...leave, files: { record: 'application', part: 'paper', papers } }
  await outbox.attempt(await outbox.put('a', draft))
  const form = post.mock.calls[0]?.[1].body as FormData
  expect([...form.keys()]).toEqual(['application', 'paper'])
})
