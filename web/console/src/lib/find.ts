// What a list is searched for by name: kept with the entry of the browser's history, so that going back and loading anew
// keep it, and never in the address, which is written down along the way.
import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { Search } from './url'

declare module '@tanstack/react-router' {
  interface HistoryState {
    q?: string
  }
}

/** What the list is searched for, and how to search for something else; empty texts are none. */
export function useFind(): [string | undefined, (text: string) => void] {
  const q = useRouterState({ select: (s) => s.location.state.q })
  const navigate = useNavigate()
  const find = useCallback(
    (text: string) => {
      navigate({ to: '.', search: true, state: (old) => ({ ...old, q: text.trim() || undefined }), replace: true })
    },
    [navigate],
  )
  return [q, find]
}

/** An address's filters without a name that is searched for, as an old address may hold. */
export const withoutName = (search: Search): Search => ('q' in search ? { ...search, q: undefined } : search)
