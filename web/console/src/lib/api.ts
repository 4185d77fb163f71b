import { createApi } from '../../../shared/api/client'
import type { paths } from '../../../shared/api/console'

/** What the client knows of the login; the session query keeps it. */
export const login = {
  csrf: '',
  /** Called when the server no longer knows us. */
  onExpired: () => {},
  /** Set while the page is being left: what is sent then goes on without it. */
  isLeaving: false,
}

const signsIn = (url: string) => new URL(url).pathname === '/console/v1/session'

/** The console's contract. Failures are thrown as ApiProblem. */
export const api = createApi<paths>({
  headers: (request) => ({ 'X-CSRF-Token': request.method === 'GET' ? '' : login.csrf }),
  onProblem: (problem) => {
    if (problem.problem.status === 401) login.onExpired()
  },
  exempt: signsIn,
  outlivesPage: () => login.isLeaving,
})
