// What an officer and a phone send and receive in a roll call.
import { large, type PhoneSending, setLayers, small } from './layers'
import { type MediaState, Negotiation, putTrack } from './negotiation'
import type { SignalClient } from './socket'
import { createStills, type Stills } from './stills'

export type { MediaState, PhoneSending }

/** What both kinds of media can do. */
export interface Media {
  readonly state: MediaState
  watch(handler: (state: MediaState) => void): () => void
  /** Looks for another way through the network. */
  restart(): void
  close(): void
}

export interface OfficerMedia extends Media {
  /** The picture of a slot; the same stream as long as the media lives. */
  slotStream(slot: number): MediaStream
  /** The sound of the called person. */
  readonly calledAudio: MediaStream
  /** Whether the officer is heard and seen. */
  setSending(on: { camera: boolean; microphone: boolean }): void
  stats(): Promise<RTCStatsReport>
}

/** A picture every two seconds. */
const STILL_MS = 2_000

export interface PhoneMedia extends Media {
  readonly officerVideo: MediaStream
  readonly officerAudio: MediaStream
  /** Sends this from now on, no more. */
  setSending(sending: PhoneSending): Promise<void>
  /** Another camera stream, after the phone took the first one away. */
  replaceCamera(camera: MediaStream): Promise<void>
  stats(): Promise<RTCStatsReport>
}

function preferVP8(transceiver: RTCRtpTransceiver) {
  const codecs = RTCRtpReceiver.getCapabilities?.('video')?.codecs
  if (!codecs || !transceiver.setCodecPreferences) return
  const isVP8 = (c: { mimeType: string }) => c.mimeType === 'video/VP8'
  transceiver.setCodecPreferences([...codecs.filter(isVP8), ...codecs.filter((c) => !isVP8(c))])
}

function addAudio(pc: RTCPeerConnection, track: MediaStreamTrack | undefined): RTCRtpTransceiver {
  return pc.addTransceiver(track ?? 'audio', { direction: 'sendrecv' })
}

function base(negotiation: Negotiation): Media & { stats(): Promise<RTCStatsReport> } {
  return {
    get state() {
      return negotiation.state
    },
    watch: (handler) => negotiation.watch(handler),
    restart: () => negotiation.restart(),
    close: () => negotiation.close(),
    stats: () => negotiation.connection?.getStats() ?? Promise.resolve(new Map() as unknown as RTCStatsReport),
  }
}

function receivedBy(pc: RTCPeerConnection, mid: string): MediaStreamTrack | undefined {
  return pc.getTransceivers().find((t) => t.mid === mid)?.receiver.track
}

/** An officer's media: sends `localStream`, if there is one, and receives as many pictures as there are slots. */
export function createOfficerMedia(
  signal: SignalClient,
  options: { slots: number; localStream?: MediaStream },
): OfficerMedia {
  const slots = Math.min(options.slots, signal.session.slots_max)
  const streams = Array.from({ length: slots }, () => new MediaStream())
  const calledAudio = new MediaStream()
  const microphone = options.localStream?.getAudioTracks()[0]
  const camera = options.localStream?.getVideoTracks()[0]
  const negotiation = new Negotiation(signal, {
    prepare(pc) {
      addAudio(pc, microphone)
      if (camera) preferVP8(pc.addTransceiver(camera, { direction: 'sendonly', sendEncodings: [large] }))
      for (let i = 0; i < slots; i++) preferVP8(pc.addTransceiver('video', { direction: 'recvonly' }))
    },
    bind(pc, answer) {
      answer.slots.forEach((mid, i) => {
        const [track, stream] = [receivedBy(pc, mid), streams[i]]
        if (track && stream) putTrack(stream, track)
      })
      const sound = receivedBy(pc, answer.audio_mid)
      if (sound) putTrack(calledAudio, sound)
    },
  })
  return Object.assign(base(negotiation), {
    calledAudio,
    slotStream(slot: number) {
      const stream = streams[slot]
      if (!stream) throw new RangeError(`slot ${slot} of ${slots}`)
      return stream
    },
    setSending(on: { camera: boolean; microphone: boolean }) {
      if (microphone) microphone.enabled = on.microphone
      if (camera) camera.enabled = on.camera
    },
  })
}

/** A phone's media: begins with the small picture and no sound, and changes when it is asked to. */
export function createPhoneMedia(signal: SignalClient, options: { camera: MediaStream }): PhoneMedia {
  let camera = options.camera
  let sending: PhoneSending = { camera: true, microphone: false }
  let video: RTCRtpSender | undefined
  let audio: RTCRtpSender | undefined
  let stills: Stills | null = null
  const officerVideo = new MediaStream()
  const officerAudio = new MediaStream()

  async function apply() {
    const sound = camera.getAudioTracks()[0]
    if (sound) sound.enabled = sending.microphone
    await audio?.replaceTrack(sending.microphone ? (sound ?? null) : null)
    if (!video) return
    await putPicture(video)
    const parameters = video.getParameters()
    if (!parameters.encodings[0]) return
    setLayers(parameters.encodings, sending)
    await video.setParameters(parameters)
  }

  /** The camera, or single pictures of it where the network carries no more. */
  async function putPicture(sender: RTCRtpSender) {
    const single = sending.camera && (sending.rung === 'still' || sending.rung === 'audio')
    if (single) stills ??= createStills(camera)
    else dropStills()
    const track = stills?.track ?? camera.getVideoTracks()[0] ?? null
    if (sender.track !== track) await sender.replaceTrack(track)
    stills?.every(sending.rung === 'still' ? STILL_MS : 0)
  }

  function dropStills() {
    stills?.stop()
    stills = null
  }

  const negotiation = new Negotiation(signal, {
    async prepare(pc) {
      audio = addAudio(pc, undefined).sender
      const track = camera.getVideoTracks()[0]
      const sendEncodings = signal.session.layers
        ? [
            { rid: 'q', ...small },
            { rid: 'f', ...large },
          ]
        : [{ ...small }]
      const own = pc.addTransceiver(track ?? 'video', { direction: 'sendonly', sendEncodings })
      preferVP8(own)
      video = own.sender
      preferVP8(pc.addTransceiver('video', { direction: 'recvonly' }))
    },
    bind(pc, answer) {
      const picture = receivedBy(pc, answer.slots[0] ?? '')
      if (picture) putTrack(officerVideo, picture)
      const sound = receivedBy(pc, answer.audio_mid)
      if (sound) putTrack(officerAudio, sound)
      apply().catch(() => undefined) // a sender that is gone is replaced with its connection
    },
  })
  const common = base(negotiation)
  return Object.assign(common, {
    close() {
      dropStills()
      negotiation.close()
    },
    officerVideo,
    officerAudio,
    async setSending(next: PhoneSending) {
      sending = next
      await apply()
    },
    async replaceCamera(next: MediaStream) {
      camera = next
      dropStills()
      await apply()
    },
  })
}
