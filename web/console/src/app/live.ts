// Server-sent hints → query invalidation, at most once per 500 ms.
import type { QueryClient } from '@tanstack/react-query'
import { ApiProblem } from '../../../shared/api/problem'
import { login } from '../lib/api'
import { askSession } from '../lib/session'

const pause = 500
const reconnectAfter = 5_000

/** Which queries a changed noun makes stale; the first word of their key. */
export const staleBy: Record<string, string[]> = {
  checkin: ['desk', 'checkin', 'person', 'attendance', 'claim'],
  claim: ['claim'],
  alert: ['desk', 'alert'],
  leave: ['leave', 'desk'],
  lost_contact: ['lost_contact', 'desk'],
  appeal: ['appeal', 'desk'],
  sanction: ['sanction', 'person'],
  rollcall: ['rollcall', 'attendance'],
  person: ['person'],
  plan: ['person', 'plan', 'fence'],
  fence: ['fence'],
}

/** What no hint makes stale: the login, and looks at pictures, each of which is on record. */
const lasting = ['session', 'look', 'picture']

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

const isUnreached = (error: unknown) =>
  error instanceof ApiProblem && (error.problem.status === 0 || error.problem.status >= 500)

/** Reads again what is on the screen and could not be read while the line was cut; no hint will come of it. */
const readUnread = (queries: QueryClient) =>
  queries.refetchQueries(
    {
      type: 'active',
      predicate: ({ state }) => state.status === 'error' && state.fetchStatus === 'idle' && isUnreached(state.error),
    },
    { cancelRefetch: false },
  )

/** Listens as long as the console is open; `onLink` tells whether the line is up. Returns how to stop. */
export function listen(queries: QueryClient, onLink: (up: boolean) => void): () => void {
  const hints = collector((words) => {
    queries.invalidateQueries({
      predicate: ({ queryKey: [word] }) =>
        !lasting.includes(String(word)) && (words === 'all' || words.has(String(word))),
    })
  })
  let source: EventSource
  let again: ReturnType<typeof setTimeout> | undefined
  let wasUp = false
  const open = () => {
    // the browser comes back with the number of the last hint it had, and is given what it missed or a resync
    let resumes = false
    source = new EventSource('/console/v1/events')
    source.onopen = () => {
      if (wasUp && !resumes) hints.all() // what came meanwhile is not known
      wasUp = true
      onLink(true)
      readUnread(queries)
    }
    source.addEventListener('hint', (event) => {
      resumes = event.lastEventId !== ''
      hints.hint(nounOf(event.data))
    })
    source.addEventListener('resync', () => hints.all())
    source.onerror = () => {
      onLink(false)
      if (source.readyState !== EventSource.CLOSED) return // it comes back by itself
      again = setTimeout(comeBack, reconnectAfter)
    }
  }
  const comeBack = async () => {
    const session = await askSession().catch(() => undefined)
    if (session !== null) return open()
    login.onExpired()
    again = setTimeout(comeBack, reconnectAfter) // until somebody has signed in again
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
