import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import { ApiProblem } from '../../../shared/api/problem'

interface Options<T> {
  onSuccess?: (answer: T) => void
  onError?: (error: unknown) => void
}

/**
 * A write with its Idempotency-Key. The same variables keep the same key until the write has succeeded,
 * so that trying again replays it instead of doing it twice.
 */
export function useWrite<V, T>(
  send: (variables: V, key: { 'Idempotency-Key': string }) => Promise<T>,
  options: Options<T> = {},
) {
  const pending = useRef<{ of: string; key: string } | null>(null)
  return useMutation<T, unknown, V>({
    mutationFn: (variables) => {
      const of = JSON.stringify(variables ?? null)
      if (pending.current?.of !== of) pending.current = { of, key: crypto.randomUUID() }
      return send(variables, { 'Idempotency-Key': pending.current.key })
    },
    onSuccess: (answer) => {
      pending.current = null
      options.onSuccess?.(answer)
    },
    onError: (error) => options.onError?.(error),
  })
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
