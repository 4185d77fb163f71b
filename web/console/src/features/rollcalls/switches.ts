/**
 * Keys that switch something on and off. A key pressed twice ends where it began, also when the second press comes
 * before the news of the first: it goes by what was asked last, not by what has been heard.
 */
export class Switches {
  private readonly asked = new Map<string, { on: boolean }>()

  /** Asks for the other state of `what`; `isOn` is what has been heard of it. Rejects as `ask` does. */
  async press(what: string, isOn: () => boolean, ask: (on: boolean) => Promise<unknown>): Promise<void> {
    const wish = { on: !(this.asked.get(what)?.on ?? isOn()) }
    this.asked.set(what, wish)
    try {
      await ask(wish.on)
      if (isOn() === wish.on) this.forget(what, wish)
    } catch (e) {
      this.forget(what, wish)
      throw e
    }
  }

  /** The server has told how things are: what was asked before counts no longer. */
  heard(what: string, isOn: boolean) {
    const wish = this.asked.get(what)
    if (wish?.on === isOn) this.asked.delete(what)
  }

  /** The line was down: what was asked before may have been undone unheard. */
  clear() {
    this.asked.clear()
  }

  private forget(what: string, wish: { on: boolean }) {
    if (this.asked.get(what) === wish) this.asked.delete(what)
  }
}
