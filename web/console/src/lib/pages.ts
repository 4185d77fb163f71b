import { useInfiniteQuery } from '@tanstack/react-query'

interface Page<T> {
  items: T[]
  next_cursor: string | null
}

/** Stands where a list could not be read: it may hold much. What went wrong is said above it. */
const unread = '–'

/**
 * A keyset list that grows by pages. `emptyText` is what it says when it holds nothing; `again` says after how many
 * milliseconds to look again, or never.
 */
export function usePages<T>(
  queryKey: readonly unknown[],
  load: (cursor: string | undefined) => Promise<Page<T>>,
  enabled = true,
  again: (items: T[]) => number | false = () => false,
) {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => load(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    placeholderData: (old) => old,
    enabled,
    refetchInterval: ({ state }) => again(state.data?.pages.flatMap((p) => p.items) ?? []),
  })
  const items = query.data?.pages.flatMap((p) => p.items) ?? []
  return { ...query, items, emptyText: (text: string) => (query.data || !query.isError ? text : unread) }
}
