import { body } from '@diandao/shared/api/client'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../lib/api'
import { phoneSays } from '../../lib/push'
import { keepToken } from '../../lib/timetoken'
import { keep } from '../../lib/vault'

/** How often Today asks while it is shown: a roll call rings no later than this. */
const POLL_MS = 10_000

/** Today's answer, kept on the disk so that the page opens without a network. */
export function useToday() {
  return useQuery({
    queryKey: ['today'],
    queryFn: async () => {
      const data = await body(api.GET('/v1/today', { params: { query: await phoneSays() } }))
      keepToken(data.time_token)
      keep('today', { data, at: Date.now() }).catch(() => undefined) // a full disk: the page still works online
      return data
    },
    refetchInterval: POLL_MS,
    refetchOnWindowFocus: 'always',
  })
}
