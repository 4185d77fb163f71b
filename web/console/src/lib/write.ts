import { useMutation } from '@tanstack/react-query'
import { useContext, useRef } from 'react'
import { ApiProblem } from '../../../shared/api/problem'
import { HoldContext } from './held'

interface Options<V, T> {
  onSuccess?: (answer: T) => void
  onError?: (error: unknown) => void
  /** Where decisions wait (HoldContext), this one does; nothing that the screen asked for is shown as done meanwhile. */
  hold?: {
    /** The desk items that it decides. */
    items: readonly string[]
    label: (variables: V) => string
    /** Called when it begins to wait. */
    onHeld: () => void
  }
}

/**
 * A write with its Idempotency-Key. The same variables keep the same key until the write has succeeded,
 * so that trying again replays it instead of doing it twice.
 */
export function useWrite<V, T>(
  send: (variables: V, key: { 'Idempotency-Key': string }) => Promise<T>,
  options: Options<V, T> = {},
) {
  const held = useContext(HoldContext)
  const pending = useRef<{ of: string; key: string } | null>(null)
  const mutation = useMutation<T, unknown, V>({
    mutationFn: (variables) => {
      const of = JSON.stringify(variables ?? null)
      if (pending.current?.of !== of) pending.current = { of, key: crypto.randomUUID() }
      return send(variables, { 'Idempotency-Key': pending.current.key })
    },
    onSuccess: (answer) => {
      pending.current = null
      options.onSuccess?.(answer)
    },
    onError: (error) => {
      options.onError?.(error) // not awaited: what it reads anew takes seconds where the line is cut, and the form would say nothing
    },
  })
  const { hold } = options
  if (!held || !hold) return mutation
  const wait = (variables: V) => {
    const key = { 'Idempotency-Key': crypto.randomUUID() }
    held.hold(hold.items, hold.label(variables), async () => {
      try {
        options.onSuccess?.(await send(variables, key))
      } catch (error) {
        options.onError?.(error)
        throw error
      }
    })
    hold.onHeld()
  }
  return { ...mutation, mutate: wait }
}

/**
 * What a form was begun on, for the version that it sends. It stays the same while no answer has come, so that trying
 * again repeats the very request: the server may have done it, and the page may have read the next version since.
 * Once the server has refused, and while the form is shut, it is what is known now.
 */
export function useSeen<T>(now: T, error: unknown, isOpen = true): T {
  const seen = useRef(now)
  if (!isOpen || (error instanceof ApiProblem && error.problem.status > 0)) seen.current = now
  return seen.current
}
