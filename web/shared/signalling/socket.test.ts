import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { pauseBefore, readClosing } from './closing'
import { connectSignal, PING_MS, SEAT_MS, signalUrl, ticketUrl } from './socket'

/** The server's end of one websocket. */
class FakeSocket {
  onopen: ((e: Event) => void) | null = null
  onmessage: ((e: MessageEvent) => void) | null = null
  onclose: ((e: CloseEvent) => void) | null = null
  readyState = 0
  sent: { type: string; id: string; data: Record<string, unknown> }[] = []

  constructor(private readonly answer: (m: FakeSocket['sent'][number], socket: FakeSocket) => void) {
    queueMicrotask(() => this.onopen?.(new Event('open')))
  }
  send(text: string) {
    const m = JSON.parse(text)
    this.sent.push(m)
    queueMicrotask(() => this.answer(m, this))
  }
  close() {}
  say(message: object) {
    this.onmessage?.({ data: JSON.stringify(message) } as MessageEvent)
  }
  ack(id: string, data: object = {}) {
    this.say({ type: 'ack', re: id, data })
  }
  die(code: number, reason = '') {
    this.onclose?.({ code, reason } as CloseEvent)
  }
}

const session = (resumed = false, more: object = {}) => ({
  version: 1,
  role: 'phone',
  peer_id: 'p',
  resume_token: 'r',
  resumed,
  ice_servers: [],
  server_time: '2026-11-23T01:00:00Z',
  roll_call: { id: 'c', title: 't', station_name: 's', state: 'live' },
  slots_max: 26,
  self: null,
  moved: false,
  nodes: [] as string[],
  ...more,
})

let sockets: FakeSocket[]
let urls: string[]
let answer: (m: FakeSocket['sent'][number], socket: FakeSocket) => void

const connect = () =>
  connectSignal({
    url: 'ws://x/signal',
    ticket: 'one-use',
    open: (url) => {
      urls.push(url)
      const s = new FakeSocket((m, socket) => answer(m, socket))
      sockets.push(s)
      return s as unknown as WebSocket
    },
  })

const polite: typeof answer = (m, s) => s.ack(m.id, m.type === 'session.hello' ? session('resume_token' in m.data) : {})

beforeEach(() => {
  vi.useFakeTimers()
  sockets = []
  urls = []
  answer = polite
})
afterEach(() => void vi.useRealTimers())

describe('a connection', () => {
  it('says hello with its ticket and matches answers by id', async () => {
    const client = await connect()
    expect(sockets[0]?.sent[0]).toMatchObject({ type: 'session.hello', data: { versions: [1], ticket: 'one-use' } })
    answer = () => undefined
    const first = client.request('hand.raise', { raised: true })
    const second = client.request('session.ping')
    const [, a, b] = sockets[0]?.sent ?? []
    sockets[0]?.ack(b?.id ?? '', { b: 1 })
    sockets[0]?.ack(a?.id ?? '', { a: 1 })
    expect(await first).toEqual({ a: 1 })
    expect(await second).toEqual({ b: 1 })
    client.close()
  })

  it('throws the code of a refusal, and silence as a timeout', async () => {
    const client = await connect()
    answer = (m, s) => s.say({ type: 'error', re: m.id, data: { code: 'rollcall.state', message: 'no' } })
    await expect(client.request('call.end')).rejects.toThrow('rollcall.state')
    answer = () => undefined
    const unanswered = expect(client.request('call.end')).rejects.toThrow('signal.timeout')
    await vi.advanceTimersByTimeAsync(10_000)
    await unanswered
    client.close()
  })

  it('is refused with the code of the hello', async () => {
    answer = (m, s) => {
      s.say({ type: 'error', re: m.id, data: { code: 'signal.ticket_refused', message: '' } })
      s.die(4003)
    }
    await expect(connect()).rejects.toThrow('signal.ticket_refused')
    expect(sockets).toHaveLength(1)
  })

  it('tells events to those who listen, until they stop', async () => {
    const client = await connect()
    const heard: number[] = []
    const stop = client.on('queue.position', (q) => heard.push(q.ahead))
    sockets[0]?.say({ type: 'queue.position', data: { ahead: 3 } })
    stop()
    sockets[0]?.say({ type: 'queue.position', data: { ahead: 2 } })
    sockets[0]?.say({ type: 'something.new', data: {} })
    expect(heard).toEqual([3])
    client.close()
  })

  it('pings, and takes an unanswered ping as a lost network', async () => {
    const client = await connect()
    answer = (m, s) => (s === sockets[0] ? undefined : polite(m, s))
    await vi.advanceTimersByTimeAsync(PING_MS)
    expect(sockets[0]?.sent.at(-1)?.type).toBe('session.ping')
    await vi.advanceTimersByTimeAsync(11_000)
    expect(sockets).toHaveLength(2)
    expect(client.state).toEqual({ at: 'open' })
    client.close()
  })
})

describe('a network that the browser says is gone', () => {
  let page: EventTarget
  beforeEach(() => {
    page = new EventTarget()
    vi.stubGlobal('window', page)
    vi.stubGlobal('navigator', {})
  })
  afterEach(() => void vi.unstubAllGlobals())
  const goOffline = () => page.dispatchEvent(new Event('offline'))

  it('is told at once, and the seat is kept', async () => {
    const client = await connect()
    answer = (_, s) => s.die(1006)
    goOffline()
    expect(client.state.at).toBe('resuming')
    await vi.advanceTimersByTimeAsync(1000)
    goOffline() // once more while it is looked for
    expect(client.state.at).toBe('resuming')
    expect(sockets[0]?.sent.map((m) => m.type)).not.toContain('session.leave')
    answer = polite
    await vi.advanceTimersByTimeAsync(5000)
    expect(client.state.at).toBe('open')
    expect(client.session.resumed).toBe(true)
    client.close()
  })

  it('is there again at once where the browser was wrong', async () => {
    const client = await connect()
    const states: string[] = []
    client.watch((s) => states.push(s.at))
    goOffline()
    await vi.advanceTimersByTimeAsync(1)
    expect(states).toEqual(['resuming', 'open'])
    expect(sockets).toHaveLength(2)
    client.close()
    goOffline()
    await vi.advanceTimersByTimeAsync(SEAT_MS)
    expect(sockets).toHaveLength(2)
  })
})

describe('a lost connection', () => {
  it('keeps the seat with its token and fails what was asked', async () => {
    const client = await connect()
    const states: string[] = []
    client.watch((s) => states.push(s.at))
    answer = () => undefined
    const asked = expect(client.request('roster.get')).rejects.toThrow('signal.offline')
    answer = polite
    sockets[0]?.die(1006)
    await asked
    await vi.advanceTimersByTimeAsync(100)
    expect(sockets[1]?.sent[0]?.data).toEqual({ versions: [1], resume_token: 'r' })
    expect(states).toEqual(['resuming', 'open'])
    expect(client.session.resumed).toBe(true)
    await expect(client.request('session.ping')).resolves.toEqual({})
    client.close()
  })

  it('asks again, with the same id, what may or may not have been done', async () => {
    const client = await connect()
    answer = () => undefined
    const marked = client.request('attendance.mark', { person_id: 'p', status: 'present', reason: '' })
    const first = sockets[0]?.sent.at(-1)
    answer = (m, s) => s.ack(m.id, m.type === 'session.hello' ? session(true) : { done: m.id })
    sockets[0]?.die(1006)
    await vi.advanceTimersByTimeAsync(100)
    expect(await marked).toEqual({ done: first?.id })
    expect(sockets[1]?.sent.at(-1)).toEqual(first)
    expect(first?.id.length).toBeGreaterThanOrEqual(16)
    client.close()
  })

  it('asks nothing again that has been overtaken meanwhile', async () => {
    const client = await connect()
    answer = () => undefined
    let isWanted = true
    const mark = { person_id: 'p', status: 'absent', reason: 'x' } as const
    const marked = client.requestWhile(() => isWanted, 'attendance.mark', mark).catch((e) => e)
    answer = (m, s) => s.ack(m.id, m.type === 'session.hello' ? session(true) : { done: m.id })
    sockets[0]?.die(1006)
    isWanted = false // another mark went by another way
    await vi.advanceTimersByTimeAsync(100)
    expect(await marked).toMatchObject({ problem: { code: 'signal.offline' } })
    expect(sockets[1]?.sent.map((m) => m.type)).not.toContain('attendance.mark')
    client.close()
  })

  it.each([
    ['person.recall', { person_ids: ['p'] }],
    ['call.next', {}],
    ['attendance.confirm', { person_ids: ['p'] }],
    ['text.send', { person_id: null, text: 'x' }],
    ['lead.take', {}],
    ['lead.give', { staff_id: 's' }],
  ] as const)('asks %s again, which the server does once', async (type, data) => {
    const client = await connect()
    answer = () => undefined
    const asked = client.request(type, data as never)
    const first = sockets[0]?.sent.at(-1)
    answer = (m, s) => s.ack(m.id, m.type === 'session.hello' ? session(true) : { done: m.id })
    sockets[0]?.die(1006)
    await vi.advanceTimersByTimeAsync(100)
    expect(await asked).toEqual({ done: first?.id })
    expect(sockets[1]?.sent.filter((m) => m.type === type)).toEqual([first])
    client.close()
  })

  it('asks nothing again on another seat, where it could be done twice', async () => {
    const client = await connect()
    answer = () => undefined
    const asked = expect(client.request('text.send', { person_id: null, text: 'x' })).rejects.toThrow('signal.offline')
    answer = (m, s) => s.ack(m.id, m.type === 'session.hello' ? session(false) : {})
    sockets[0]?.die(1006)
    await vi.advanceTimersByTimeAsync(100)
    await asked
    expect(sockets[1]?.sent.map((m) => m.type)).toEqual(['session.hello'])
    client.close()
  })

  it('waits for the next connection when this one closes at the moment', async () => {
    const client = await connect()
    const [closing] = sockets
    let looks = 0
    Object.defineProperty(closing, 'readyState', {
      get: () => {
        if (++looks > 10) throw new Error('asked again without a pause')
        return 2
      },
    })
    const marked = client.request('attendance.mark', { person_id: 'p', status: 'present', reason: '' })
    await vi.advanceTimersByTimeAsync(10)
    answer = (m, s) => s.ack(m.id, m.type === 'session.hello' ? session(true) : { done: true })
    closing?.die(1006)
    await vi.advanceTimersByTimeAsync(100)
    expect(await marked).toEqual({ done: true })
    expect(closing?.sent.map((m) => m.type)).toEqual(['session.hello'])
    client.close()
  })

  it('is given up after the minute for which the seat is kept', async () => {
    const client = await connect()
    answer = (_, s) => s.die(1006)
    sockets[0]?.die(1001)
    await vi.advanceTimersByTimeAsync(SEAT_MS + 10_000)
    expect(client.state).toEqual({ at: 'ended', reason: 'lost' })
    expect(sockets.length).toBeGreaterThan(8)
    expect(sockets.length).toBeLessThan(50)
  })

  it.each([
    [4009, 'replaced'],
    [4010, 'closed'],
    [4003, 'refused'],
    [4029, 'fault'],
  ])('does not come back after %d', async (code, reason) => {
    const client = await connect()
    sockets[0]?.die(code)
    await vi.advanceTimersByTimeAsync(SEAT_MS)
    expect(client.state).toEqual({ at: 'ended', reason })
    expect(sockets).toHaveLength(1)
  })

  it('tells why somebody may not stay, and does not come back', async () => {
    const client = await connect()
    sockets[0]?.die(4012, 'rollcall.account_disabled')
    await vi.advanceTimersByTimeAsync(SEAT_MS)
    expect(client.state).toEqual({ at: 'ended', reason: 'barred', why: 'rollcall.account_disabled' })
    expect(sockets).toHaveLength(1)
  })

  it('tells why somebody may not come back', async () => {
    const client = await connect()
    answer = (m, s) => {
      s.say({ type: 'error', re: m.id, data: { code: 'rollcall.not_yours', message: '' } })
      s.die(4012, 'rollcall.not_yours')
    }
    sockets[0]?.die(1006)
    await vi.advanceTimersByTimeAsync(SEAT_MS)
    expect(client.state).toEqual({ at: 'ended', reason: 'barred', why: 'rollcall.not_yours' })
    expect(sockets).toHaveLength(2)
  })

  it('leaves for good when it is closed here', async () => {
    const client = await connect()
    client.close()
    expect(sockets[0]?.sent.at(-1)?.type).toBe('session.leave')
    await vi.advanceTimersByTimeAsync(SEAT_MS)
    expect(sockets).toHaveLength(1)
    await expect(client.request('session.ping')).rejects.toThrow('signal.offline')
  })
})

/** A server that has the roll call at `place` only. */
const at =
  (place: string, more: object = {}): typeof answer =>
  (m, s) => {
    if (m.type !== 'session.hello') return s.ack(m.id)
    if (urls[sockets.indexOf(s)] === place) return s.ack(m.id, session('resume_token' in m.data, more))
    s.say({ type: 'session.elsewhere', data: { url: place } })
    s.say({ type: 'error', re: m.id, data: { code: 'signal.elsewhere', message: '' } })
    s.die(4011)
  }

describe('a roll call at another server', () => {
  it('is followed with the same ticket', async () => {
    answer = at('ws://y/signal')
    const client = await connect()
    expect(urls).toEqual(['ws://x/signal', 'ws://y/signal'])
    expect(sockets[1]?.sent[0]?.data).toMatchObject({ ticket: 'one-use' })
    client.close()
  })

  it('is followed a few times only', async () => {
    answer = (m, s) => {
      s.say({ type: 'session.elsewhere', data: { url: `ws://${urls.length}/signal` } })
      s.say({ type: 'error', re: m.id, data: { code: 'signal.elsewhere', message: '' } })
    }
    await expect(connect()).rejects.toThrow('signal.elsewhere')
    expect(sockets).toHaveLength(5)
  })

  it('is resumed where the server that goes said', async () => {
    answer = at('ws://x/signal')
    const client = await connect()
    answer = at('ws://z/signal', { moved: true })
    sockets[0]?.say({ type: 'session.going', data: { reason: 'server_going', url: 'ws://z/signal' } })
    sockets[0]?.die(1001)
    await vi.advanceTimersByTimeAsync(100)
    expect(urls).toEqual(['ws://x/signal', 'ws://z/signal'])
    expect(client.session.moved).toBe(true)
    client.close()
  })

  it('is looked for at all addresses in turn when its server died', async () => {
    answer = at('ws://x/signal', { nodes: ['ws://a/signal', 'ws://b/signal'] })
    const client = await connect()
    const alive = at('ws://b/signal')
    answer = (m, s) => {
      const url = urls[sockets.indexOf(s)]
      if (url === 'ws://x/signal') return s.die(1006)
      if (url === 'ws://a/signal') {
        s.say({ type: 'error', re: m.id, data: { code: 'signal.moving', message: '' } })
        return s.die(1011)
      }
      alive(m, s)
    }
    sockets[0]?.die(1006)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(urls).toEqual(['ws://x/signal', 'ws://x/signal', 'ws://a/signal', 'ws://b/signal'])
    expect(client.state).toEqual({ at: 'open' })
    client.close()
  })
})

it('reads closings and waits longer each time', () => {
  expect([1001, 1006, 1011, 4002, 4008, 4011].map(readClosing)).toEqual(Array(6).fill('resume'))
  expect([0, 1, 2, 3, 9, 20].map((n) => pauseBefore(n, 1))).toEqual([0, 500, 1000, 2000, 2000, 5000])
})

it('makes the address of the websocket', () => {
  expect(ticketUrl({ signal_url: 'wss://node-1.example.org/signal', signal_path: '/signal' })).toBe(
    'wss://node-1.example.org/signal',
  )
})

it('makes the address of this page', () => {
  expect(signalUrl('/signal', 'https://example.org')).toBe('wss://example.org/signal')
})
