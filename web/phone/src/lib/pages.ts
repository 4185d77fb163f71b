// A list of this person's, page by page: the newest page is kept on this phone, older ones come when they are asked for.
import { useState } from 'react'
import { useKept } from './kept'
import type { keptLists } from './vault'

export interface Page<T> {
  items: T[]
  next_cursor: string | null
}

/**
 * The pages read so far as one list. `load` asks for the first page, or the one after a cursor; `orElse` is what is known
 * of the first one where it was never read.
 */
export function usePages<T>(
  name: (typeof keptLists)[number],
  load: (cursor?: string) => Promise<Page<T>>,
  orElse?: () => Promise<{ data: Page<T>; at: number } | undefined>,
) {
  const first = useKept(name, () => load(), orElse)
  const [older, setOlder] = useState<Page<T> | null>(null)
  const [fault, setFault] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)
  const newest = first.data?.data
  const more = async () => {
    setBusy(true)
    setFault(null)
    try {
      const page = await load((older ?? newest)?.next_cursor ?? undefined)
      setOlder({ items: [...(older?.items ?? []), ...page.items], next_cursor: page.next_cursor })
    } catch (e) {
      setFault(e)
    }
    setBusy(false)
  }
  const hasMore = ((older ?? newest)?.next_cursor ?? null) !== null
  return { first, items: newest && [...newest.items, ...(older?.items ?? [])], hasMore, more, isBusy, fault }
}
