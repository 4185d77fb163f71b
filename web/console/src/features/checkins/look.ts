// The pictures of a check-in beside those by which the person is known.
import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { body } from '../../../../shared/api/client'
import { problemOf } from '../../../../shared/api/problem'
import { api } from '../../lib/api'
import type { Schemas } from '../../lib/types'
import { checkinQuery, type Detail } from './api'

export type Look = Schemas['Comparison']

/** How long pictures outlive their screen: until the next one of the desk is opened. */
const keep = 60_000

/** What to compare a submission with. Each asking is a look, and of a minor one in the ledger: it is kept as it is. */
export const lookQuery = (id: string, checkinId: string, reason = '') =>
  queryOptions({
    queryKey: ['look', id, checkinId, reason],
    queryFn: () =>
      body(
        api.GET('/console/v1/checkins/{id}/comparison', {
          params: { path: { id }, query: { reason: reason || undefined } },
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: keep,
  })

const pictureQuery = (url: string) =>
  queryOptions({
    queryKey: ['picture', url],
    queryFn: async () => {
      const answer = await fetch(url, { credentials: 'same-origin' })
      if (!answer.ok) throw await problemOf(answer)
      return answer.blob()
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: keep,
  })

/** The address of a picture that is fetched once, valid while the component lives; none until it is here. */
export function usePicture(url: string | undefined) {
  const { data, error, refetch } = useQuery({ ...pictureQuery(url ?? ''), enabled: !!url })
  const src = useMemo(() => (data ? URL.createObjectURL(data) : undefined), [data])
  useEffect(
    () => () => {
      if (src) URL.revokeObjectURL(src)
    },
    [src],
  )
  return { src, error, refetch }
}

/** Fetches a review with its two pictures ahead. Those of a minor wait for a reason. */
export async function preloadReview(queries: QueryClient, id: string) {
  const detail: Detail = await queries.ensureQueryData(checkinQuery(id))
  if (detail.is_sealed || !detail.checkin?.photo_url) return
  const look = await queries.ensureQueryData(lookQuery(id, detail.checkin.id))
  const urls = [look.sample?.url, look.enrolled[0]?.url].filter((url) => url !== undefined)
  await Promise.all(urls.map((url) => queries.prefetchQuery(pictureQuery(url))))
}
