import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import type { Waiting } from '../lib/queue'
import { SENT } from '../lib/sync'

const load = () => import('../lib/queue')
const none: Waiting[] = []

/** Has the lists asked anew that writes from the outbox change. */
async function askAnew(queries: QueryClient) {
  for (const noun of ['acts', 'leaves', 'appeals', 'policy', 'today'])
    await queries.invalidateQueries({ queryKey: [noun] })
}

/** Sends the other writes that wait. */
async function flushActs(queries: QueryClient) {
  const answered = await (await import('../lib/outbox')).flush()
  if (answered > 0) await askAnew(queries)
}

/** Sends sealed check-ins at the start, when the network comes back and when the page is shown; `list` is what waits. */
export function useFlush(): { list: Waiting[]; drop: (id: string) => void } {
  const queries = useQueryClient()
  // a phone that has never shown Today holds nothing that waits: the first screen goes before
  const isReady = useQuery({ queryKey: ['today'], enabled: false }).data !== undefined
  const list = async () => (await load()).list()
  const { data } = useQuery({ queryKey: ['waiting'], queryFn: list, staleTime: 0, enabled: isReady })

  const flush = useCallback(async () => {
    const [queue, receipts] = [await load(), await import('../lib/receipts')]
    const done = await queue.flush()
    for (const d of done) queries.setQueryData(['submitted', d.request_id], d)
    await queries.invalidateQueries({ queryKey: ['waiting'] })
    if (done.length > 0) await queries.invalidateQueries({ queryKey: ['today'] })
    await flushActs(queries)
    await receipts.flushReceipts()
  }, [queries])

  useEffect(() => {
    if (!isReady) return
    const go = () => {
      if (document.visibilityState === 'visible') flush().catch(() => undefined) // it stays sealed; the next event tries again
    }
    // the worker has sent what waited
    const hear = (e: MessageEvent) => {
      if (e.data?.type !== SENT) return
      go()
      askAnew(queries).catch(() => undefined)
    }
    go()
    navigator.serviceWorker?.addEventListener('message', hear)
    window.addEventListener('online', go)
    document.addEventListener('visibilitychange', go)
    const timer = setInterval(go, 60_000)
    return () => {
      navigator.serviceWorker?.removeEventListener('message', hear)
      window.removeEventListener('online', go)
      document.removeEventListener('visibilitychange', go)
      clearInterval(timer)
    }
  }, [flush, isReady, queries])

  const drop = async (id: string) => {
    await (await load()).drop(id)
    await queries.invalidateQueries({ queryKey: ['waiting'] })
  }
  return { list: data ?? none, drop }
}
