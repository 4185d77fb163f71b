// The phone's contract, asked with this device's access token.
import { createApi } from '@diandao/shared/api/client'
import type { components, paths } from '@diandao/shared/api/mobile'
import { ApiProblem, problemOf } from '@diandao/shared/api/problem'
import { accessToken, ownDevice, signOut } from './auth'
import { observe } from './clock'

export type Schemas = components['schemas']
export type Today = Schemas['Today']
export type CheckinRequest = Schemas['Request']
export type Submitted = Schemas['Submitted']
export type Finding = Schemas['Finding']
export type Message = Schemas['Message']
export type Question = Schemas['Question']
export type Appeal = Schemas['Appeal']
export type Leave = Schemas['Leave']
export type TeamMember = Schemas['TeamMember']
export type MyTeam = Schemas['MyTeam']
export type Station = Schemas['Station']
export type Policy = Schemas['Policy']
export type Status = CheckinRequest['status']

const asked = new WeakMap<Request, { at: number; of: string; copy: Request }>()

async function withToken(request: Request, of: string, stale?: string): Promise<Request> {
  request.headers.set('Authorization', `Bearer ${await accessToken(of, stale)}`)
  return request
}

/** The contract as a device asks it: what is asked by one is never sent, nor sent again, with another's token. */
export function apiOf(device: () => string) {
  const client = createApi<paths>()
  client.use({
    async onRequest({ request }) {
      const of = device()
      await withToken(request, of)
      asked.set(request, { at: Date.now(), of, copy: request.clone() })
      return request
    },
    /** A token that ended on its way is renewed once. */
    async onResponse({ request, response }) {
      const before = asked.get(request)
      if (before) observe(response.headers.get('X-Server-Time'), before.at)
      if (response.status !== 401 || !before) return response
      const { problem } = await problemOf(response.clone())
      if (problem.code === 'device.revoked') await signOut(before.of, new ApiProblem(problem))
      if (problem.code === 'device.revoked') return response
      const stale = request.headers.get('Authorization')?.replace('Bearer ', '')
      return fetch(await withToken(before.copy, before.of, stale))
    },
  })
  return client
}

/** The contract as this page's device asks it. */
export const api = apiOf(() => ownDevice() ?? '')

/** The header of a write: the same key for every try of the same act. */
export const keyed = (key: string) => ({ headers: { 'Idempotency-Key': key } })
