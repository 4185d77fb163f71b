// Where a roll call may be found: it is at one of several servers at a time, and moves when that one goes or dies.

/** How often in a row a client goes where it is sent, before it waits. */
export const MAX_HOPS = 4
/** Addresses that are remembered. */
const MAX_KNOWN = 16

export class Places {
  private known: string[]
  private next: string | null = null

  constructor(private now: string) {
    this.known = [now]
  }

  /** The address spoken with, or to be spoken with next. */
  get current(): string {
    return this.now
  }

  /** The server has said where the roll call is. */
  sendTo(url: string | undefined) {
    if (url) this.next = url
  }

  /** Goes where it was sent; false when it was not. */
  follow(): boolean {
    if (!this.next) return false
    this.go(this.next)
    return true
  }

  /** Further addresses, as a hello was answered. */
  learn(urls: readonly string[]) {
    this.known = [...new Set([this.now, ...urls, ...this.known])].slice(0, MAX_KNOWN)
  }

  /** The addresses to look at when the connection was lost: where it was sent, where it was, then all others. */
  round(): string[] {
    const first = this.next ? [this.next] : []
    this.next = null
    return [...new Set([...first, this.now, ...this.known])]
  }

  /** A server has answered that it cannot help: the next round begins with another. */
  skip() {
    this.now = this.known[(this.known.indexOf(this.now) + 1) % this.known.length] ?? this.now
  }

  go(url: string) {
    this.now = url
    this.next = null
    if (!this.known.includes(url)) this.learn([])
  }

  /** Whether there is more than one address to look at. */
  get isMany(): boolean {
    return this.known.length > 1
  }
}
