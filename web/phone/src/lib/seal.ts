// A check-in as it is signed: the exact bytes, once, with an id by which a retry is known.
import type { Account } from './auth'
import type { Burst, ChallengeAnswer } from './challenge'
import { sha256, sign } from './keys'
import type { Said } from './timetoken'

export type NoChallenge = 'offline' | 'cannot'
export type NoPhoto = 'denied' | 'no_camera' | 'cannot'
export type NoVoice = 'denied' | 'no_microphone' | 'cannot'
export type NoLocation = 'denied' | 'timeout' | 'unavailable'

export interface Fix {
  lat: number
  lng: number
  accuracy_m: number
  datum: 'wgs84'
  /** By the server's clock, RFC 3339. */
  taken_at: string
}

/** A file beside the photo, as it is sent. */
export interface Attachment {
  kind: 'surroundings' | 'voice'
  data: ArrayBuffer
  mime: string
}

/** The version of the signed bytes that may name attachments. */
const WITH_ATTACHMENTS = 2

/** What a person has filled in. */
export interface Filled {
  /** UUIDv7, made once for the attempt. */
  id: string
  requestId: string
  photo?: ArrayBuffer
  noPhoto?: NoPhoto
  burst?: Burst
  /** The answer where only digits were read out. */
  spoken?: ChallengeAnswer
  noChallenge?: NoChallenge
  /** Who helped, when the person's way is somebody's help. */
  helper?: string
  attachments?: Attachment[]
  noSurroundings?: NoPhoto
  noVoice?: NoVoice
  location?: Fix
  noLocation?: NoLocation
  answers: { question_id: string; text: string }[]
  helpNeeded: boolean
}

export interface Sealed {
  id: string
  requestId: string
  payload: string
  signature: string
  photo?: ArrayBuffer
  frames?: ArrayBuffer
  attachments?: Attachment[]
}

/** Signs what was filled in with what the phone says of its time and itself. `now` is the server's time as it reckons. */
export async function seal(
  account: Pick<Account, 'deviceId' | 'keys'>,
  f: Filled,
  now: Date,
  said: Said = {},
): Promise<Sealed> {
  const files = f.attachments ?? []
  const isNew = files.length > 0 || f.noSurroundings || f.noVoice
  const payload = JSON.stringify({
    version: isNew ? WITH_ATTACHMENTS : undefined,
    id: f.id,
    request_id: f.requestId,
    device_id: account.deviceId,
    signed_at: now.toISOString(),
    photo_sha256: f.photo ? await sha256(f.photo) : undefined,
    location: f.location,
    no_location: f.noLocation,
    no_photo: f.noPhoto,
    attachments:
      files.length > 0
        ? await Promise.all(files.map(async (a) => ({ kind: a.kind, sha256: await sha256(a.data) })))
        : undefined,
    no_surroundings: f.noSurroundings,
    no_voice: f.noVoice,
    answers: f.answers.length > 0 ? f.answers : undefined,
    help_needed: f.helpNeeded || undefined,
    challenge: f.burst?.answer ?? f.spoken,
    no_challenge: f.noChallenge,
    helper: f.helper || undefined,
    ...said,
  })
  const signature = await sign(account.keys, 'submission', payload)
  return {
    id: f.id,
    requestId: f.requestId,
    payload,
    signature,
    ...(f.photo ? { photo: f.photo } : {}),
    ...(f.burst ? { frames: f.burst.frames } : {}),
    ...(files.length > 0 ? { attachments: files } : {}),
  }
}

/** Whether a device has signed it. */
export const isSealedBy = (deviceId: string, s: Sealed): boolean => JSON.parse(s.payload).device_id === deviceId

/**
 * The same check-in signed anew, to count when it arrives; where and when the location was read stays as it was. What
 * another device was asked to act or to read out was asked of that one alone, and is left out.
 */
export async function resign(account: Pick<Account, 'deviceId' | 'keys'>, s: Sealed, now: Date): Promise<Sealed> {
  const { time_token: _token, elapsed_ms: _elapsed, clock: _clock, ...said } = JSON.parse(s.payload)
  const isOwn = isSealedBy(account.deviceId, s)
  const { challenge, ...rest } = said
  const others = {
    ...rest,
    device_id: account.deviceId,
    ...(challenge ? { no_challenge: 'offline' satisfies NoChallenge } : {}),
  }
  const payload = JSON.stringify({ ...(isOwn ? said : others), signed_at: now.toISOString() })
  const { frames, ...files } = s
  return { ...(isOwn ? s : files), payload, signature: await sign(account.keys, 'submission', payload) }
}
