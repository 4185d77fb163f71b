import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { problemOf } from '../../../shared/api/problem'
import { cut } from './frames'

async function load(url: string, frames: { bytes: number }[]): Promise<Blob[]> {
  const answer = await fetch(url, { credentials: 'same-origin' })
  if (!answer.ok) throw await problemOf(answer)
  const all = cut(await answer.arrayBuffer(), frames)
  if (!all) throw new Error('the file holds other frames')
  return all
}

/** Addresses of the pictures of an answered challenge, valid while the component lives; none until they are read. */
export function useFrames(url: string | null | undefined, frames: { bytes: number }[]) {
  const { data, error, refetch } = useQuery({
    queryKey: ['evidence', url],
    queryFn: () => load(url ?? '', frames),
    enabled: !!url,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const urls = useMemo(() => data?.map((f) => URL.createObjectURL(f)), [data])
  useEffect(
    () => () => {
      for (const u of urls ?? []) URL.revokeObjectURL(u)
    },
    [urls],
  )
  return { urls, error, refetch }
}
