import { type MutateOptions, useMutation } from '@tanstack/react-query'
import { createContext, useContext, useRef } from 'react'
import { ApiProblem } from '../../../shared/api/problem'
import { HoldContext } from './held'

interface Options<V, T> {
  /** For what is known: the cache, and what is told only once. Called however long ago the form was left. */
  onSuccess?: (answer: T) => void
  /**
   * For the screen: closing, going elsewhere, saying that it is done. Called after onSuccess while what began the write
   * is still there, and not once the form that stays mounted was cancelled with `reset`. A held decision has onHeld.
   */
  after?: (answer: T, sent: V) => void
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

/** Tells how a write ended that nobody waits for any more: its form was cancelled or left meanwhile. */
export interface Left {
  /** Told of a form that was cancelled with `reset`; what was left in another way is seen where the record is shown. */
  done: () => void
  failed: (error: unknown) => void
}
export const LeftContext = createContext<Left>({ done: () => {}, failed: () => {} })

/**
 * Sends, and calls `after` and `ended` while what began it is there (TanStack Query calls what is given to one call of a mutation
 * only then); else `left` is told how it ended.
 */
export async function sendHeard<V, T>(
  mutate: (variables: V, options: MutateOptions<T, unknown, V>) => Promise<T>,
  variables: V,
  { after, ended }: { after?: (answer: T, sent: V) => void; ended?: () => void },
  left: Left,
): Promise<T> {
  let isHeard = false
  const onSettled = () => {
    isHeard = true
    ended?.()
  }
  try {
    const answer = await mutate(variables, { onSuccess: (got, sent) => after?.(got, sent), onSettled })
    if (!isHeard) left.done()
    return answer
  } catch (error) {
    if (!isHeard) left.failed(error)
    throw error
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
  const left = useContext(LeftContext)
  const pending = useRef<{ of: string; key: string } | null>(null)
  const mutation = useMutation<T, unknown, V>({
    mutationFn: (variables) => {
      const of = JSON.stringify(variables ?? null)
      if (pending.current?.of !== of) pending.current = { of, key: crypto.randomUUID() }
      return send(variables, { 'Idempotency-Key': pending.current.key })
    },
    onSuccess: (answer, variables) => {
      if (pending.current?.of === JSON.stringify(variables ?? null)) pending.current = null // else it is a newer one's
      options.onSuccess?.(answer)
    },
    onError: (error) => {
      options.onError?.(error) // not awaited: what it reads anew takes seconds where the line is cut, and the form would say nothing
    },
  })
  const cancelled = useRef(false)
  const tell = {
    done: () => {
      if (cancelled.current) left.done()
    },
    failed: left.failed,
  }
  const begin = (variables: V, ended?: () => void) => {
    cancelled.current = false
    return sendHeard(mutation.mutateAsync, variables, { after: options.after, ended }, tell)
  }
  const write = {
    ...mutation,
    mutateAsync: (variables: V) => begin(variables),
    /** `ended` is called while what began the write is there, also when it failed. */
    mutate: (variables: V, ended?: () => void) => {
      begin(variables, ended).catch(() => undefined) // shown where it was sent, or told as left
    },
    reset: () => {
      cancelled.current = mutation.isPending
      mutation.reset()
    },
  }
  const { hold } = options
  if (!held || !hold) return write
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
  return { ...write, mutate: wait }
}

/** Whether the server has answered that it did not do it; else it may have done it, and the answer was lost. */
export const isRefusal = (error: unknown) => error instanceof ApiProblem && error.problem.status > 0

/**
 * What a form was begun on, for the version that it sends. It stays the same while no answer has come, so that trying
 * again repeats the very request: the server may have done it, and the page may have read the next version since.
 * Once the server has refused, and while the form is shut, it is what is known now.
 */
export function useSeen<T>(now: T, error: unknown, isOpen = true): T {
  const seen = useRef(now)
  if (!isOpen || isRefusal(error)) seen.current = now
  return seen.current
}
