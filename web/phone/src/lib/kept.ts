// Lists that open without a network: the last answer stays on this phone.
import { ApiProblem } from '@diandao/shared/api/problem'
import { useQuery } from '@tanstack/react-query'
import { acting } from './auth'
import { changeOf, keepOf, type keptLists, recall } from './vault'

export interface Kept<T> {
  data: T
  /** When it was answered, in ms of this phone's clock; 0 when it is fresh. */
  staleAt: number
}

/**
 * Asks, and keeps the answer; without a network it gives the last one, or what `orElse` knows. It throws when there is
 * none.
 */
export async function askOrRecall<T>(
  name: (typeof keptLists)[number],
  ask: () => Promise<T>,
  orElse?: () => Promise<{ data: T; at: number } | undefined>,
): Promise<Kept<T>> {
  const { deviceId } = await acting()
  try {
    const data = await ask()
    keepOf(deviceId, name, { data, at: Date.now() }).catch(() => undefined) // a full disk: the list still works online
    return { data, staleAt: 0 }
  } catch (e) {
    if (!(e instanceof ApiProblem) || e.problem.status !== 0) throw e
    await acting() // what is kept may be another's by now
    const kept = (await recall<{ data: T; at: number }>(name)) ?? (await orElse?.())
    if (!kept) throw e
    return { data: kept.data, staleAt: kept.at }
  }
}

/** How many single answers are kept, the newest. */
const MAX_ONES = 40

/** As `askOrRecall`, of one thing among many of a kind: the newest asked for are kept. */
export async function askOrRecallOne<T>(
  name: (typeof keptLists)[number],
  id: string,
  ask: () => Promise<T>,
): Promise<Kept<T>> {
  const { deviceId } = await acting()
  try {
    const data = await ask()
    keepOne(deviceId, name, id, data).catch(() => undefined) // a full disk: it still works online
    return { data, staleAt: 0 }
  } catch (e) {
    if (!(e instanceof ApiProblem) || e.problem.status !== 0) throw e
    await acting()
    const kept = (await recall<Record<string, { data: T; at: number }>>(name))?.[id]
    if (!kept) throw e
    return { data: kept.data, staleAt: kept.at }
  }
}

function keepOne(of: string, name: (typeof keptLists)[number], id: string, data: unknown) {
  return changeOf(of, [name], (now) => {
    const others = Object.entries((now[name] ?? {}) as Record<string, { at: number }>).filter(([other]) => other !== id)
    const newest = others.sort(([, a], [, b]) => b.at - a.at).slice(0, MAX_ONES - 1)
    return { [name]: Object.fromEntries([[id, { data, at: Date.now() }], ...newest]) }
  })
}

/** A list of this person's, fresh or as it was answered last. */
export const useKept = <T>(
  name: (typeof keptLists)[number],
  ask: () => Promise<T>,
  orElse?: () => Promise<{ data: T; at: number } | undefined>,
) =>
  useQuery({
    queryKey: [name],
    queryFn: () => askOrRecall(name, ask, orElse),
    retry: false,
    refetchOnReconnect: 'always',
  })
