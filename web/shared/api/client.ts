// The HTTP client of both apps: openapi-fetch, whose failures are thrown as ApiProblem.
import createClient, { type Client } from 'openapi-fetch'
import { ApiProblem, problemOf } from './problem'

export interface ClientOptions {
  /** Headers of every request: the CSRF token, the bearer token. */
  headers?: (request: Request) => Record<string, string>
  /** Told of every problem before it is thrown. */
  onProblem?: (problem: ApiProblem) => void
  /** Addresses whose problems are thrown without telling onProblem. */
  exempt?: (url: string) => boolean
  /** Whether a write is to arrive though its page is gone before the answer. */
  outlivesPage?: () => boolean
  /** Told of every answer, good or bad. */
  onAnswer?: (response: Response) => void
}

/** A client of the contract P at this page's own origin. */
export function createApi<P extends {}>(options: ClientOptions = {}): Client<P> {
  const client = createClient<P>({ credentials: 'same-origin' })
  const raise = (problem: ApiProblem, url: string) => {
    if (!options.exempt?.(url)) options.onProblem?.(problem)
    return problem
  }
  client.use({
    onRequest({ request }) {
      for (const [name, value] of Object.entries(options.headers?.(request) ?? {}))
        if (value) request.headers.set(name, value)
      const outlives = request.method !== 'GET' && options.outlivesPage?.()
      return outlives ? new Request(request, { keepalive: true }) : request
    },
    async onResponse({ request, response }) {
      options.onAnswer?.(response)
      if (!response.ok) throw raise(await problemOf(response), request.url)
      return response
    },
    onError({ request, error }) {
      if (error instanceof ApiProblem || (error as Error)?.name === 'AbortError') return
      return raise(new ApiProblem({ code: 'network', status: 0 }), request.url)
    },
  })
  return client
}

/** The body of an answer that is known to be good, since others are thrown. */
export async function body<T>(answer: Promise<{ data?: T }>): Promise<T> {
  return (await answer).data as T
}
