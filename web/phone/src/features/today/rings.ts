// Which roll calls have rung on this page already: each rings once.
const rung = new Set<string>()

/** Whether a roll call has not rung before; it has now. */
export function isNewRing(id: string): boolean {
  if (rung.has(id)) return false
  rung.add(id)
  return true
}
