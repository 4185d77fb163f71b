// Takes part in a roll call: camera, ticket, connection, media. It comes back by itself while the screen is open.
import { body } from '@diandao/shared/api/client'
import { ApiProblem, codeOf } from '@diandao/shared/api/problem'
import { createPhoneMedia, type PhoneMedia } from '@diandao/shared/signalling/media'
import { connectSignal, type SignalClient, signalUrl, ticketUrl } from '@diandao/shared/signalling/socket'
import type { MediaWish, SignalState } from '@diandao/shared/signalling/types'
import { api, keyed } from '../../lib/api'
import { cameraProblemOf, stopStream } from '../../lib/camera'
import { serverNow } from '../../lib/clock'
import { newId } from '../../lib/keys'
import { afterCall, afterClosing, createRoomStore, initialRoom, type RoomState } from './store'

/** Pause before joining anew after the seat was lost. */
const REJOIN_MS = 2000
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
  private wish: MediaWish = { camera: true, large: false, microphone: false }
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
      reconnecting: false,
      phase: afterCall(self?.mark ?? null, serverNow()),
    })
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
    signal.on('officer.state', (s) => this.set({ officerOnLine: s.on_line }))
    signal.on('media.request', (wish) => this.obey(wish))
    signal.on('call.started', () => this.set({ phase: { at: 'called' }, handRaised: false }))
    signal.on('call.ended', ({ mark }) => this.set({ phase: afterCall(mark, serverNow()) }))
    signal.on('rollcall.closed', ({ mark }) =>
      this.set({ phase: afterClosing(this.store.getState().phase, mark, serverNow()) }),
    )
    signal.watch((state) => this.onSignal(signal, state))
  }

  /** Sends what is asked for, and says so. */
  private obey(wish: MediaWish) {
    this.wish = wish
    this.set({ microphone: wish.microphone })
    this.media?.setSending(wish).catch(() => undefined) // tried again when the connection stands
    this.signal
      ?.request('media.state', { camera: wish.camera, microphone: wish.microphone, rung: 'video' })
      .catch(() => undefined)
  }

  private onSignal(signal: SignalClient, state: SignalState) {
    if (this.left || signal !== this.signal) return
    if (state.at === 'open') {
      this.set({ reconnecting: false })
      this.obey(this.wish)
    }
    if (state.at === 'resuming') this.set({ reconnecting: true })
    if (state.at === 'ended') this.onEnded(state.reason)
  }

  private onEnded(reason: string) {
    this.media?.close()
    const { phase } = this.store.getState()
    if (phase.at === 'done' || reason === 'closed') {
      this.stopCamera() // nobody looks any more
      this.set({ phase: afterClosing(phase, null, serverNow()), reconnecting: false })
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
