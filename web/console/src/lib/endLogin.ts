import { ApiProblem } from '../../../shared/api/problem'
import type { HeldWrites } from './held'

const hasEnded = (error: unknown) => error instanceof ApiProblem && error.problem.status === 401

/**
 * Ends the login, after what was decided has been sent. Returns null once the server has said that it has ended, which
 * a login that is over already is, too. Until then the cookie may open the screens to whoever sits down next: it returns
 * why the server did not say so, or `held` when a decision could not be sent, which is shown and nobody else's to send.
 */
export async function endLogin(held: HeldWrites, end: () => Promise<unknown>): Promise<unknown> {
  await held.sendAll()
  if (held.list().some((h) => h.problem !== undefined)) return 'held'
  try {
    await end()
  } catch (error) {
    if (!hasEnded(error)) return error
  }
  return null
}
