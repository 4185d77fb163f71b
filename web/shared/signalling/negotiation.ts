// A peer connection that repairs itself: the client always offers, ICE is restarted when the network changes, and when
// the seat was lost everything is offered anew.
import { codeOf } from '../api/problem'
import { onNewNetwork } from './network'
import type { SignalClient } from './socket'
import type { Answers } from './types'

/** How long a connection may be broken before ICE is restarted. */
export const PATIENCE_MS = 3000

export type MediaState = 'connecting' | 'connected' | 'repairing' | 'closed'

export interface Build {
  /** Adds what is sent and received, in the order of the m-lines. */
  prepare: (pc: RTCPeerConnection) => void | Promise<void>
  /** Binds what came of it. */
  bind: (pc: RTCPeerConnection, answer: Answers['sdp.offer']) => void
}

export class Negotiation {
  private pc: RTCPeerConnection | undefined
  private status: MediaState = 'connecting'
  private turn: Promise<void> = Promise.resolve()
  private broken: ReturnType<typeof setTimeout> | undefined
  private readonly stops: (() => void)[] = []
  private readonly watchers = new Set<(state: MediaState) => void>()

  constructor(
    private readonly signal: SignalClient,
    private readonly build: Build,
  ) {
    this.stops.push(
      signal.watch((s) => {
        if (s.at === 'open') this.onResumed()
        if (s.at === 'ended') this.close()
      }),
    )
    this.stops.push(onNewNetwork(() => this.restart()))
    this.enqueue(() => this.begin())
  }

  get connection(): RTCPeerConnection | undefined {
    return this.pc
  }

  get state(): MediaState {
    return this.status
  }

  watch(handler: (state: MediaState) => void): () => void {
    this.watchers.add(handler)
    return () => this.watchers.delete(handler)
  }

  /** Looks for another way through the network, keeping the tracks. */
  restart() {
    this.enqueue(() => this.offer(true))
  }

  close() {
    if (this.status === 'closed') return
    this.set('closed')
    clearTimeout(this.broken)
    for (const stop of this.stops) stop()
    this.pc?.close()
  }

  /** One step after the other; a step that came to nothing leaves the repairing to the timer or the next event. */
  private enqueue(step: () => Promise<void>) {
    this.turn = this.turn.then(() => (this.status === 'closed' ? undefined : step())).catch(() => this.worry())
  }

  private set(state: MediaState) {
    if (this.status === state || this.status === 'closed') return
    this.status = state
    for (const watcher of this.watchers) watcher(state)
  }

  private async begin() {
    this.pc?.close()
    const pc = new RTCPeerConnection({ iceServers: this.signal.session.ice_servers, bundlePolicy: 'max-bundle' })
    this.pc = pc
    pc.onicecandidate = (e) => {
      if (pc === this.pc) this.send(e.candidate)
    }
    pc.onconnectionstatechange = () => {
      if (pc === this.pc) this.onConnection(pc.connectionState)
    }
    await this.build.prepare(pc)
    await this.offer(false)
  }

  private async offer(restart: boolean) {
    const pc = this.pc
    if (!pc) return
    if (restart && !pc.currentRemoteDescription) return this.begin()
    const description = await pc.createOffer({ iceRestart: restart })
    await pc.setLocalDescription(description)
    const answer = await this.ask(pc, restart)
    if (!answer) return this.begin()
    if (pc !== this.pc || pc.signalingState !== 'have-local-offer') return
    await pc.setRemoteDescription({ type: 'answer', sdp: answer.sdp })
    this.build.bind(pc, answer)
  }

  /** The server's answer; null when it does not know this connection any more and everything has to be offered anew. */
  private async ask(pc: RTCPeerConnection, restart: boolean): Promise<Answers['sdp.offer'] | null> {
    const sdp = pc.localDescription?.sdp ?? ''
    try {
      return await this.signal.request('sdp.offer', restart ? { sdp, restart } : { sdp })
    } catch (e) {
      if (restart && codeOf(e).startsWith('sfu.')) return null
      throw e
    }
  }

  private send(c: RTCIceCandidate | null) {
    this.signal
      .request('ice.candidate', {
        candidate: c ? c.candidate : null,
        sdp_mid: c?.sdpMid ?? null,
        sdp_m_line_index: c?.sdpMLineIndex ?? null,
      })
      .catch(() => undefined) // the offer after resuming gathers again
  }

  private onConnection(state: RTCPeerConnectionState) {
    clearTimeout(this.broken)
    if (state === 'connected') this.set('connected')
    if (state === 'disconnected') this.worry()
    if (state === 'failed') {
      this.set('repairing')
      this.restart()
    }
  }

  private worry() {
    if (this.status === 'closed') return
    this.set('repairing')
    clearTimeout(this.broken)
    this.broken = setTimeout(() => this.repair(), PATIENCE_MS)
  }

  private onResumed() {
    const { resumed, moved } = this.signal.session
    if (!resumed || moved) this.enqueue(() => this.begin())
    else this.repair()
  }

  /** Restarts what is broken. Where only a restart has failed the connection stands, and has no change of its own to tell. */
  private repair() {
    if (this.pc?.connectionState === 'connected') this.set('connected')
    else if (this.signal.state.at === 'open') this.restart()
  }
}

/** Puts the track into a stream that stays the same for the elements that show it. */
export function putTrack(stream: MediaStream, track: MediaStreamTrack) {
  for (const old of stream.getTracks()) if (old !== track) stream.removeTrack(old)
  if (!stream.getTracks().includes(track)) stream.addTrack(track)
}
