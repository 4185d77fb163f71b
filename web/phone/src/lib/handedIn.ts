import type { QueryClient } from '@tanstack/react-query'
import type { Today } from './api'

/** Today without a check-in that was handed in. */
export const without = (today: Today, requestId: string): Today => ({
  ...today,
  open: today.open.filter((r) => r.id !== requestId),
})

/** Takes a check-in that was handed in off Today until that is asked for anew; it is as old as it was, or it would ring. */
export function takeOff(queries: QueryClient, requestId: string) {
  const updatedAt = queries.getQueryState(['today'])?.dataUpdatedAt
  queries.setQueryData<Today>(['today'], (now) => now && without(now, requestId), { updatedAt })
}
