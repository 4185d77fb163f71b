import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { disk, emptyDisk, lendBrowser, openTab, personOf, problem, startServer, wakeWorker } from '../testing/tabs'
import { forget, keep } from './vault'

let server: ReturnType<typeof startServer>
beforeEach(() => {
  lendBrowser()
  server = startServer()
})
afterEach(async () => {
  await emptyDisk()
  vi.unstubAllGlobals()
})

/** As when the access token has ended. */
const tokenEnds = () => forget('access')
type Tab = Awaited<ReturnType<typeof openTab>>
const out = (tab: Tab) => tab.auth.leave(() => tab.api.POST('/v1/device/sign-out', {} as never))
const me = (tab: Tab) => tab.api.GET('/v1/me').then(({ data }) => data)
/** A device is on the disk whole or not at all. */
async function expectDevice(device: string | undefined) {
  const { account, access } = await disk()
  expect(account?.deviceId).toBe(device)
  expect(account?.personId).toBe(device && personOf(device))
  if (access) expect(access.token).toMatch(`${device}/`)
}

/** A device's phone, and a refresh that was asked for and not answered, by a tab or the worker. */
async function refreshing(by: typeof wakeWorker | typeof openTab = openTab) {
  const tab = await openTab()
  await tab.auth.activate('A', 'x')
  await tokenEnds()
  const other = await by()
  const held = server.hold(/tokens/)
  const token = other.auth.accessToken('A').catch((e) => e)
  await held.came
  const answered = () => {
    held.release()
    return token
  }
  return { tab, other, answered }
}

it('a renewal that is never answered is given up, and a check-in no longer waits for it', async () => {
  const tab = await openTab()
  await tab.auth.activate('A', 'x')
  await tokenEnds()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const first = server.hold(/tokens/)
    const token = tab.auth.accessToken('A').catch((e) => e)
    const other = (await openTab()).auth.accessToken('A')
    await first.came
    const second = server.hold(/tokens/) // it is asked once more at once
    vi.advanceTimersByTime(20_000)
    await second.came
    vi.advanceTimersByTime(20_000)
    expect(await token).toMatchObject({ problem: { code: 'network' } })
    expect(await other).toMatch('A/')
  } finally {
    vi.useRealTimers()
  }
})

describe.each([
  ['another tab', openTab],
  ['the worker', wakeWorker],
])('while %s renews the sign-in', (_, by) => {
  it('a sign-out stays a sign-out', async () => {
    const { tab, answered } = await refreshing(by)
    await tab.auth.signOut('A')
    expect(await answered()).toMatchObject({ problem: { code: 'device.token_invalid' } })
    await expectDevice(undefined)
  })

  it('an activation stays, and the one before gets nothing of it', async () => {
    const { tab, answered } = await refreshing(by)
    await tab.auth.activate('B', 'x')
    expect(await answered()).toMatchObject({ problem: { code: 'device.token_invalid' } })
    await expectDevice('B')
    expect(tab.told).toEqual(['A', 'B'])
    expect(await me(tab)).toEqual({ of: 'B' })
  })

  it('an activation outlives the end of the device before it', async () => {
    const tab = await openTab()
    await tab.auth.activate('A', 'x')
    await tokenEnds()
    const other = await by()
    server.end('A')
    const held = server.hold(/tokens/)
    const token = other.auth.accessToken('A').catch((e) => e)
    await held.came
    await tab.auth.activate('B', 'x')
    await keep('today', 'of B')
    held.release()
    expect(await token).toMatchObject({ problem: { code: 'device.revoked' } })
    await expectDevice('B')
    expect((await disk()).today).toBe('of B')
  })
})

describe('why a device ended', () => {
  it.each([
    ['another tab', openTab],
    ['the worker', wakeWorker],
  ])('is told in each tab, and after a new start, when %s was refused', async (_, by) => {
    const tab = await openTab()
    await tab.auth.activate('A', 'x')
    const other = await by()
    server.end('A')
    await tokenEnds()
    await expect(other.auth.accessToken('A')).rejects.toMatchObject({ problem: { code: 'device.revoked' } })
    await expect(me(tab)).rejects.toMatchObject({ problem: { code: 'device.token_invalid' } })
    expect(tab.told).toEqual(['A', 'device.revoked'])
    expect(await (await openTab()).auth.endedBy()).toMatchObject({ why: { problem: { code: 'device.revoked' } } })
    await tab.auth.activate('B', 'x')
    expect(await tab.auth.endedBy()).toBeNull()
  })

  it('is no news to who signed out while the worker was told', async () => {
    const tab = await openTab()
    await tab.auth.activate('A', 'x')
    const worker = await wakeWorker()
    await tab.auth.leave(async () => {
      server.end('A')
      await tokenEnds()
      await worker.auth.accessToken('A').catch(() => {})
    })
    expect(tab.told).toEqual(['A', 'signed out'])
    expect(await tab.auth.endedBy()).toBeNull()
  })

  it('is no news to who signed out', async () => {
    const tab = await openTab()
    await tab.auth.activate('A', 'x')
    const other = await openTab()
    await out(tab)
    await expect(me(other)).rejects.toMatchObject({ problem: { code: 'device.token_invalid' } })
    expect([tab.told, other.told]).toEqual([['A', 'signed out'], ['signed out']])
    expect(await tab.auth.endedBy()).toBeNull()
  })
})

it('a tab hears from the answer to its renewal that another person has the phone', async () => {
  const { tab, other, answered } = await refreshing()
  await tab.auth.activate('B', 'x')
  await answered()
  expect('told' in other && other.told).toEqual(['B'])
})

it('two that renew at once use a refresh token once', async () => {
  const one = await openTab()
  await one.auth.activate('A', 'x')
  const two = await openTab()
  const worker = await wakeWorker()
  const before = await one.auth.accessToken('A')
  const renewed = await Promise.all([one, two, worker].map(({ auth }) => auth.accessToken('A', before)))
  expect(new Set(renewed).size).toBe(1)
  expect(renewed[0]).not.toBe(before)
  expect(server.to('tokens')).toHaveLength(1)
  await expectDevice('A')
})

describe('a token', () => {
  it('is of the device for which it is asked', async () => {
    const worker = await wakeWorker()
    const tab = await openTab()
    await tab.auth.activate('A', 'x')
    expect(await worker.auth.accessToken('A')).toMatch('A/')
    await tab.auth.activate('B', 'x')
    await expect(worker.auth.accessToken('A')).rejects.toMatchObject({ problem: { code: 'device.token_invalid' } })
    expect(server.to('tokens')).toEqual([]) // nor is the new one's sign-in used up for it
    expect(await worker.auth.accessToken('B')).toMatch('B/')
  })

  it('of an older version, which does not say whose it is, is used by nobody', async () => {
    const tab = await openTab()
    await tab.auth.activate('A', 'x')
    await keep('access', { token: 'B/1', goodUntil: Date.now() + 600_000 })
    expect(await tab.auth.accessToken('A')).toMatch('A/')
  })
})

describe('once another tab has given the phone to somebody else', () => {
  async function taken() {
    const tab = await openTab()
    await tab.auth.activate('A', 'x')
    const one = await openTab()
    expect(await me(one)).toEqual({ of: 'A' })
    await tab.auth.activate('B', 'x')
    return { one, tab }
  }

  it('a tab asks nothing in either name, hears of it, and asks as the new one', async () => {
    const { one } = await taken()
    await expect(me(one)).rejects.toMatchObject({ problem: { code: 'device.token_invalid' } })
    expect(one.told).toEqual(['B'])
    expect(server.to('/v1/me')).toEqual(['A'])
    expect(await me(one)).toEqual({ of: 'B' })
  })

  it('what a tab fills in for the one before is not put down as the new one’s', async () => {
    const { one } = await taken()
    const draft = { kind: 'decline', path: '/v1/roll-calls/c/decline', subject: 'c', body: {} } as const
    await expect(one.outbox.put('key', draft)).rejects.toMatchObject({ problem: { code: 'device.token_invalid' } })
    expect(await (await wakeWorker()).outbox.list()).toEqual([])
    expect(one.told).toEqual(['B'])
  })
})

describe('an answer that comes after the phone was given to somebody else', () => {
  it.each([
    ['signed out', (tab: Tab) => tab.auth.signOut('A')],
    ['given away', (tab: Tab) => tab.auth.activate('B', 'x')],
  ] as [string, (tab: Tab) => Promise<unknown>][])('is not kept: %s', async (_, ends) => {
    const tab = await openTab()
    await tab.auth.activate('A', 'x')
    const one = await openTab()
    const held = [server.hold(/v1.me/), server.hold(/v1.me/)]
    const lists = [one.kept.askOrRecall('me', () => me(one)), one.kept.askOrRecallOne('results', 'r', () => me(one))]
    for (const h of held) await h.came
    await ends(tab)
    for (const h of held) h.release()
    for (const list of lists) expect(await list).toMatchObject({})
    await new Promise((done) => setTimeout(done, 50))
    expect(await disk()).not.toHaveProperty('me')
    expect(await disk()).not.toHaveProperty('results')
  })

  it('and is lost shows nothing of the new one’s in its place', async () => {
    const tab = await openTab()
    await tab.auth.activate('A', 'x')
    const one = await openTab()
    server.cut.add('/v1/me')
    const held = server.hold(/v1.me/)
    const list = one.kept.askOrRecall('me', () => me(one)).catch((e) => e)
    await held.came
    await tab.auth.activate('B', 'x')
    await keep('me', { data: 'of B', at: 1 })
    held.release()
    expect(await list).toMatchObject({ problem: { code: 'device.token_invalid' } })
  })

  describe.each(['the same tab', 'another tab'])('by %s', (by) => {
    /** Something asked by a tab, and answered after B is activated. */
    async function late<T>(path: RegExp, asks: (tab: Tab) => Promise<T>) {
      const one = await openTab()
      await one.auth.activate('A', 'x')
      const giver = by === 'another tab' ? await openTab() : one
      one.told.length = 0
      const held = server.hold(path)
      const asked = asks(one).catch((e) => e)
      await held.came
      await giver.auth.activate('B', 'x')
      held.release()
      return { one, answer: await asked }
    }

    it('of the end of its device does not end the new one', async () => {
      server.end('A')
      const { one, answer } = await late(/v1.me/, me)
      expect(answer).toMatchObject({ problem: { code: 'device.revoked' } })
      await expectDevice('B')
      expect(one.told).toEqual(['B'])
    })

    it('is not asked for again as the new one where the token had ended', async () => {
      server.answers.set('/v1/me', () => problem(401, 'device.token_expired'))
      const { answer } = await late(/v1.me/, me)
      expect(answer).toMatchObject({ problem: { code: 'device.token_invalid' } })
      expect(server.to('/v1/me')).toEqual(['A'])
    })

    it.each([false, true])('of its sign-out does not sign the new one out (lost: %s)', async (isLost) => {
      if (isLost) server.cut.add('/v1/device/sign-out')
      const { one, answer } = await late(/sign-out/, out)
      expect(answer).toBeUndefined() // and there is nothing to say
      await expectDevice('B')
      expect(one.told).toEqual(['B'])
    })
  })
})

describe('two tabs that', () => {
  async function both() {
    const one = await openTab()
    await one.auth.activate('A', 'x')
    const two = await openTab()
    one.told.length = 0
    return [one, two] as const
  }

  it('sign out at once both end, and neither is told that it was ended', async () => {
    const [one, two] = await both()
    const held = [server.hold(/sign-out/), server.hold(/sign-out/)]
    const left = [out(one), out(two)]
    for (const h of held) await h.came
    for (const h of held) h.release()
    await Promise.all(left)
    expect([one.told, two.told]).toEqual([['signed out'], ['signed out']])
    await expectDevice(undefined)
  })

  it('are told of the end at once both say why', async () => {
    const [one, two] = await both()
    server.end('A')
    const held = [server.hold(/v1.me/), server.hold(/v1.me/)]
    const asked = [one, two].map((tab) => me(tab).catch((e) => e))
    for (const h of held) await h.came
    for (const h of held) h.release()
    await Promise.all(asked)
    expect([one.told, two.told]).toEqual([['device.revoked'], ['device.revoked']])
    await expectDevice(undefined)
  })

  it('follow each other see it at the next question, without a network too', async () => {
    const [one, two] = await both()
    await out(one)
    const questions = server.paths().length
    await expect(me(two)).rejects.toMatchObject({ problem: { code: 'device.token_invalid' } })
    expect(two.told).toEqual(['signed out'])
    expect(server.paths()).toHaveLength(questions)
  })

  it('end a device after its person left say so of no other', async () => {
    const [one, two] = await both()
    const cut = new Error('cut')
    await expect(one.auth.leave(() => Promise.reject(cut))).rejects.toBe(cut)
    await two.auth.activate('B', 'x')
    await me(one).catch(() => undefined) // it goes on as B
    server.end('B')
    await me(one).catch(() => undefined)
    expect(one.told).toEqual(['B', 'device.revoked'])
  })

  it('activate with one code at once are one device, and a lost answer may be asked for again', async () => {
    const [one, two] = [await openTab(), await openTab()]
    const [first, second] = await Promise.all([one, two].map((tab) => tab.auth.activate('A', 'x')))
    expect([first?.deviceId, second?.deviceId]).toEqual(['A', 'A'])
    await expectDevice('A')
  })

  it('activate with two codes at once do not lose each other’s keys', async () => {
    const [one, two] = [await openTab(), await openTab()]
    const held = server.hold(/activations/)
    const first = one.auth.activate('A', 'x')
    await held.came
    const lost = server.hold(/activations/)
    void two.auth.activate('B', 'x')
    await lost.came // and its answer never arrives
    held.release()
    await first
    expect((await (await openTab()).auth.activate('B', 'x')).deviceId).toBe('B')
  })
})

it('a sign-out that the worker has seen to is heard by the tab that asked for it', async () => {
  const tab = await openTab()
  await tab.auth.activate('A', 'x')
  const worker = await wakeWorker()
  const cut = new Error('cut')
  await tab.auth.leave(async () => {
    server.end('A')
    await worker.auth.accessToken('A', await worker.auth.accessToken('A')).catch(() => undefined)
    throw cut
  })
  expect(tab.told).toEqual(['A', 'signed out'])
  await expectDevice(undefined)
})

it('nobody ever sees half an activation or half a sign-out', async () => {
  const tab = await openTab()
  await tab.auth.activate('A', 'x')
  let isDone = false
  const changing = (async () => {
    for (const code of ['B', 'C', 'D', 'E']) {
      await tab.auth.activate(code, 'x')
      await keep('today', code)
      if (code === 'D') await tab.auth.signOut('D')
    }
    isDone = true
  })()
  while (!isDone) {
    const { account, access, today, push } = await disk()
    if (access || today || account) expect(access?.token ?? '').toMatch(`${account?.deviceId}/`)
    if (today) expect(today).toBe(account?.deviceId)
    expect(push).toBe('')
  }
  await changing
})
