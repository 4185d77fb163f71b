// Server-sent hints → query invalidation, at most once per 500 ms.
import type { QueryClient } from '@tanstack/react-query'
import { login } from '../lib/api'
import { sessionQuery } from '../lib/session'

const pause = 500
const reconnectAfter = 5_000

/** Which queries a changed noun makes stale; the first word of their key. */
export const staleBy: Record<string, string[]> = {
  checkin: ['desk', 'checkin', 'person', 'attendance'],
  alert: ['desk', 'alert'],
  leave: ['leave'],
  lost_contact: ['lost_contact', 'desk'],
  appeal: ['appeal'],
  rollcall: ['rollcall', 'attendance'],
  person: ['person'],
  plan: ['person', 'plan', 'fence'],
  fence: ['fence'],
}

/** Collects hints and gives all the stale words at once, no sooner than `pause` after the last time. */
export function collector(flush: (words: Set<string> | 'all') => void, wait = pause) {
  let words: Set<string> | 'all' = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const arm = () => {
    timer ??= setTimeout(() => {
      timer = undefined
      const now = words
      words = new Set()
      flush(now)
    }, wait)
  }
  return {
    hint(noun: string) {
      if (words !== 'all') for (const word of staleBy[noun] ?? []) words.add(word)
      arm()
    },
    all() {
      words = 'all'
      arm()
    },
    stop() {
      clearTimeout(timer)
      timer = undefined
    },
  }
}

/** Listens as long as the console is open; `onLink` tells whether the line is up. Returns how to stop. */
export function listen(queries: QueryClient, onLink: (up: boolean) => void): () => void {
  const hints = collector((words) => {
    queries.invalidateQueries({
      predicate: (q) => q.queryKey[0] !== 'session' && (words === 'all' || words.has(String(q.queryKey[0]))),
    })
  })
  let source: EventSource
  let again: ReturnType<typeof setTimeout> | undefined
  let wasUp = false
  const open = () => {
    source = new EventSource('/console/v1/events')
    source.onopen = () => {
      if (wasUp) hints.all() // what came meanwhile is not known
      wasUp = true
      onLink(true)
    }
    source.addEventListener('hint', (event) => hints.hint(nounOf(event.data)))
    source.addEventListener('resync', () => hints.all())
    source.onerror = () => {
      onLink(false)
      if (source.readyState !== EventSource.CLOSED) return // it comes back by itself
      again = setTimeout(async () => {
        const session = await queries.fetchQuery({ ...sessionQuery, staleTime: 0 }).catch(() => undefined)
        if (session === null) login.onExpired()
        else open()
      }, reconnectAfter)
    }
  }
  open()
  return () => {
    clearTimeout(again)
    hints.stop()
    source.close()
  }
}

function nounOf(data: string): string {
  try {
    return String((JSON.parse(data) as { noun?: string }).noun ?? '')
  } catch {
    return ''
  }
}
