import 'fake-indexeddb/auto'
import { ApiProblem } from '@diandao/shared/api/problem'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { account, begin, endedBy, leave, onAccount, signOut } from './auth'
import { pushState, subscribe } from './push'
import { forget, keep, recall } from './vault'

const server = vi.hoisted(() => ({ isCut: false, meanwhile: async () => {} }))
vi.mock('./api', () => ({
  keyed: () => ({}),
  apiOf: () => ({
    GET: async () => ({ data: { vapid_public_key: 'key' } }),
    POST: async () => {
      if (server.isCut) throw new Error('cut')
      await server.meanwhile()
      return {}
    },
  }),
}))

beforeEach(async () => {
  await keep('account', { deviceId: 'd' })
  await begin()
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
  await signOut('d')
  expect(await pushState()).toBe('off')
})

it('notices are not on for a person to whom the phone was given meanwhile', async () => {
  server.meanwhile = async () => {
    await keep('account', { deviceId: 'e' })
    await keep('push', '')
  }
  await subscribe()
  server.meanwhile = async () => {}
  expect(await recall('push')).toBe('')
})

it('a phone that had said yes before it was kept whether the server knows stays on', async () => {
  await subscribe()
  await forget('push')
  expect(await pushState()).toBe('on')
})

it('a sign-out whose answer was lost ends with the next word of the server, without a reason', async () => {
  const told: unknown[] = []
  const stop = onAccount((_, ended) => told.push(ended))
  const network = new ApiProblem({ code: 'network', status: 0 })
  await expect(leave(() => Promise.reject(network))).rejects.toBe(network)
  expect(await account()).not.toBeNull()
  const revoked = new ApiProblem({ code: 'device.revoked', status: 401 })
  await leave(async () => {
    await signOut('d', revoked) // as the client does of every request
    throw revoked
  })
  expect(told).toEqual([null])
  expect(await account()).toBeNull()
  stop()
})

it('what ends an account tells the station, to ask it for another code, also after a new start', async () => {
  const station = { id: 's', name: '文昌司法所', telephone: '0999-0000001' }
  await keep('account', { deviceId: 'e' })
  await begin()
  await keep('team', { data: { items: [], next_cursor: null, station }, at: 1 })
  const told: unknown[] = []
  const stop = onAccount((_, ended) => told.push([ended?.why.problem.code, ended?.station]))
  await signOut('e', new ApiProblem({ code: 'device.revoked', status: 401 }))
  expect(told).toEqual([['device.revoked', station]])
  expect(await recall('team')).toBeUndefined()
  expect((await endedBy())?.station).toEqual(station)
  stop()
})
