import 'fake-indexeddb/auto'
import { ApiProblem } from '@diandao/shared/api/problem'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { account, leave, onAccount, signOut } from './auth'
import { pushState, subscribe } from './push'
import { forget, keep } from './vault'

const server = vi.hoisted(() => ({ isCut: false }))
vi.mock('./api', () => ({
  keyed: () => ({}),
  api: {
    GET: async () => ({ data: { vapid_public_key: 'key' } }),
    POST: async () => {
      if (server.isCut) throw new Error('cut')
      return {}
    },
  },
}))

beforeEach(() => {
  let made: object | null = null
  const pushManager = {
    getSubscription: async () => made,
    subscribe: async () => {
      made ??= { endpoint: 'https://push.example.org/1', getKey: () => new ArrayBuffer(1) }
      return made
    },
  }
  const registration = { pushManager }
  vi.stubGlobal('navigator', {
    serviceWorker: { getRegistration: async () => registration, ready: Promise.resolve(registration) },
  })
  const asks = { permission: 'granted', requestPermission: async () => 'granted' }
  vi.stubGlobal('Notification', asks)
  vi.stubGlobal('window', { PushManager: {} })
})
afterEach(async () => {
  server.isCut = false
  await forget('push')
  vi.unstubAllGlobals()
})

it('notices are on once the server has the address, and until the phone is signed out', async () => {
  expect(await pushState()).toBe('off')
  server.isCut = true
  await expect(subscribe()).rejects.toThrow('cut')
  expect(await pushState()).toBe('off') // the browser has an address, the server does not
  server.isCut = false
  expect(await subscribe()).toBe('on')
  expect(await pushState()).toBe('on')
  await signOut()
  expect(await pushState()).toBe('off')
})

it('a phone that had said yes before it was kept whether the server knows stays on', async () => {
  await subscribe()
  await forget('push')
  expect(await pushState()).toBe('on')
})

it('a sign-out whose answer was lost ends with the next word of the server, without a reason', async () => {
  await keep('account', { deviceId: 'd' })
  const told: unknown[] = []
  const stop = onAccount((_, why) => told.push(why))
  const network = new ApiProblem({ code: 'network', status: 0 })
  await expect(leave(() => Promise.reject(network))).rejects.toBe(network)
  expect(await account()).not.toBeNull()
  const revoked = new ApiProblem({ code: 'device.revoked', status: 401 })
  await leave(async () => {
    await signOut(revoked) // as the client does of every request
    throw revoked
  })
  expect(told).toEqual([null])
  expect(await account()).toBeNull()
  stop()
})
