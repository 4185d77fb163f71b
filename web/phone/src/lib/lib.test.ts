import 'fake-indexeddb/auto'
import { createHash, createPublicKey, verify } from 'node:crypto'
import { ApiProblem } from '@diandao/shared/api/problem'
import { forceCloseDatabase } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fit } from './camera'
import type { Burst } from './challenge'
import { better, observe, sampleOf, serverNow } from './clock'
import { deviceName } from './device'
import { askOrRecall, askOrRecallOne } from './kept'
import { makeKeys, newId, publicKeyOf, sayings, sha256, sign } from './keys'
import { messageIdOf } from './notice'
import { resign, seal } from './seal'
import { formOf } from './send'
import { elapsed } from './timetoken'
import { forget, keep, recall } from './vault'

/** Checks a signature as the server does: ECDSA P-256, SHA-256, r ‖ s, over saying and message. */
async function isSigned(keys: CryptoKeyPair, purpose: keyof typeof sayings, message: string, signature: string) {
  const key = createPublicKey({ key: Buffer.from(await publicKeyOf(keys), 'base64url'), format: 'der', type: 'spki' })
  const bytes = Buffer.from(sayings[purpose] + message)
  return verify('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))
}

const account = { deviceId: 'd', personId: 'p' }

describe('what is kept for a time without a network', () => {
  beforeEach(async () => {
    await keep('account', account)
  })
  afterEach(async () => {
    await forget('account')
  })
  const gone = () => Promise.reject(new ApiProblem({ code: 'network', status: 0 }))

  it('is the last answer, else what is known otherwise, else nothing', async () => {
    await expect(askOrRecall('leaves', gone)).rejects.toThrow()
    expect((await askOrRecall('leaves', gone, async () => ({ data: [1], at: 7 }))).staleAt).toBe(7)
    expect(await askOrRecall('leaves', async () => [2])).toEqual({ data: [2], staleAt: 0 })
    await vi.waitUntil(() => recall('leaves'))
    expect((await askOrRecall('leaves', gone, async () => ({ data: [1], at: 7 }))).data).toEqual([2])
    const refused = () => Promise.reject(new ApiProblem({ code: 'authz.forbidden', status: 403 }))
    await expect(askOrRecall('leaves', refused)).rejects.toThrow() // who is refused sees nothing old
  })

  it('holds forty of one kind, the newest', async () => {
    for (let n = 0; n < 45; n++) {
      await askOrRecallOne('results', `r${n}`, async () => n)
      await vi.waitUntil(async () => (await recall<Record<string, unknown>>('results'))?.[`r${n}`])
    }
    expect(Object.keys((await recall<object>('results')) ?? {})).toHaveLength(40)
    expect((await askOrRecallOne('results', 'r44', gone)).data).toBe(44)
    await expect(askOrRecallOne('results', 'r0', gone)).rejects.toThrow()
  })
})

describe('keys', () => {
  it('sign so that another implementation agrees, for one purpose only', async () => {
    const keys = await makeKeys()
    const signature = await sign(keys, 'activate', 'ABCD-到')
    expect(Buffer.from(signature, 'base64url')).toHaveLength(64)
    expect(signature).not.toMatch(/[+/=]/)
    expect(await isSigned(keys, 'activate', 'ABCD-到', signature)).toBe(true)
    expect(await isSigned(keys, 'refresh', 'ABCD-到', signature)).toBe(false)
    expect(await isSigned(keys, 'activate', 'ABCE-到', signature)).toBe(false)
  })

  it('never leave the browser, and come back from the disk', async () => {
    const keys = await makeKeys()
    await expect(crypto.subtle.exportKey('pkcs8', keys.privateKey)).rejects.toThrow()
    await keep('text', { a: 1 })
    expect(await recall('text')).toEqual({ a: 1 })
    await forget('text')
    expect(await recall('text')).toBeUndefined()
  })

  it('come back after the browser has closed the disk', async () => {
    await keep('text', 'kept')
    const opened = vi.spyOn(IDBDatabase.prototype, 'transaction')
    await recall('text')
    const [db] = opened.mock.contexts
    opened.mockRestore()
    forceCloseDatabase(db as unknown as Parameters<typeof forceCloseDatabase>[0])
    expect(await recall('text')).toBe('kept')
  })

  it('say the sayings of the contract', () => {
    expect(Object.values(sayings)).toEqual(['diandao.activate.v1\n', 'diandao.refresh.v1\n', 'diandao.submission.v1\n'])
  })

  it('hash as others do', async () => {
    const bytes = new TextEncoder().encode('点到')
    expect(await sha256(bytes.buffer as ArrayBuffer)).toBe(createHash('sha256').update('点到').digest('hex'))
  })
})

it('ids are UUIDs of version 7 that sort by time', () => {
  const ids = [0, 1, 65_535, 65_536, 1_795_000_000_000].map((t) => newId(t))
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect([...ids].sort()).toEqual(ids)
  expect(Number.parseInt((ids[4] as string).replace('-', '').slice(0, 12), 16)).toBe(1_795_000_000_000)
})

describe('the server’s clock', () => {
  it('is taken in the middle between asking and answer', () => {
    expect(sampleOf('1970-01-01T00:00:10.000Z', 1000, 3000)).toEqual({ offset: 8000, roundTrip: 2000, at: 3000 })
    expect(sampleOf('soon', 0, 0)).toBeNull()
  })

  it('prefers the quicker answer, but nothing old', () => {
    const quick = { offset: 1, roundTrip: 50, at: 0 }
    expect(better(quick, { offset: 2, roundTrip: 900, at: 1000 })).toBe(quick)
    expect(better(quick, { offset: 2, roundTrip: 40, at: 1000 }).offset).toBe(2)
    expect(better(quick, { offset: 2, roundTrip: 900, at: 400_000 }).offset).toBe(2)
  })

  it('decides, not the phone’s', () => {
    const ahead = new Date(Date.now() + 3_600_000).toISOString()
    observe(ahead, Date.now())
    expect(Math.abs(serverNow().getTime() - Date.parse(ahead))).toBeLessThan(1000)
  })
})

describe('the time since the server’s last word', () => {
  const kept = { token: 't', at: 1_000_000, mono: 500, page: 'p' }

  it('is told by the clock that nobody can set', () => {
    expect(elapsed(kept, 'p', 1_060_000, 60_500)).toEqual({ time_token: 't', elapsed_ms: 60_000, clock: 'monotonic' })
  })
  it('is told by the other one on another page', () => {
    expect(elapsed(kept, 'q', 1_060_000, 7)).toEqual({ time_token: 't', elapsed_ms: 60_000, clock: 'wall' })
  })
  it('takes the longer one when the clocks part: asleep, or set back', () => {
    expect(elapsed(kept, 'p', 9_000_000, 60_500)).toMatchObject({ elapsed_ms: 8_000_000, clock: 'wall' })
    expect(elapsed(kept, 'p', 0, 7_200_500)).toMatchObject({ elapsed_ms: 7_200_000, clock: 'wall' })
  })
  it('is not told at all by a clock before the token', () => {
    expect(elapsed(kept, 'q', 0, 7)).toEqual({})
  })
})

describe('a sealed check-in', () => {
  const now = new Date('2026-11-23T01:30:00Z')
  const filled = { id: newId(), requestId: newId(), answers: [], helpNeeded: false }

  it('is signed byte for byte and holds no empty fields', async () => {
    const keys = await makeKeys()
    const photo = new TextEncoder().encode('jpeg').buffer as ArrayBuffer
    const s = await seal({ deviceId: 'd', keys }, { ...filled, photo, noLocation: 'denied' }, now)
    expect(await isSigned(keys, 'submission', s.payload, s.signature)).toBe(true)
    expect(JSON.parse(s.payload)).toEqual({
      id: filled.id,
      request_id: filled.requestId,
      device_id: 'd',
      signed_at: '2026-11-23T01:30:00.000Z',
      photo_sha256: createHash('sha256').update('jpeg').digest('hex'),
      no_location: 'denied',
    })
    const form = formOf(s)
    expect(await (form.get('submission') as File).text()).toBe(s.payload)
    expect(await (form.get('photo') as File).text()).toBe('jpeg')
  })

  it('covers what is sent along by its hash, in a version of its own', async () => {
    const keys = await makeKeys()
    const bytes = (text: string) => new TextEncoder().encode(text).buffer as ArrayBuffer
    const attachments = [
      { kind: 'surroundings', data: bytes('place'), mime: 'image/jpeg' },
      { kind: 'voice', data: bytes('opus'), mime: 'audio/webm;codecs=opus' },
    ] as const
    const s = await seal({ deviceId: 'd', keys }, { ...filled, attachments: [...attachments] }, now)
    expect(await isSigned(keys, 'submission', s.payload, s.signature)).toBe(true)
    const hash = (text: string) => createHash('sha256').update(text).digest('hex')
    expect(JSON.parse(s.payload)).toMatchObject({
      version: 2,
      attachments: [
        { kind: 'surroundings', sha256: hash('place') },
        { kind: 'voice', sha256: hash('opus') },
      ],
    })
    const form = formOf(s)
    expect(await (form.get('surroundings') as File).text()).toBe('place')
    expect((form.get('voice') as File).type).toBe('audio/webm;codecs=opus')
    const again = await resign({ deviceId: 'd', keys }, s, now)
    expect(JSON.parse(again.payload)).toMatchObject(JSON.parse(s.payload))
    expect(again.attachments).toEqual(attachments)
    const none = await seal({ deviceId: 'd', keys }, { ...filled, noVoice: 'denied' }, now)
    expect(JSON.parse(none.payload)).toMatchObject({ version: 2, no_voice: 'denied' })
    const old = await seal({ deviceId: 'd', keys }, filled, now)
    expect(JSON.parse(old.payload)).not.toHaveProperty('version')
  })

  it('says when it was made, and no longer once it is signed anew', async () => {
    const keys = await makeKeys()
    const said = { time_token: 'a.b', elapsed_ms: 1200, clock: 'monotonic' as const, device: { battery_pct: 40 } }
    const s = await seal({ deviceId: 'd', keys }, filled, now, said)
    expect(JSON.parse(s.payload)).toMatchObject(said)
    const again = JSON.parse((await resign({ deviceId: 'd', keys }, s, now)).payload)
    expect(again).not.toHaveProperty('time_token')
    expect(again.device).toEqual({ battery_pct: 40 })
  })

  it('is signed anew by the device that the person has now, without what the former one was asked to act', async () => {
    const [former, keys] = [await makeKeys(), await makeKeys()]
    const frames = new TextEncoder().encode('acted').buffer as ArrayBuffer
    const answer = { nonce: 'n' } as unknown as Burst['answer']
    const fix = { lat: 1, lng: 2, accuracy_m: 3, datum: 'wgs84', taken_at: '2026-11-23T01:29:00Z' } as const
    const said = { time_token: 'a.b', elapsed_ms: 1200, clock: 'monotonic' as const }
    const first = await seal(
      { deviceId: 'd', keys: former },
      { ...filled, location: fix, burst: { answer, frames } },
      now,
      said,
    )
    const again = await resign({ deviceId: 'e', keys }, first, new Date('2026-11-23T03:00:00Z'))
    const { challenge, time_token, elapsed_ms, clock, ...before } = JSON.parse(first.payload)
    expect(challenge).toEqual(answer)
    expect(JSON.parse(again.payload)).toEqual({
      ...before,
      device_id: 'e',
      no_challenge: 'offline',
      signed_at: '2026-11-23T03:00:00.000Z',
    })
    expect(await isSigned(keys, 'submission', again.payload, again.signature)).toBe(true)
    expect(again.photo).toEqual(first.photo)
    expect(formOf(again).has('frames')).toBe(false)
  })

  it('keeps its id and its location when it is signed anew', async () => {
    const keys = await makeKeys()
    const fix = { lat: 1, lng: 2, accuracy_m: 3, datum: 'wgs84', taken_at: '2026-11-23T01:29:00Z' } as const
    const first = await seal({ deviceId: 'd', keys }, { ...filled, location: fix }, now)
    const again = await resign({ deviceId: 'd', keys }, first, new Date('2026-11-23T03:00:00Z'))
    const before = JSON.parse(first.payload)
    expect(JSON.parse(again.payload)).toEqual({ ...before, signed_at: '2026-11-23T03:00:00.000Z' })
    expect(await isSigned(keys, 'submission', again.payload, again.signature)).toBe(true)
  })
})

describe('the queue', () => {
  const send = vi.fn()
  beforeEach(async () => {
    vi.resetModules()
    vi.doMock('./send', () => ({ send }))
    vi.stubGlobal('navigator', { locks: { request: (_: string, act: () => unknown) => act() } })
    send.mockReset()
    await keep('account', account)
  })
  afterEach(async () => {
    const { list, drop } = await import('./queue')
    for (const w of await list()) await drop(w.id)
    await forget('account')
    vi.doUnmock('./send')
    vi.unstubAllGlobals()
  })
  const problem = (status: number, code: string) => new ApiProblem({ status, code })
  const waiting = (id: string, sealedAt: string) => ({
    id,
    requestId: `r-${id}`,
    payload: '{}',
    signature: 's',
    title: 't',
    sealedAt,
  })
  async function filledQueue() {
    const { ApiProblem: Same } = await import('@diandao/shared/api/problem')
    const queue = await import('./queue')
    await queue.put(waiting('b', '2026-11-23T02:00:00Z'))
    await queue.put(waiting('a', '2026-11-23T01:00:00Z'))
    return {
      queue,
      refuse: (status: number, code: string) => send.mockRejectedValueOnce(new Same(problem(status, code).problem)),
    }
  }

  it('sends the oldest first and forgets what the server has', async () => {
    const { queue } = await filledQueue()
    send.mockImplementation(async (s) => ({ request_id: s.requestId }))
    expect((await queue.flush()).map((d) => d.request_id)).toEqual(['r-a', 'r-b'])
    expect(await queue.list()).toEqual([])
  })

  it.each([
    [0, 'network'],
    [503, 'request.timeout'],
    [429, 'request.too_many'],
    [401, 'device.token_expired'],
  ])('keeps everything when the answer is %d', async (status, code) => {
    const { queue, refuse } = await filledQueue()
    refuse(status, code)
    expect(await queue.flush()).toEqual([])
    expect(send).toHaveBeenCalledTimes(1)
    expect((await queue.list()).map((w) => [w.id, w.refused])).toEqual([
      ['a', undefined],
      ['b', undefined],
    ])
  })

  it('marks what is refused, goes on with the next, and does not send it again', async () => {
    const { queue, refuse } = await filledQueue()
    refuse(409, 'checkin.window_closed')
    send.mockResolvedValue({ request_id: 'r-b' })
    await queue.flush()
    expect((await queue.list()).map((w) => w.refused)).toEqual(['checkin.window_closed'])
    await queue.flush()
    expect(send).toHaveBeenCalledTimes(2)
  })

  it('signs anew what waited longer than the server’s clock allows', async () => {
    const keys = await makeKeys()
    await keep('account', { ...account, keys })
    const { queue, refuse } = await filledQueue()
    refuse(422, 'checkin.clock_skewed')
    send.mockImplementation(async (s) => ({ request_id: s.requestId }))
    expect(await queue.flush()).toHaveLength(2)
    const [first, again] = send.mock.calls.map(([s]) => s)
    expect(again.id).toBe(first.id)
    expect(await isSigned(keys, 'submission', again.payload, again.signature)).toBe(true)
  })
})

it('photos fit into 1280 × 1280 and are never enlarged', () => {
  expect(fit(1920, 1080)).toEqual({ width: 1280, height: 720 })
  expect(fit(640, 480)).toEqual({ width: 640, height: 480 })
})

it.each([
  [
    'Mozilla/5.0 (Linux; Android 13; V2203A) AppleWebKit/537.36 Chrome/120.0.0.0 Mobile Safari/537.36',
    'Android 13, Chrome 120',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) Version/17.2 Mobile/15E148 Safari/604.1',
    'iOS 17.2, Safari 17',
  ],
  ['Mozilla/5.0 (Linux; Android 12) Chrome/107 Mobile MicroMessenger/8.0.42', 'Android 12, Chrome 107'],
  ['curl', 'unknown, browser'],
])('describes %s', (agent, name) => {
  expect(deviceName(agent)).toBe(name)
})

it('reads the message’s id out of a push, and nothing else', () => {
  const id = newId()
  expect(messageIdOf(JSON.stringify({ message_id: id }))).toBe(id)
  for (const bad of [undefined, '', 'x', 'null', '{}', '{"message_id":"../x"}']) expect(messageIdOf(bad)).toBe('')
})
