import { queryOptions } from '@tanstack/react-query'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'

/** What needs a decision now, the most urgent first. */
export const deskQuery = queryOptions({
  queryKey: ['desk', 'list'],
  queryFn: () => body(api.GET('/console/v1/desk')),
})
