// The connection of a client to a roll call. It outlives its websocket: a lost one is replaced within the minute for
// which the server keeps the seat.
import { codeOf } from '../api/problem'
import { isBarred, pauseBefore, readClosing } from './closing'
import { Line, type SocketLike, signalProblem } from './line'
import { onNewNetwork } from './network'
import { MAX_HOPS, Places } from './places'
import type {
  Answers,
  ClientData,
  ClientType,
  EndReason,
  ServerEvents,
  ServerType,
  Session,
  SignalState,
} from './types'

export const PING_MS = 15_000
export const ANSWER_MS = 10_000
export const SEAT_MS = 60_000
/** How long a server may take to open a connection while there are others to ask. */
export const OPEN_MS = 4000

/** Some questions may take longer: offers are paced when everybody joins at once. */
const patience: Partial<Record<ClientType, number>> = { 'sdp.offer': 30_000, 'rollcall.close': 30_000 }

/**
 * Questions that are asked again with the same id after a lost connection, since they may have been heard: the server
 * does none of them twice on the same seat.
 */
const asksAgain: ClientType[] = [
  'person.call',
  'call.next',
  'call.end',
  'person.recall',
  'attendance.mark',
  'attendance.confirm',
  'text.send',
  'lead.take',
  'lead.give',
  'rollcall.close',
  'hand.raise',
]

export interface SignalOptions {
  /** Address of the websocket, see `signalUrl` and `ticketUrl`. */
  url: string
  /** Further addresses, if the roll call is not there any more. */
  others?: string[]
  /** From the join operation; used once. */
  ticket: string
  /** Makes a websocket; another one in tests. */
  open?: (url: string) => SocketLike
}

/** The websocket's address for a path of this page's own origin. */
export function signalUrl(path: string, origin: string = location.origin): string {
  return new URL(path, origin).href.replace(/^http/, 'ws')
}

/** The websocket of the server that has the roll call of a ticket. */
export function ticketUrl(ticket: { signal_url: string; signal_path: string }): string {
  return ticket.signal_url || signalUrl(ticket.signal_path)
}

/** Opens a connection and takes the seat. Refusals are thrown as ApiProblem. */
export async function connectSignal(options: SignalOptions): Promise<SignalClient> {
  const client = new SignalClient(options.url, options.open ?? ((url) => new WebSocket(url)), options.others)
  await client.start(options.ticket)
  return client
}

type Handler<T extends ServerType> = (data: ServerEvents[T]) => void

export class SignalClient {
  private line: Line | undefined
  private current: Session | undefined
  private status: SignalState = { at: 'open' }
  private readonly handlers = new Map<ServerType, Set<(data: never) => void>>()
  private readonly watchers = new Set<(state: SignalState) => void>()
  private pinging: ReturnType<typeof setInterval> | undefined
  private wake: (() => void) | undefined
  private unwatch: (() => void) | undefined
  private readonly places: Places
  /** Ids that are never used twice, by whatever connection. */
  private readonly prefix = crypto.randomUUID().replaceAll('-', '').slice(0, 16)
  private asked = 0
  /** What the last try to come back was refused with. */
  private refusal = ''

  constructor(
    url: string,
    private readonly open: (url: string) => SocketLike,
    others: string[] = [],
  ) {
    this.places = new Places(url)
    this.places.learn(others)
  }

  /** What the server last said at the hello. */
  get session(): Session {
    if (!this.current) throw signalProblem('signal.offline')
    return this.current
  }

  get state(): SignalState {
    return this.status
  }

  /** Asks the server something. Refusals, silence and a lost connection are thrown as ApiProblem. */
  request<T extends ClientType>(
    type: T,
    ...rest: ClientData[T] extends Record<string, never> ? [] : [ClientData[T]]
  ): Promise<Answers[T]> {
    return this.requestWhile(() => true, type, ...rest)
  }

  /** As `request`; after a lost connection it is asked again only while it is still wanted. */
  async requestWhile<T extends ClientType>(
    isWanted: () => boolean,
    type: T,
    ...rest: ClientData[T] extends Record<string, never> ? [] : [ClientData[T]]
  ): Promise<Answers[T]> {
    const id = `${this.prefix}-${++this.asked}`
    for (;;) {
      if (!this.line || this.status.at !== 'open') throw signalProblem('signal.offline')
      try {
        return (await this.line.ask(type, rest[0] ?? {}, patience[type] ?? ANSWER_MS, id)) as Answers[T]
      } catch (e) {
        if (codeOf(e) !== 'signal.offline' || !asksAgain.includes(type) || !(await this.isBack()) || !isWanted())
          throw e
      }
    }
  }

  /** Waits for a connection that is being resumed, or closes at this moment, and tells whether the seat was kept. */
  private isBack(): Promise<boolean> {
    if (this.status.at === 'ended') return Promise.resolve(false)
    return new Promise((resolve) => {
      const stop = this.watch((s) => {
        if (s.at === 'resuming') return
        stop()
        resolve(s.at === 'open' && this.session.resumed)
      })
    })
  }

  /** Hears what the server says; the answer stops it. */
  on<T extends ServerType>(type: T, handler: Handler<T>): () => void {
    const set = this.handlers.get(type) ?? new Set()
    this.handlers.set(type, set)
    set.add(handler)
    return () => set.delete(handler)
  }

  /** Hears of every change of state; after `resuming`, `open` comes with the session of the new hello. */
  watch(handler: (state: SignalState) => void): () => void {
    this.watchers.add(handler)
    return () => this.watchers.delete(handler)
  }

  /** Gives the seat up. */
  close() {
    if (this.status.at === 'open') this.line?.ask('session.leave', {}, ANSWER_MS).catch(() => undefined)
    this.finish('left')
  }

  /** Says hello for the first time. */
  async start(ticket: string): Promise<void> {
    try {
      await this.hello({ ticket })
    } catch (e) {
      this.finish('refused')
      throw e
    }
    this.pinging = setInterval(() => this.ping(), PING_MS)
    if (typeof window !== 'undefined') this.unwatch = this.watchNetwork()
  }

  /** Says hello, and goes where it is sent. */
  private async hello(by: { ticket: string } | { resume_token: string }) {
    for (let hop = 0; ; hop++) {
      try {
        await this.greet(by)
        this.places.learn(this.session.nodes ?? [])
        return
      } catch (e) {
        if (codeOf(e) !== 'signal.elsewhere' || hop === MAX_HOPS || !this.places.follow()) throw e
      }
    }
  }

  private async greet(by: { ticket: string } | { resume_token: string }) {
    const line: Line = new Line(this.open(this.places.current), {
      onEvent: (type, data) => this.hear(type, data),
      onClosed: (code, why) => this.lost(line, code, why),
    })
    this.line = line
    let limit = setTimeout(() => line.drop(), this.places.isMany && this.current ? OPEN_MS : ANSWER_MS)
    try {
      await line.opened
      clearTimeout(limit)
      limit = setTimeout(() => line.drop(), ANSWER_MS)
      this.current = (await line.ask('session.hello', { versions: [1], ...by }, ANSWER_MS)) as Session
    } catch (e) {
      line.drop()
      throw e
    } finally {
      clearTimeout(limit)
    }
  }

  private hear(type: ServerType, data: unknown) {
    if (type === 'session.elsewhere' || type === 'session.going') this.places.sendTo((data as { url?: string }).url)
    this.tell(type, data)
  }

  private tell(type: ServerType, data: unknown) {
    for (const handler of this.handlers.get(type) ?? []) handler(data as never)
  }

  private set(state: SignalState) {
    this.status = state
    for (const watcher of this.watchers) watcher(state)
  }

  private ping() {
    const line = this.line
    if (this.status.at !== 'open' || !line) return
    line.ask('session.ping', {}, ANSWER_MS).catch((e) => {
      if (codeOf(e) === 'signal.timeout') line.drop() // the network has gone without a word
    })
  }

  private readonly onNetwork = () => {
    this.wake?.()
    this.ping()
  }

  /** The browser knows before any ping that there is no network; where it is wrong the next connection opens at once. */
  private readonly onOffline = () => {
    if (this.status.at === 'open') this.line?.drop()
  }

  private watchNetwork(): () => void {
    const unwatch = onNewNetwork(this.onNetwork)
    window.addEventListener('offline', this.onOffline)
    return () => {
      unwatch()
      window.removeEventListener('offline', this.onOffline)
    }
  }

  private lost(line: Line, code: number, why: string) {
    if (line !== this.line || this.status.at !== 'open' || !this.current) return
    const reason = readClosing(code)
    if (reason !== 'resume') {
      this.finish(reason, why)
      return
    }
    this.set({ at: 'resuming', since: Date.now() })
    this.resume(Date.now() + SEAT_MS).catch(() => this.finish('fault'))
  }

  private async resume(until: number) {
    for (let n = 0; Date.now() < until; n++) {
      await this.pause(pauseBefore(n))
      if (this.status.at === 'ended') return
      for (const url of this.places.round()) {
        this.places.go(url)
        const outcome = await this.lookAt()
        if (this.ended()) return this.line?.drop()
        if (outcome === 'open') return this.set({ at: 'open' })
        if (outcome === 'busy') {
          this.places.skip() // the others hardly know more at the moment
          break
        }
        if (outcome) return this.finish(outcome, this.refusal)
      }
    }
    this.finish('lost')
  }

  /** Tries to come back at the current address; null when nobody answers there. */
  private async lookAt(): Promise<'open' | 'busy' | 'closed' | 'refused' | 'barred' | null> {
    try {
      await this.hello({ resume_token: this.session.resume_token })
      return 'open'
    } catch (e) {
      const code = codeOf(e)
      this.refusal = code
      if (isBarred(code)) return 'barred'
      if (code === 'signal.closed' || code === 'rollcall.state') return 'closed'
      if (code === 'signal.ticket_refused' || code === 'signal.version_unsupported') return 'refused'
      return code === 'signal.offline' || code === 'signal.timeout' ? null : 'busy'
    }
  }

  private ended(): boolean {
    return this.status.at === 'ended'
  }

  /** Waits, but not longer than until the network comes back. */
  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  private finish(reason: EndReason, why = '') {
    if (this.status.at === 'ended') return
    clearInterval(this.pinging)
    this.unwatch?.()
    this.set(why && reason === 'barred' ? { at: 'ended', reason, why } : { at: 'ended', reason })
    this.wake?.()
    this.line?.drop()
  }
}
