import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { body } from '../../../../shared/api/client'
import { ApiProblem } from '../../../../shared/api/problem'
import { api } from '../../lib/api'
import { without } from '../../lib/keep'
import { useWrite } from '../../lib/write'
import { addLines, type Checked, type Outcome, openImports } from './api'
import { linesLeft, type Outcomes, runBatches } from './run'

/** Whether the server takes no more for an import; other answers leave it as it is. */
const isOver = ({ problem: { status } }: ApiProblem) => status === 404 || status === 409 || status === 422

export type State = 'idle' | 'running' | 'stopping' | 'paused' | 'ended'

/** One import of a checked file: it begins, goes on, stops between batches, ends. */
export function useImport(checked: Checked) {
  const queries = useQueryClient()
  const [state, setState] = useState<State>('idle')
  const [outcomes, setOutcomes] = useState<Outcomes>(new Map())
  const [error, setError] = useState<unknown>(null)
  const stop = useRef<AbortController | null>(null)
  useEffect(() => () => stop.current?.abort(), [])
  useEffect(() => {
    if (state !== 'running' && state !== 'stopping') return
    const ask = (e: BeforeUnloadEvent) => e.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [state])
  const begin = useWrite((wanted: { sha256: string; lines_count: number }, header) =>
    body(api.POST('/console/v1/person-imports', { params: { header }, body: wanted })),
  )
  const end = useWrite((id: string, header) =>
    body(api.POST('/console/v1/person-imports/{id}/end', { params: { path: { id }, header } })),
  )
  const ended = async (id: string) => {
    await end.mutateAsync(id)
    setState('ended')
    queries.setQueryData(openImports.queryKey, (list) => without(list, id))
    queries.invalidateQueries({ queryKey: ['person'] })
    queries.invalidateQueries({ queryKey: openImports.queryKey })
  }
  // It stays the same import while no answer has come: one that has ended, and whose answer was lost, is not begun anew.
  const begunAs = useRef<string | null>(null)
  const beginning = async () => {
    begunAs.current ??= (
      await begin.mutateAsync({
        sha256: checked.sha256,
        lines_count: checked.lines.filter((l) => l.problems.length === 0).length,
      })
    ).id
    return begunAs.current
  }
  const attempt = async (work: (stop: AbortSignal) => Promise<void>) => {
    const now = new AbortController()
    stop.current = now
    setError(null)
    try {
      await work(now.signal)
    } catch (e) {
      if (e instanceof ApiProblem && isOver(e)) begunAs.current = null
      setError(e)
      setState('paused')
    }
  }
  const run = () =>
    attempt(async (signal) => {
      setState('running')
      const id = await beginning()
      let so = outcomes
      const tell = (more: Outcome[]) => {
        so = new Map([...so, ...more.map((o) => [o.line, o] as const)])
        setOutcomes(so)
      }
      await runBatches(linesLeft(checked.lines, so), (batch) => addLines(id, batch), tell, signal)
      if (linesLeft(checked.lines, so).length > 0) setState('paused')
      else await ended(id)
    })
  const leave = () => attempt(async () => ended(await beginning()))
  const halt = () => {
    stop.current?.abort()
    setState('stopping')
  }
  return { state, outcomes, error, run, leave, halt, isEnding: end.isPending }
}
