import { queryOptions, useQuery } from '@tanstack/react-query'
import { createContext } from 'react'
import { body } from '../../../shared/api/client'
import { ApiProblem } from '../../../shared/api/problem'
import { api, login } from './api'
import { drafts } from './drafts'
import type { Schemas } from './types'

export type Session = Schemas['Session']
export type Action = Session['actions'][number]

/** Who this tab knows to be signed in, which outlives the login: the screens stay until one signs in again. */
let known: Session | null = null

/** Who was signed in here last, until signing out. */
export const lastSession = () => known

/** Forgets who was signed in, and what they wrote. */
export function forgetSession() {
  known = null
  login.csrf = ''
  drafts.clear()
}

/** The session as the server knows it now; null when nobody is signed in. */
export async function askSession(): Promise<Session | null> {
  try {
    return await body(api.GET('/console/v1/session'))
  } catch (error) {
    if (error instanceof ApiProblem && error.problem.status === 401) return null
    throw error
  }
}

/** Who is signed in; null when nobody is. A login that ended meanwhile is asked for anew, over the screen. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: 5 * 60_000,
  queryFn: async (): Promise<Session | null> => {
    const session = await askSession()
    if (session) return keepSession(session)
    if (known) login.onExpired()
    return known
  },
})

/** Takes a fresh session's CSRF token into use. */
export function keepSession(session: Session): Session {
  known = session
  login.csrf = session.csrf_token
  return session
}

/** The session of a signed-in screen, and whether it may do something. */
export function useSession() {
  const { data } = useQuery(sessionQuery)
  return { session: data ?? null, may: (action: Action) => data?.actions.includes(action) ?? false }
}

/** The units of the session's scope and those above it. */
export const unitsQuery = queryOptions({
  queryKey: ['unit', 'list'],
  staleTime: 10 * 60_000,
  queryFn: () => body(api.GET('/console/v1/units')),
})

/** Signs out and leads to the login page, or says why it can't. */
export const SignOutContext = createContext(async () => {})
