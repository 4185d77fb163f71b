import { useInfiniteQuery } from '@tanstack/react-query'

interface Page<T> {
  items: T[]
  next_cursor: string | null
}

/** A keyset list that grows by pages. */
export function usePages<T>(
  queryKey: readonly unknown[],
  load: (cursor: string | undefined) => Promise<Page<T>>,
  enabled = true,
) {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => load(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    placeholderData: (old) => old,
    enabled,
  })
  return { ...query, items: query.data?.pages.flatMap((p) => p.items) ?? [] }
}
