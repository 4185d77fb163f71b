// What has to be known before the first paint.
import { ApiProblem } from '@diandao/shared/api/problem'
import { QueryClient } from '@tanstack/react-query'
import type { Today } from '../lib/api'
import { begin, endedBy } from '../lib/auth'
import { recallOffset } from '../lib/clock'
import { applyLargeType } from '../lib/large'
import { recall } from '../lib/vault'

/** Refusals are final; a network that failed is tried again. */
function retry(n: number, e: Error): boolean {
  return n < 2 && !(e instanceof ApiProblem && e.problem.status >= 400 && e.problem.status < 500)
}

/** The account of this device or why there is none any more, and a query client that holds what Today showed last, so that it opens offline. */
export async function boot() {
  applyLargeType()
  const queries = new QueryClient({
    defaultOptions: {
      queries: { retry, networkMode: 'always', staleTime: 5000 },
      mutations: { networkMode: 'always' },
    },
  })
  const [known, ended, today] = await Promise.all([
    begin(),
    endedBy(),
    recall<{ data: Today; at: number }>('today'),
    recallOffset(),
  ])
  if (known && today) queries.setQueryData(['today'], today.data, { updatedAt: today.at })
  return { account: known, ended, queries }
}
