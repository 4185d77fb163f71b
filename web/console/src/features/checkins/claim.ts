// Who looks at which review: said when it is opened, every 20 seconds after, and when it is left.
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { body } from '../../../../shared/api/client'
import { api, login } from '../../lib/api'
import { useSession } from '../../lib/session'

/** This window, so that leaving it does not give up what the same officer looks at in another. */
const seat = crypto.randomUUID()
const again = 20_000

/** Who looks at reviews of the desk. */
export const claimsQuery = queryOptions({
  queryKey: ['claim', 'list'],
  queryFn: () => body(api.GET('/console/v1/claims')),
  refetchInterval: 3 * again, // a claim that nobody renews ends without a hint
})

const claimQuery = (id: string) =>
  queryOptions({
    queryKey: ['claim', 'one', id],
    queryFn: ({ signal }) =>
      body(api.PUT('/console/v1/checkins/{id}/claim', { params: { path: { id } }, body: { seat }, signal })),
    refetchInterval: again,
    staleTime: 0,
    gcTime: 0,
    retry: false, // a review goes on without
  })

/** Sent even while the page goes away. */
function leave(id: string) {
  fetch(`/console/v1/checkins/${id}/claim?seat=${seat}`, {
    method: 'DELETE',
    keepalive: true,
    credentials: 'same-origin',
    headers: { 'X-CSRF-Token': login.csrf },
  }).catch(() => undefined) // it ends by itself
}

/** Claims a review as long as it is shown. `theirs` is somebody else's claim, `isLost` tells that it was ours before. */
export function useClaim(id: string, isOn: boolean) {
  const { session } = useSession()
  const queries = useQueryClient()
  const { queryKey } = claimQuery(id)
  const { data } = useQuery({ ...claimQuery(id), enabled: isOn })
  const claim = (isOn && data?.claim) || null
  const isMine = claim !== null && claim.by_id === session?.member.id
  const wasMine = useRef(false)
  if (isMine) wasMine.current = true
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    if (!isOn) return
    const go = () => {
      queries.cancelQueries({ queryKey: ['claim', 'one', id] })
      leave(id)
    }
    window.addEventListener('pagehide', go)
    return () => {
      window.removeEventListener('pagehide', go)
      go()
    }
  }, [id, isOn, queries])
  const takeOver = async () => {
    setBusy(true)
    try {
      const path = { params: { path: { id } }, body: { seat, take_over: true } }
      queries.setQueryData(queryKey, await body(api.PUT('/console/v1/checkins/{id}/claim', path)))
    } catch {
      queries.invalidateQueries({ queryKey }) // it stays as it is
    } finally {
      setBusy(false)
    }
  }
  return { theirs: isMine ? null : claim, isLost: wasMine.current && !isMine && claim !== null, takeOver, busy }
}
