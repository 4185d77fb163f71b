/** How long something has been on at `now`, as 0:07, 18:20 or 1:02:03; nothing before it began. */
export function elapsed(since: string | null | undefined, now: number): string {
  if (!since) return ''
  const seconds = Math.max(0, Math.floor((now - Date.parse(since)) / 1000))
  const two = (n: number) => String(n).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}
