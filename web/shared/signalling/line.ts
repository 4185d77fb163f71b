// One websocket: messages go out with an id and come back answered. It does not come back once it is closed.
import { ApiProblem } from '../api/problem'
import type { ServerEvents } from './types'

/** The part of WebSocket that is used. */
export type SocketLike = Pick<WebSocket, 'send' | 'close' | 'readyState'> & {
  onopen: ((e: Event) => void) | null
  onmessage: ((e: MessageEvent) => void) | null
  onclose: ((e: CloseEvent) => void) | null
}

interface Envelope {
  type: string
  re?: string
  data?: unknown
}

interface Waiting {
  resolve: (data: unknown) => void
  reject: (problem: ApiProblem) => void
  timer: ReturnType<typeof setTimeout>
}

export interface LineHandlers {
  onEvent: (type: keyof ServerEvents, data: unknown) => void
  onClosed: (code: number, reason: string) => void
}

/** A problem of the connection itself, told by the sentences of `signal.*`. */
export const signalProblem = (code: string, detail = '') => new ApiProblem({ code, status: 0, detail })

export class Line {
  private last = 0
  private readonly waiting = new Map<string, Waiting>()
  private over = false
  /** Settled once messages can be sent; refused when it never came to that. */
  readonly opened: Promise<void>

  constructor(
    private readonly socket: SocketLike,
    private readonly handlers: LineHandlers,
  ) {
    this.opened = new Promise((resolve, reject) => {
      socket.onopen = () => resolve()
      socket.onclose = (e) => {
        reject(signalProblem('signal.offline'))
        this.end(e.code, e.reason)
      }
    })
    this.opened.catch(() => undefined) // told by onClosed
    socket.onmessage = (e) => this.read(String(e.data))
  }

  /** Sends a message and waits for its answer. Without an id it gets the next number of this line. */
  ask(type: string, data: unknown, timeoutMs: number, id = String(++this.last)): Promise<unknown> {
    // The other side may have begun to close, of which onclose is told only when it has ended.
    if (this.over || this.socket.readyState > 1) return Promise.reject(signalProblem('signal.offline'))
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.delete(id)
        reject(signalProblem('signal.timeout'))
      }, timeoutMs)
      this.waiting.set(id, { resolve, reject, timer })
      this.socket.send(JSON.stringify({ type, id, data }))
    })
  }

  /** Gives the line up without waiting for the other side, which may be unreachable. */
  drop(code = 1000) {
    if (this.over) return
    this.socket.close(code)
    this.end(1006)
  }

  private read(text: string) {
    if (this.over) return
    const m = JSON.parse(text) as Envelope
    if (m.re === undefined) {
      this.handlers.onEvent(m.type as keyof ServerEvents, m.data ?? {})
      return
    }
    const w = this.waiting.get(m.re)
    if (!w) return // answered too late
    this.waiting.delete(m.re)
    clearTimeout(w.timer)
    if (m.type === 'ack') w.resolve(m.data ?? {})
    else {
      const p = m.data as { code: string; message: string }
      w.reject(signalProblem(p.code, p.message))
    }
  }

  private end(code: number, reason = '') {
    if (this.over) return
    this.over = true
    for (const w of this.waiting.values()) {
      clearTimeout(w.timer)
      w.reject(signalProblem('signal.offline'))
    }
    this.waiting.clear()
    this.handlers.onClosed(code, reason)
  }
}
