import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import type { Schemas } from '../../lib/types'
import { useWrite } from '../../lib/write'
import { added, perRequest } from './assign'

type Assignment = Schemas['Assignment']

/** How far an assignment is: who was told of until now, and how many persons are left. */
export interface Given {
  assignment: Assignment
  all: number
  left: number
  items: Schemas['Assigned'][]
}

const isSame = (a: Assignment, b: Assignment) => JSON.stringify(a) === JSON.stringify(b)

/** Gives a plan to a station, some persons a request: it begins, stops between requests, goes on, ends. */
export function useAssign() {
  const queries = useQueryClient()
  const [state, setState] = useState<'idle' | 'running' | 'stopping' | 'stopped' | 'ended'>('idle')
  const [given, setGiven] = useState<Given | null>(null)
  const [error, setError] = useState<unknown>(null)
  const isStopped = useRef(false)
  useEffect(
    () => () => {
      isStopped.current = true // shut in the middle: nobody could stop it any more
    },
    [],
  )
  const some = useWrite((assignment: Assignment, header) =>
    body(api.POST('/console/v1/plans/assignments', { params: { header }, body: assignment })),
  )
  const run = async (assignment: Assignment) => {
    const all = assignment.expect ?? 0
    let now = given && isSame(given.assignment, assignment) ? given : { assignment, all, left: all, items: [] }
    isStopped.current = false
    setGiven(now)
    setError(null)
    setState('running')
    try {
      while (now.left > 0 && !isStopped.current) {
        const answer = await some.mutateAsync({ ...assignment, expect: now.left, at_most: perRequest })
        now = { ...now, left: now.left - answer.gets, items: added(now.items, answer.items) }
        setGiven(now)
      }
      setState(now.left > 0 ? 'stopped' : 'ended')
    } catch (e) {
      setError(e)
      setState('idle')
    }
    queries.invalidateQueries({ queryKey: ['person'] })
  }
  const halt = () => {
    isStopped.current = true
    setState('stopping')
  }
  const reset = () => {
    setError(null)
    setState('idle')
  }
  return { state, given, error, run, halt, reset, isBusy: state === 'running' || state === 'stopping' }
}
