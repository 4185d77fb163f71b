// Lists that open without a network: the last answer stays on this phone.
import { ApiProblem } from '@diandao/shared/api/problem'
import { useQuery } from '@tanstack/react-query'
import { keep, type keptLists, recall } from './vault'

export interface Kept<T> {
  data: T
  /** When it was answered, in ms of this phone's clock; 0 when it is fresh. */
  staleAt: number
}

/** Asks, and keeps the answer; without a network it gives the last one. It throws when there is none. */
export async function askOrRecall<T>(name: (typeof keptLists)[number], ask: () => Promise<T>): Promise<Kept<T>> {
  try {
    const data = await ask()
    keep(name, { data, at: Date.now() }).catch(() => undefined) // a full disk: the list still works online
    return { data, staleAt: 0 }
  } catch (e) {
    if (!(e instanceof ApiProblem) || e.problem.status !== 0) throw e
    const kept = await recall<{ data: T; at: number }>(name)
    if (!kept) throw e
    return { data: kept.data, staleAt: kept.at }
  }
}

/** A list of this person's, fresh or as it was answered last. */
export const useKept = <T>(name: (typeof keptLists)[number], ask: () => Promise<T>) =>
  useQuery({ queryKey: [name], queryFn: () => askOrRecall(name, ask), retry: false, refetchOnReconnect: 'always' })
