// How this device signs in: a key pair, a refresh token that changes at each use, and a short access token. All tabs
// and the service worker share them on the disk and nowhere else; one of them refreshes at a time. Any of them may sign
// out, or activate another device, while an answer to another is on its way: so each act is of a device, and what comes
// of it is written only while the phone is still that device's, in the transaction that looks.
import { ApiProblem, type Problem, problemOf } from '@diandao/shared/api/problem'
import type { MyTeam, Station } from './api'
import { observe } from './clock'
import { makeKeys, publicKeyOf, sign } from './keys'
import { change, changeOf, keptLists, type Rows, recall } from './vault'

export interface Account {
  deviceId: string
  personId: string
  personName: string
  keys: CryptoKeyPair
  refreshToken: string
}

interface Access {
  token: string
  /** Whose it is; an older version did not say, and its token is used no more. */
  deviceId?: string
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

/** What is there of a device that is signed out: the server drops its address for notices with it. */
const nothing: Rows = {
  account: undefined,
  access: undefined,
  push: '',
  ...Object.fromEntries(keptLists.map((name) => [name, undefined])),
}

/** What ended an account, and whom to ask for another code, as far as it was known. */
export interface Ended {
  why: ApiProblem
  station: Station | undefined
}

/** The same as it lies on the disk. */
interface Kept {
  problem: Problem
  station?: Station
}

type Hearer = (account: Account | null, ended: Ended | null) => void

const listeners = new Set<Hearer>()
/** The device that this page acts as, empty before activation; undefined in the worker, which acts as the phone's. */
let own: string | undefined
/** The device that its person signs out on this page. */
let leaving: string | undefined

/** The account on this phone, null before activation. */
export async function account(): Promise<Account | null> {
  return (await recall<Account>('account')) ?? null
}

/** The account as which this page acts from now on, until it hears of another. */
export async function begin(): Promise<Account | null> {
  const a = await account()
  own = a?.deviceId ?? ''
  return a
}

/** Why the last device on this phone ended, null when nobody has to be told: whoever comes next may be in another tab. */
export async function endedBy(): Promise<Ended | null> {
  const kept = await recall<Kept>('ended')
  return kept ? { why: new ApiProblem(kept.problem), station: kept.station } : null
}

/** The device that this page acts as; undefined in the worker. */
export const ownDevice = () => own

/** The account that acts here. It throws when there is none, or when another tab has put another in its place. */
export async function acting(): Promise<Account> {
  const a = await account()
  if (a && (own === undefined || a.deviceId === own)) return a
  await hear()
  throw notSignedIn()
}

const notSignedIn = () => new ApiProblem({ code: 'device.token_invalid', status: 401 })

/** Hears when this device is activated, is signed out, or is ended by the server. */
export function onAccount(handler: Hearer): () => void {
  listeners.add(handler)
  return () => listeners.delete(handler)
}

function tell(a: Account | null, ended: Ended | null) {
  own = a?.deviceId ?? ''
  for (const listener of listeners) listener(a, ended)
}

/** Looks whether the phone is still this page's device's; another tab or the worker may have changed it. */
async function hear() {
  const a = await account()
  if (own !== undefined && own !== (a?.deviceId ?? '')) tell(a, a || own === leaving ? null : await endedBy())
}

/** Longer than this nobody waits for an answer: a network that has died says nothing, and others wait for the lock. */
const TIMEOUT_MS = 20_000

async function post<T>(path: string, body: object): Promise<T> {
  const asked = Date.now()
  const response = await ask(path, body)
  observe(response.headers.get('X-Server-Time'), asked)
  if (!response.ok) throw await problemOf(response)
  return (await response.json()) as T
}

/** The whole answer, within its time. */
async function ask(path: string, body: object): Promise<Response> {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), TIMEOUT_MS)
  try {
    const answer = await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal: stop.signal,
    })
    return new Response(await answer.text(), answer)
  } catch {
    throw new ApiProblem({ code: 'network', status: 0 })
  } finally {
    clearTimeout(timer)
  }
}

function accessOf(deviceId: string, g: Grant): Access {
  const life = Date.parse(g.access_expires_at) - Date.parse(g.server_time)
  return { token: g.access_token, deviceId, goodUntil: Date.now() + life }
}

/** The key pair of a code that was sent and not answered yet: with the same two the server knows the retry. */
interface Begun {
  code: string
  keys: CryptoKeyPair
}

const hasBegun = ({ activation }: Rows, code: string) => (activation as Begun | undefined)?.code === code

async function keysFor(code: string): Promise<CryptoKeyPair> {
  const mine: Begun = { code, keys: await makeKeys() }
  // of two tabs with one code the first one's keys are both's
  const { activation } = await change(['activation'], (now) => (hasBegun(now, code) ? {} : { activation: mine }))
  return (activation as Begun).keys
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
  await change(['activation'], (now) => ({
    ...nothing, // of whoever had this phone before
    ended: undefined,
    account: a,
    access: accessOf(a.deviceId, answer),
    ...(hasBegun(now, code) ? { activation: undefined } : {}),
  }))
  tell(a, null)
  return a
}

/** A good access token of a device, while the phone is that device's; `stale` is one that the server no longer takes. */
export async function accessToken(of: string, stale?: string): Promise<string> {
  const good = async () => {
    const kept = await recall<Access>('access')
    const isGood = kept?.deviceId === of && kept.token !== stale && kept.goodUntil - Date.now() > MARGIN_MS
    return isGood ? kept.token : undefined
  }
  return (await good()) ?? navigator.locks.request('diandao.refresh', async () => (await good()) ?? refresh(of))
}

async function refresh(of: string): Promise<string> {
  const a = await account()
  if (a?.deviceId === of) {
    const grant = await exchange(a)
    const access = accessOf(of, grant)
    if (await changeOf(of, [], () => ({ account: { ...a, refreshToken: grant.refresh_token }, access })))
      return access.token
  }
  await hear()
  throw notSignedIn()
}

async function exchange(a: Account): Promise<Grant> {
  const signature = await sign(a.keys, 'refresh', a.refreshToken)
  const renew = () => post<Grant>('/v1/tokens', { refresh_token: a.refreshToken, signature })
  try {
    // an answer that was lost is asked for again at once: the next chance may be hours later
    return await renew().catch((e) => {
      if (e instanceof ApiProblem && e.problem.status === 0) return renew()
      throw e
    })
  } catch (e) {
    if (e instanceof ApiProblem && finalCodes.includes(e.problem.code)) await signOut(a.deviceId, e)
    throw e
  }
}

/** Forgets a device, unless the phone is another's by now; what is sealed and not yet sent stays. */
export async function signOut(of: string, why: ApiProblem | null = null) {
  const ended: Kept | undefined = why && of !== leaving ? { problem: why.problem } : undefined
  await changeOf(of, ['team'], ({ team }) => {
    const station = (team as { data: MyTeam } | undefined)?.data.station
    return { ...nothing, ended: ended && { ...ended, ...(station ? { station } : {}) } }
  })
  await hear()
}

/**
 * The person signs out, `end` tells the server. Where its answer is lost, the next it hears is that this device is
 * revoked: that is then what was asked for, and no news.
 */
export async function leave(end: () => Promise<unknown>) {
  const { deviceId } = await acting()
  leaving = deviceId
  try {
    await end()
  } catch (e) {
    if ((await account())?.deviceId === deviceId) throw e
  }
  await signOut(deviceId)
  // the worker may have been told first that the device is revoked: that was asked for, and no news
  await change(['account'], ({ account: a }) => (a ? {} : { ended: undefined }))
}
