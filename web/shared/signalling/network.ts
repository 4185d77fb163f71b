// When the phone changes networks. Many go from Wi-Fi to mobile without ever being offline, so `online` alone is silent.

/** What browsers say of the network a phone is on, where they say it (Network Information API). */
interface Connection extends EventTarget {
  /** wifi, cellular, none…; phones tell it. */
  readonly type?: string
}

/** Changes come in twos and threes: of those within this time the last counts. */
const QUIET_MS = 500

const connection = (): Connection | undefined => (navigator as { connection?: Connection }).connection

/** Calls back when the network comes back or becomes another one; the answer stops it. */
export function onNewNetwork(handler: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let type = connection()?.type
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(handler, QUIET_MS)
  }
  const changed = () => {
    const now = connection()?.type
    // another estimate of the same network is no change, and computers tell nothing but estimates
    if (now === undefined || now === type) return
    type = now
    if (now !== 'none') soon()
  }
  window.addEventListener('online', soon)
  connection()?.addEventListener('change', changed)
  return () => {
    clearTimeout(timer)
    window.removeEventListener('online', soon)
    connection()?.removeEventListener('change', changed)
  }
}
