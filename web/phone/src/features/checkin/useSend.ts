import { ApiProblem } from '@diandao/shared/api/problem'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CheckinRequest } from '../../lib/api'
import { type Account, acting } from '../../lib/auth'
import { serverNow } from '../../lib/clock'
import { noteHandedIn } from '../../lib/halfDone'
import { takeOff } from '../../lib/handedIn'
import { attempt, drop, one, put, type Waiting } from '../../lib/queue'
import { seal } from '../../lib/seal'
import { said } from '../../lib/timetoken'
import { type Draft, fill } from './steps'

/** What an attempt has sealed before and still waits, unless the server refused it. */
async function sealedBefore(id: string): Promise<Waiting | undefined> {
  const waiting = await one(id)
  return waiting?.refused ? undefined : waiting
}

/** Seals the draft, puts it on the disk and sends it. It ends well also without a network: then it waits. */
export function useSend(request: CheckinRequest, id: string, onDone: () => void) {
  const queries = useQueryClient()
  const [part, setPart] = useState<number | null>(null)
  const mutation = useMutation({
    mutationFn: async (draft: Draft) => {
      const a = await acting()
      // what this attempt has sealed counts as it was sealed then: a later one in its place would be a later check-in
      const waiting = (await sealedBefore(id)) ?? (await sealNow(a, draft))
      navigator.storage?.persist?.().catch(() => false) // the browser's own decision
      setPart(0)
      const tried = await attempt(waiting, setPart)
      if ('done' in tried) queries.setQueryData(['submitted', request.id], tried.done)
      if ('done' in tried || 'gone' in tried) takeOff(queries, request.id)
      if ('gone' in tried) await onKnown()
      if ('refused' in tried) await onRefused(tried.refused)
      queries.invalidateQueries({ queryKey: ['today'] }) // not awaited: without a network it takes seconds to fail
      await queries.invalidateQueries({ queryKey: ['waiting'] })
    },
    onSuccess: () => {
      noteHandedIn(request.id, id)
      onDone()
      queries.removeQueries({ queryKey: ['request', request.id] }) // it is no longer what it was
    },
  })

  async function sealNow(a: Account, draft: Draft): Promise<Waiting> {
    const now = serverNow()
    const sealed = await seal(a, await fill(id, request.id, draft), now, await said(a.deviceId))
    const waiting = { ...sealed, personId: a.personId, title: request.title, sealedAt: now.toISOString() }
    await put(waiting)
    return waiting
  }

  /** What was refused is corrected here, on this screen, and not kept. */
  async function onRefused(code: string) {
    setPart(null)
    await drop(id)
    throw new ApiProblem({ code, status: 422 })
  }

  /** The server has it, from before or by somebody else. */
  async function onKnown() {
    await queries.invalidateQueries({ queryKey: ['request', request.id] })
    await queries.invalidateQueries({ queryKey: ['result', request.id] })
  }
  return { ...mutation, part }
}
