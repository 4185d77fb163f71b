// Errors of the contracts (RFC 9457) and the sentences for them.
import type { i18n } from 'i18next'

/** What the server says went wrong; `code` is stable. */
export interface Problem {
  code: string
  status: number
  detail?: string
  request_id?: string
  errors?: { path: string; reason: string }[]
}

/** A refused or failed request. Status 0: no answer came. */
export class ApiProblem extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.code)
    this.name = 'ApiProblem'
    this.problem = problem
  }
}

/** The problem in an answer; an answer that holds none gets the code `http`. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const request_id = response.headers.get('X-Request-Id') ?? ''
  try {
    const body = (await response.json()) as Partial<Problem>
    if (typeof body.code === 'string')
      return new ApiProblem({ request_id, ...body, code: body.code, status: response.status })
  } catch {
    // not JSON: a proxy's page, or cut off
  }
  return new ApiProblem({ code: 'http', status: response.status, request_id })
}

/** The code of an error, `unknown` for one that is no problem. */
export function codeOf(error: unknown): string {
  return error instanceof ApiProblem ? error.problem.code : 'unknown'
}

/** The sentence for an error, by its code, in the language of `i18n`. */
export function sentence(i18n: i18n, error: unknown): string {
  const t = i18n.t as unknown as (key: string, values?: { id: string }) => string // the keys' types are the app's
  const key = `problems:${codeOf(error)}`
  if (codeOf(error) !== 'unknown' && i18n.exists(key)) return t(key)
  const id = error instanceof ApiProblem ? error.problem.request_id : ''
  return id ? t('problems:unknown_with_id', { id }) : t('problems:unknown')
}
