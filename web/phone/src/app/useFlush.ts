import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import { tryAgain } from '../lib/again'
import { takeOff } from '../lib/handedIn'
import type { Waiting } from '../lib/queue'
import { SENT } from '../lib/sync'

const load = () => import('../lib/queue')
const none: Waiting[] = []

/** Longer than this a list is not waited for. */
const PATIENCE_MS = 3000

/** Has the lists asked anew that writes from the outbox change, before the acts: these hide what they have done. */
async function askAnew(queries: QueryClient) {
  const lists = ['leaves', 'appeals', 'policy', 'today'].map((noun) => queries.invalidateQueries({ queryKey: [noun] }))
  await Promise.race([Promise.all(lists), new Promise((late) => setTimeout(late, PATIENCE_MS))])
  await queries.invalidateQueries({ queryKey: ['acts'] })
}

/** Sends the other writes that wait. */
async function flushActs(queries: QueryClient) {
  const answered = await (await import('../lib/outbox')).flush()
  if (answered > 0) await askAnew(queries)
}

/** Whether something waits that the server may still take. */
async function isLeft(): Promise<boolean> {
  const [queue, outbox] = [await load(), await import('../lib/outbox')]
  return [...(await queue.list()), ...(await outbox.list())].some((w) => !w.refused)
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
    const done = await queue.flush((d) => {
      queries.setQueryData(['submitted', d.request_id], d)
      takeOff(queries, d.request_id)
    })
    if (done.length > 0) queries.invalidateQueries({ queryKey: ['today'] }) // not awaited: it may take seconds to fail
    await queries.invalidateQueries({ queryKey: ['waiting'] })
    await flushActs(queries)
    await receipts.flushReceipts()
  }, [queries])

  useEffect(() => {
    if (!isReady) return
    const attempt = async () => {
      if (document.visibilityState === 'visible') await flush()
    }
    const go = () => void attempt().catch(() => undefined) // it stays sealed; the next event tries again
    let stop = () => {}
    const goOnline = () => {
      stop()
      stop = tryAgain(attempt, isLeft)
    }
    // the worker has sent what waited
    const hear = (e: MessageEvent) => {
      if (e.data?.type !== SENT) return
      go()
      askAnew(queries).catch(() => undefined)
    }
    go()
    navigator.serviceWorker?.addEventListener('message', hear)
    window.addEventListener('online', goOnline)
    document.addEventListener('visibilitychange', go)
    const timer = setInterval(go, 60_000)
    return () => {
      navigator.serviceWorker?.removeEventListener('message', hear)
      window.removeEventListener('online', goOnline)
      stop()
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
