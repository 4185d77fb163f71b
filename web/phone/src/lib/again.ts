/** A network that has come back often does nothing yet: after these pauses it is tried again, in ms. */
const PAUSES_MS = [2000, 3000, 10_000]

/** Tries at once and, while something is left, again after 2, 5 and 15 s; the answer stops it. */
export function tryAgain(attempt: () => Promise<unknown>, isLeft: () => Promise<boolean>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isStopped = false
  const go = async (n: number) => {
    await attempt().catch(() => undefined)
    const pause = PAUSES_MS[n]
    if (pause === undefined || !(await isLeft().catch(() => false)) || isStopped) return
    timer = setTimeout(() => go(n + 1), pause)
  }
  go(0)
  return () => {
    isStopped = true
    clearTimeout(timer)
  }
}
