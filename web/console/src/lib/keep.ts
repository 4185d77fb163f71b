import type { QueryClient, QueryKey } from '@tanstack/react-query'

/**
 * Keeps what was answered to a write in the place of what was read. What is still being read was asked for before, and is
 * not to come back over it: a query that is cancelled goes back at once to what it was, so that this is set after it.
 */
export function keep<T>(queries: QueryClient, queryKey: QueryKey, next: T) {
  queries.cancelQueries({ queryKey })
  queries.setQueriesData({ queryKey }, next)
}

/** Items with what was answered to a change of one of them in its place, for who opens it before they are read anew. */
export const withChanged = <T extends { id: string }>(items: T[], next: T): T[] =>
  items.map((i) => (i.id === next.id ? next : i))

/** The same for a list as it was read. */
export const withItem = <T extends { id: string }, L extends { items: T[] }>(
  list: L | undefined,
  next: T,
): L | undefined => list && { ...list, items: withChanged(list.items, next) }

/** A list without the item that is none of it any more. */
export const without = <T extends { id: string }, L extends { items: T[] }>(
  list: L | undefined,
  id: string,
): L | undefined => list && { ...list, items: list.items.filter((i) => i.id !== id) }
