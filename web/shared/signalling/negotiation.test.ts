import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { signalProblem } from './line'
import { Negotiation, PATIENCE_MS } from './negotiation'
import type { SignalClient } from './socket'
import type { SignalState } from './types'

class FakeConnection {
  connectionState = 'new'
  signalingState = 'stable'
  localDescription: { sdp: string } | null = null
  currentRemoteDescription: object | null = null
  onconnectionstatechange: (() => void) | undefined
  offers: boolean[] = []
  createOffer({ iceRestart }: { iceRestart: boolean }) {
    this.offers.push(iceRestart)
    return { sdp: 'offer' }
  }
  setLocalDescription(d: { sdp: string }) {
    this.localDescription = d
    this.signalingState = 'have-local-offer'
  }
  setRemoteDescription(d: object) {
    this.currentRemoteDescription = d
    this.signalingState = 'stable'
  }
  becomes(state: string) {
    this.connectionState = state
    this.onconnectionstatechange?.()
  }
  close() {}
}

/** The connection to the server, as far as a negotiation knows it. */
class FakeSignal {
  state: SignalState = { at: 'open' }
  session = { ice_servers: [], resumed: true, moved: false }
  private watcher: ((s: SignalState) => void) | undefined
  watch(watcher: (s: SignalState) => void) {
    this.watcher = watcher
    return () => undefined
  }
  async request() {
    if (this.state.at !== 'open') throw signalProblem('signal.offline')
    return { sdp: 'answer' }
  }
  becomes(state: SignalState) {
    this.state = state
    this.watcher?.(state)
  }
}

let page: EventTarget
beforeEach(() => {
  vi.useFakeTimers()
  page = new EventTarget()
  vi.stubGlobal('window', page)
  vi.stubGlobal('navigator', {})
  vi.stubGlobal('RTCPeerConnection', FakeConnection)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** A connection that stands, and each state that it told. */
async function standing() {
  const signal = new FakeSignal()
  const media = new Negotiation(signal as unknown as SignalClient, { prepare: () => {}, bind: () => {} })
  await vi.advanceTimersByTimeAsync(0)
  const pc = media.connection as unknown as FakeConnection
  pc.becomes('connected')
  const told: string[] = []
  media.watch((s) => told.push(s))
  return { signal, media, pc, told }
}

/** A restart that comes to nothing since the signalling is away, while the connection itself goes on. */
async function restartInVain(signal: FakeSignal) {
  signal.becomes({ at: 'resuming', since: Date.now() })
  page.dispatchEvent(new Event('online'))
  await vi.advanceTimersByTimeAsync(600)
}

it('stands again after a restart that failed, once the time is over', async () => {
  const { signal, media, pc, told } = await standing()
  await restartInVain(signal)
  await vi.advanceTimersByTimeAsync(PATIENCE_MS)
  expect(told).toEqual(['repairing', 'connected'])
  pc.becomes('disconnected')
  expect(told.at(-1), 'the next one is told').toBe('repairing')
  media.close()
})

it('stands again after a restart that failed, once the signalling is back', async () => {
  const { signal, media, pc, told } = await standing()
  await restartInVain(signal)
  signal.becomes({ at: 'open' })
  await vi.advanceTimersByTimeAsync(0)
  expect(told).toEqual(['repairing', 'connected'])
  expect(pc.offers, 'what stands is not restarted').toEqual([false, true])
  media.close()
})

it('is restarted when it does not come back by itself', async () => {
  const { media, pc, told } = await standing()
  pc.becomes('disconnected')
  await vi.advanceTimersByTimeAsync(PATIENCE_MS)
  expect(pc.offers).toEqual([false, true])
  expect(told).toEqual(['repairing'])
  pc.becomes('connected')
  expect(told).toEqual(['repairing', 'connected'])
  media.close()
})
