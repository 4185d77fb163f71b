// Takes part in a roll call: camera, ticket, connection, media. It comes back by itself while the screen is open.
import { body } from '@diandao/shared/api/client'
import { ApiProblem, codeOf } from '@diandao/shared/api/problem'
import { signalProblem } from '@diandao/shared/signalling/line'
import { createPhoneMedia, type PhoneMedia } from '@diandao/shared/signalling/media'
import { connectSignal, type SignalClient, signalUrl, ticketUrl } from '@diandao/shared/signalling/socket'
import type { MediaWish, SignalState } from '@diandao/shared/signalling/types'
import { api, keyed } from '../../lib/api'
import { cameraProblemOf, stopStream } from '../../lib/camera'
import { serverNow } from '../../lib/clock'
import { newId } from '../../lib/keys'
import { locate } from '../../lib/location'
import { facts } from './camera'
import { type Ladder, nothing, startLadder, step } from './ladder'
import { read } from './measure'
import { afterCall, afterClosing, createRoomStore, initialRoom, type RoomState, withText } from './store'

/** Pause before joining anew after the seat was lost. */
const REJOIN_MS = 2000
/** How often the network is measured, and every how manieth time it is told. */
const MEASURE_MS = 2000
const TELL_EVERY = 3
/** After these joining again is of no use. */
const finalCodes = ['rollcall.not_invited', 'rollcall.state', 'rollcall.not_found']

/** Camera and microphone for a call; without a microphone the picture alone. */
async function openDevices(): Promise<MediaStream> {
  const video = { facingMode: 'user', width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 15, max: 15 } }
  try {
    return await navigator.mediaDevices.getUserMedia({
      video,
      audio: { echoCancellation: true, noiseSuppression: true },
    })
  } catch (e) {
    if ((e as DOMException)?.name !== 'NotFoundError') throw e
    return navigator.mediaDevices.getUserMedia({ video })
  }
}

export class Room {
  readonly store = createRoomStore()
  camera: MediaStream | null = null
  media: PhoneMedia | null = null
  private signal: SignalClient | null = null
  private wish: MediaWish = {
    camera: true,
    large: false,
    small: true,
    microphone: false,
    muted: false,
    rung: 'video',
  }
  private ladder: Ladder = startLadder(performance.now())
  private measuring: ReturnType<typeof setInterval> | undefined
  private measured = 0
  private left = false
  private rejoining: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly id: string) {}

  /** Opens the camera and joins. */
  async start() {
    this.left = false
    this.store.setState(initialRoom)
    try {
      this.camera ??= await openDevices()
    } catch (e) {
      this.set({ phase: { at: 'camera', why: cameraProblemOf(e) } })
      return
    }
    if (this.left) {
      this.stopCamera()
      return
    }
    document.addEventListener('visibilitychange', this.onVisible)
    this.set({ phase: { at: 'joining' } })
    await this.join()
  }

  /** Gives the seat up and turns the camera off. */
  leave() {
    this.left = true
    clearTimeout(this.rejoining)
    clearInterval(this.measuring)
    document.removeEventListener('visibilitychange', this.onVisible)
    this.signal?.close()
    this.media?.close()
    this.stopCamera()
  }

  async raiseHand(raised: boolean) {
    this.set({ handRaised: raised })
    await this.signal?.request('hand.raise', { raised }).catch(() => this.set({ handRaised: !raised }))
  }

  private set(more: Partial<RoomState>) {
    if (!this.left) this.store.setState(more)
  }

  private async join() {
    try {
      const ticket = await body(
        api.POST('/v1/roll-calls/{id}/join', { params: { path: { id: this.id } }, ...keyed(newId()) }),
      )
      const signal = await connectSignal({
        url: ticketUrl(ticket),
        others: [signalUrl(ticket.signal_path)],
        ticket: ticket.ticket,
      })
      if (this.left) {
        signal.close()
        return
      }
      this.enter(signal)
    } catch (e) {
      this.onJoinProblem(e)
    }
  }

  private onJoinProblem(e: unknown) {
    const isFinal = e instanceof ApiProblem && finalCodes.includes(codeOf(e))
    if (!this.left && !isFinal && this.store.getState().reconnecting) this.rejoinSoon()
    else this.set({ phase: { at: 'problem', error: e }, reconnecting: false })
  }

  private enter(signal: SignalClient) {
    this.signal = signal
    const { self, roll_call } = signal.session
    this.set({
      station: roll_call.station_name,
      recorded: roll_call.recorded,
      reconnecting: false,
      phase: afterCall(self?.mark ?? null, serverNow()),
    })
    this.ladder = startLadder(performance.now())
    clearInterval(this.measuring)
    this.measuring = setInterval(() => this.measure(), MEASURE_MS)
    this.listen(signal)
    const media = createPhoneMedia(signal, { camera: this.camera as MediaStream })
    this.media = media
    media.watch((state) => {
      if (media === this.media && signal.state.at === 'open') this.set({ reconnecting: state === 'repairing' })
    })
    this.obey(this.wish)
  }

  private listen(signal: SignalClient) {
    signal.on('queue.position', ({ ahead }) => this.set({ ahead }))
    signal.on('officer.state', (s) => this.set({ officerOnLine: s.on_line, toAll: s.to_all }))
    signal.on('hand.state', ({ raised }) => this.set({ handRaised: raised }))
    signal.on('text.sent', (text) => this.set({ texts: withText(this.store.getState().texts, text) }))
    signal.on('media.request', (wish) => this.obey(wish))
    signal.on('call.started', () => {
      this.set({ phase: { at: 'called' }, seen: false })
      this.tellOfItself(signal)
    })
    signal.on('call.ended', ({ mark, seen }) =>
      this.set({ phase: afterCall(mark, serverNow()), seen, ahead: null, asked: null }),
    )
    signal.on('challenge.started', (asked) => this.set({ asked }))
    signal.on('challenge.ended', () => this.set({ asked: null }))
    signal.on('rollcall.closed', ({ mark }) =>
      this.set({ phase: afterClosing(this.store.getState().phase, mark, serverNow()) }),
    )
    signal.watch((state) => this.onSignal(signal, state))
  }

  /** Says once a call where the phone is and what its camera is like. The call does not wait for it. */
  private tellOfItself(signal: SignalClient) {
    locate()
      .then((l) => signal.request('location.report', 'fix' in l ? { fix: l.fix } : { none: l.no }))
      .catch(() => undefined) // given already, or the call is over
    if (this.camera)
      facts(this.camera)
        .then((f) => signal.request('camera.report', f))
        .catch(() => undefined)
  }

  /** Sends what is asked for, and says so. */
  private obey(wish: MediaWish) {
    this.wish = wish
    this.set({ microphone: wish.microphone, muted: wish.muted })
    this.measure().catch(() => undefined)
    this.send()
  }

  private send(network?: { round_trip_ms: number; loss_percent: number; bitrate_kbps: number }) {
    const { camera, microphone } = this.wish
    const { rung } = this.ladder
    this.set({ rung })
    this.media?.setSending({ ...this.wish, rung }).catch(() => undefined) // tried again when the connection stands
    const isSent = camera && rung !== 'audio' && rung !== 'telephone'
    this.signal
      ?.request('media.state', { camera: isSent, microphone, rung, ...(network ? { network } : {}) })
      .catch(() => undefined)
  }

  /** Measures, goes up or down the ladder, and says how the network does. */
  private async measure() {
    const { media, signal } = this
    if (!media || signal?.state.at !== 'open') return
    const { camera, microphone } = this.wish
    const sample = camera || microphone ? read(await media.stats()) : nothing // old figures say nothing of now
    if (media !== this.media) return
    const before = this.ladder.rung
    this.ladder = step(this.ladder, sample, this.wish.rung, performance.now())
    this.measured++
    if (this.ladder.rung === before && this.measured % TELL_EVERY !== 0) return
    this.send({
      round_trip_ms: sample.rttMs ?? 0,
      loss_percent: sample.lossPercent ?? 0,
      bitrate_kbps: sample.kbps ?? 0,
    })
  }

  private onSignal(signal: SignalClient, state: SignalState) {
    if (this.left || signal !== this.signal) return
    if (state.at === 'open') {
      this.set({ reconnecting: false, lostAt: null })
      this.obey(this.wish)
    }
    if (state.at === 'resuming') this.set({ reconnecting: true, lostAt: state.since })
    if (state.at === 'ended') this.onEnded(state.reason, state.why)
  }

  private onEnded(reason: string, why = 'authz.forbidden') {
    this.media?.close()
    const { phase } = this.store.getState()
    if (phase.at === 'done' || reason === 'closed') {
      this.stopCamera() // nobody looks any more
      this.set({ phase: afterClosing(phase, null, serverNow()), reconnecting: false })
    } else if (reason === 'barred') {
      this.stopCamera() // this phone must not take part any longer
      this.set({ phase: { at: 'problem', error: signalProblem(why) }, reconnecting: false })
    } else if (reason === 'replaced') this.set({ phase: { at: 'replaced' }, reconnecting: false })
    else this.rejoinSoon()
  }

  private rejoinSoon() {
    this.set({ reconnecting: true })
    clearTimeout(this.rejoining)
    this.rejoining = setTimeout(() => this.join(), REJOIN_MS)
  }

  /** Phones take the camera away while the screen is locked. */
  private readonly onVisible = async () => {
    if (document.visibilityState !== 'visible' || this.left) return
    if (this.camera?.getVideoTracks().some((t) => t.readyState === 'live')) return
    const camera = await openDevices().catch(() => null)
    if (!camera) return
    this.stopCamera()
    this.camera = camera
    await this.media?.replaceCamera(camera)
    this.store.setState({}) // the own picture is another stream
  }

  private stopCamera() {
    stopStream(this.camera)
    this.camera = null
  }
}
