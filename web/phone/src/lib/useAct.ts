import { ApiProblem } from '@diandao/shared/api/problem'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { newId } from './keys'
import type { Act, Draft } from './outbox'

const load = () => import('./outbox')
const none: Act[] = []

/** The queries that have to be asked anew once an act of a kind has reached the server. */
function touched(kind: Draft['kind']): string[] {
  if (kind === 'policy') return ['policy', 'today'] // the way to check in may be another
  if (kind === 'decline') return ['today'] // the card says it
  return kind.startsWith('leave') ? ['leaves'] : ['appeals']
}

/** Writes one thing: kept on the phone first, then sent. It ends well also without a network: then it waits. */
export function useAct(onDone?: () => void) {
  const queries = useQueryClient()
  const key = useRef('')
  return useMutation({
    mutationFn: async (draft: Draft) => {
      key.current ||= newId()
      const outbox = await load()
      const act = await outbox.put(key.current, draft)
      key.current = '' // on the disk: what is written after it is another act
      const tried = await outbox.attempt(act)
      await queries.invalidateQueries({ queryKey: ['acts'] })
      if (typeof tried === 'object') {
        await outbox.drop(act.id) // it is corrected on the screen
        await queries.invalidateQueries({ queryKey: ['acts'] })
        throw new ApiProblem({ code: tried.refused, status: 422 })
      }
      for (const noun of touched(draft.kind)) await queries.invalidateQueries({ queryKey: [noun] })
    },
    onSuccess: onDone,
  })
}

/** What waits for the network on this phone. */
export function useActs(): { list: Act[]; drop: (id: string) => Promise<void> } {
  const queries = useQueryClient()
  const { data } = useQuery({ queryKey: ['acts'], queryFn: async () => (await load()).list(), staleTime: 0 })
  const drop = async (id: string) => {
    await (await load()).drop(id)
    await queries.invalidateQueries({ queryKey: ['acts'] })
  }
  return { list: data ?? none, drop }
}
