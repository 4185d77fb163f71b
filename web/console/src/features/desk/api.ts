import { queryOptions } from '@tanstack/react-query'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'

/** What needs a decision now, the most urgent first, and what is down, which nobody hints at. */
export const deskQuery = queryOptions({
  queryKey: ['desk', 'list'],
  queryFn: () => body(api.GET('/console/v1/desk')),
  refetchInterval: 60_000,
})
