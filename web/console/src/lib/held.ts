// Decisions taken back within a few seconds: each is kept here before it is sent, so that nobody is told what is undone.
import { createContext } from 'react'

/** How long a decision waits, in milliseconds. */
export const HOLD_MS = 10_000

export interface Held {
  id: number
  /** The desk items that it decides. */
  items: readonly string[]
  /** What it is, in the officer's language. */
  label: string
  /** When it is sent, on the clock of Date.now. */
  sendAt: number
  /** Why it could not be sent; it waits for the officer then. */
  problem?: unknown
}

interface Waiting extends Held {
  send: () => Promise<unknown>
  timer?: ReturnType<typeof setTimeout>
  isSent?: boolean
  /** Settled once what is on its way has been answered. */
  answered?: Promise<void>
}

/** The decisions that wait, in the order in which they were taken. */
export class HeldWrites {
  private all: Waiting[] = []
  private shown: Held[] = []
  private listeners = new Set<() => void>()
  private hearers = new Set<(items: readonly string[]) => void>()
  private count = 0

  constructor(private readonly wait = HOLD_MS) {}

  hold(items: readonly string[], label: string, send: () => Promise<unknown>) {
    const held: Waiting = { id: ++this.count, items, label, sendAt: Date.now() + this.wait, send }
    held.timer = setTimeout(() => this.send(held), this.wait)
    this.all.push(held)
    this.changed()
  }

  /** Takes a decision back, the newest when none is named. One that is on its way can't be. */
  undo(id?: number) {
    const held =
      id === undefined
        ? this.all.findLast((h) => !h.isSent && h.problem === undefined)
        : this.all.find((h) => h.id === id && !h.isSent)
    if (!held) return
    clearTimeout(held.timer)
    this.remove(held)
  }

  /** Sends one at once, also one that failed. */
  sendNow(id: number) {
    const held = this.all.find((h) => h.id === id && !h.isSent)
    if (held) this.send(held)
  }

  /** Sends all at once, as when the page is left or the login ends, and waits for the answers, also of those on their way. */
  async sendAll() {
    await Promise.all(this.all.map((held) => (held.isSent ? held.answered : this.send(held))))
  }

  /** Forgets all that has not been sent: it was somebody's who is signed in here no more, and nobody else may send it. */
  clear() {
    for (const held of this.all) clearTimeout(held.timer)
    this.all = []
    this.changed()
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => {
      this.listeners.delete(listener)
    }
  }

  /** Tells of the items of each decision that has arrived, while it still counts as waiting. Returns how to stop. */
  onArrived = (hearer: (items: readonly string[]) => void) => {
    this.hearers.add(hearer)
    return () => {
      this.hearers.delete(hearer)
    }
  }

  /** What waits; the same array until something changes. */
  list = (): readonly Held[] => this.shown

  private send(held: Waiting): Promise<void> {
    held.answered = this.answer(held)
    return held.answered
  }

  private async answer(held: Waiting) {
    clearTimeout(held.timer)
    held.isSent = true
    held.problem = undefined
    this.changed()
    try {
      await held.send()
    } catch (problem) {
      held.isSent = false
      held.problem = problem
      this.changed()
      return
    }
    try {
      for (const hearer of this.hearers) hearer(held.items)
    } finally {
      this.remove(held) // it has arrived, whatever a hearer makes of it
    }
  }

  private remove(held: Waiting) {
    this.all = this.all.filter((h) => h !== held)
    this.changed()
  }

  private changed() {
    this.shown = this.all.map(({ id, items, label, sendAt, problem }) => ({ id, items, label, sendAt, problem }))
    for (const listener of this.listeners) listener()
  }
}

/** The decisions of this tab that wait. */
export const HeldContext = createContext(new HeldWrites(0))

/** Where decisions wait; null where they are sent at once. */
export const HoldContext = createContext<HeldWrites | null>(null)
