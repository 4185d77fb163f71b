// The microphone: recording a voice for half a minute at most, and telling why it can't be recorded.

export type MicrophoneProblem = 'denied' | 'no_microphone' | 'busy'

/** How long a recording may be. */
export const MAX_SECONDS = 30
/** Enough for speech; half a minute is 90 kB. */
const BITS_PER_SECOND = 24_000
/** What the server takes, the usual one first. */
const types = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus']

/** The type in which this browser records, empty when it can't. */
export function recordingType(isSupported: (type: string) => boolean = supported): string {
  return types.find(isSupported) ?? ''
}

const supported = (type: string) => typeof MediaRecorder !== 'undefined' && MediaRecorder.isTypeSupported(type)

/** Why a microphone could not be opened. */
export function microphoneProblemOf(e: unknown): MicrophoneProblem {
  switch ((e as DOMException)?.name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied'
    case 'NotReadableError':
    case 'AbortError':
      return 'busy'
    default:
      return 'no_microphone'
  }
}

export interface Recording {
  /** Ends the recording; `done` follows. */
  stop: () => void
  /** Ends it and forgets what was recorded. */
  cancel: () => void
  /** What was recorded, once it has ended; undefined when it was cancelled. */
  done: Promise<Blob | undefined>
}

/** Opens the microphone and records until stopped, or until the time is up. It rejects when it can't. */
export async function record(): Promise<Recording> {
  const mimeType = recordingType()
  if (!mimeType || !navigator.mediaDevices) throw new DOMException('no recorder', 'NotFoundError')
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: false })
  const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS_PER_SECOND })
  const parts: Blob[] = []
  let isWanted = true
  recorder.ondataavailable = (e) => parts.push(e.data)
  const stop = () => {
    if (recorder.state !== 'inactive') recorder.stop()
  }
  const timer = setTimeout(stop, MAX_SECONDS * 1000)
  const done = new Promise<Blob | undefined>((resolve) => {
    recorder.onstop = () => {
      clearTimeout(timer)
      for (const track of stream.getTracks()) track.stop()
      resolve(isWanted ? new Blob(parts, { type: mimeType }) : undefined)
    }
  })
  recorder.start()
  const cancel = () => {
    isWanted = false
    stop()
  }
  return { stop, cancel, done }
}
