// How this device signs in: a key pair, a refresh token that changes at each use, and a short access token. All tabs
// and the service worker share them; one of them refreshes at a time.
import { ApiProblem, problemOf } from '@diandao/shared/api/problem'
import { observe } from './clock'
import { makeKeys, publicKeyOf, sign } from './keys'
import { forget, keep, keptLists, recall } from './vault'

export interface Account {
  deviceId: string
  personId: string
  personName: string
  keys: CryptoKeyPair
  refreshToken: string
}

interface Access {
  token: string
  /** By this device's clock. */
  goodUntil: number
}

interface Grant {
  access_token: string
  access_expires_at: string
  refresh_token: string
  server_time: string
}

/** An access token is renewed when it has less left than this. */
const MARGIN_MS = 30_000
/** After these the device has to be activated again. */
const finalCodes = [
  'device.token_invalid',
  'device.token_reused',
  'device.revoked',
  'device.not_found',
  'device.signature_invalid',
]

const listeners = new Set<(account: Account | null, why: ApiProblem | null) => void>()
let memory: Access | undefined
let isLeaving = false

/** The account of this device, null before activation. */
export async function account(): Promise<Account | null> {
  return (await recall<Account>('account')) ?? null
}

/** Hears when this device is activated or signed out; `why` is the problem that ended it. */
export function onAccount(handler: (account: Account | null, why: ApiProblem | null) => void): () => void {
  listeners.add(handler)
  return () => listeners.delete(handler)
}

function tell(a: Account | null, why: ApiProblem | null) {
  for (const listener of listeners) listener(a, why)
}

async function post<T>(path: string, body: object): Promise<T> {
  const asked = Date.now()
  let response: Response
  try {
    response = await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
  } catch {
    throw new ApiProblem({ code: 'network', status: 0 })
  }
  observe(response.headers.get('X-Server-Time'), asked)
  if (!response.ok) throw await problemOf(response)
  return (await response.json()) as T
}

async function take(g: Grant): Promise<Access> {
  const life = Date.parse(g.access_expires_at) - Date.parse(g.server_time)
  memory = { token: g.access_token, goodUntil: Date.now() + life }
  await keep('access', memory)
  return memory
}

/** The key pair of a code that was sent and not answered yet: with the same two the server knows the retry. */
interface Begun {
  code: string
  keys: CryptoKeyPair
}

async function keysFor(code: string): Promise<CryptoKeyPair> {
  const begun = await recall<Begun>('activation')
  if (begun?.code === code) return begun.keys
  const keys = await makeKeys()
  await keep('activation', { code, keys } satisfies Begun)
  return keys
}

/** Turns an activation code into this device's account. The key pair is made here and stays here. */
export async function activate(code: string, name: string): Promise<Account> {
  const keys = await keysFor(code)
  const answer = await post<Grant & { device_id: string; person: { id: string; name: string } }>('/v1/activations', {
    code,
    name,
    public_key: await publicKeyOf(keys),
    signature: await sign(keys, 'activate', code),
  })
  const a: Account = {
    deviceId: answer.device_id,
    personId: answer.person.id,
    personName: answer.person.name,
    keys,
    refreshToken: answer.refresh_token,
  }
  isLeaving = false
  for (const name of keptLists) await forget(name) // whoever had this phone before
  await keep('account', a)
  await keep('push', '') // the server knows no address of the new device
  await forget('activation')
  await take(answer)
  tell(a, null)
  return a
}

/** A good access token; `stale` is one that the server no longer takes. */
export async function accessToken(stale?: string): Promise<string> {
  const good = (a: Access | undefined) => a && a.token !== stale && a.goodUntil - Date.now() > MARGIN_MS
  if (memory && good(memory)) return memory.token
  return navigator.locks.request('diandao.refresh', async () => {
    const kept = await recall<Access>('access')
    if (kept && good(kept)) {
      memory = kept
      return kept.token
    }
    return (await refresh()).token
  })
}

async function refresh(): Promise<Access> {
  const a = await account()
  if (!a) throw new ApiProblem({ code: 'device.token_invalid', status: 401 })
  try {
    const signature = await sign(a.keys, 'refresh', a.refreshToken)
    const ask = () => post<Grant>('/v1/tokens', { refresh_token: a.refreshToken, signature })
    // an answer that was lost is asked for again at once: the next chance may be hours later
    const grant = await ask().catch((e) => {
      if (e instanceof ApiProblem && e.problem.status === 0) return ask()
      throw e
    })
    await keep('account', { ...a, refreshToken: grant.refresh_token })
    return await take(grant)
  } catch (e) {
    if (e instanceof ApiProblem && finalCodes.includes(e.problem.code)) await signOut(e)
    throw e
  }
}

/** Forgets the account; what is sealed and not yet sent stays. */
export async function signOut(why: ApiProblem | null = null) {
  memory = undefined
  for (const name of ['account', 'access', ...keptLists]) await forget(name)
  await keep('push', '') // the server drops its address with the device
  tell(null, isLeaving ? null : why)
}

/**
 * The person signs out, `end` tells the server. Where its answer is lost, the next it hears is that this device is
 * revoked: that is then what was asked for, and no news.
 */
export async function leave(end: () => Promise<unknown>) {
  isLeaving = true
  try {
    await end()
  } catch (e) {
    if (await account()) throw e
    return // signed out by what was said
  }
  await signOut()
}
