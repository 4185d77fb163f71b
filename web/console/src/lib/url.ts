import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

export type Search = Record<string, string | undefined>

/** Keeps only texts of an address's query, so that a wrong address is an unfiltered one. */
export function texts(search: Record<string, unknown>): Search {
  const out: Search = {}
  for (const [name, value] of Object.entries(search)) {
    if (typeof value === 'string' && value !== '') out[name] = value
    else if (typeof value === 'number') out[name] = String(value)
  }
  return out
}

/** The filters in the address, and how to change some of them. */
export function useUrl(): [Search, (patch: Search) => void] {
  const search = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  const set = useCallback(
    (patch: Search) => {
      const next = (old: Search) => texts({ ...old, ...patch })
      navigate({ to: '.', search: next as never, state: true, replace: true })
    },
    [navigate],
  )
  return [search, set]
}
