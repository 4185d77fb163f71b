// What each layer of a phone's picture sends.
import type { Rung } from './types'

export interface PhoneSending {
  camera: boolean
  microphone: boolean
  /** 640×480 at 15 pictures a second; without it a small one. */
  large?: boolean
  /** The small one besides the large one, when two layers are sent. */
  small?: boolean
  /** How much of it the network carries. */
  rung?: Rung
}

/** What a phone sends at most: a large picture, or the small one. */
export const large: RTCRtpEncodingParameters = { maxBitrate: 400_000, maxFramerate: 15, scaleResolutionDownBy: 1 }
export const small: RTCRtpEncodingParameters = { maxBitrate: 60_000, maxFramerate: 5, scaleResolutionDownBy: 4 }
const single: RTCRtpEncodingParameters = { maxBitrate: 40_000, scaleResolutionDownBy: 1 }

/** Sets what each layer sends. With one layer it is the large or the small picture; `q` and `f` are told by their rid. */
export function setLayers(encodings: RTCRtpEncodingParameters[], s: PhoneSending) {
  const moves = s.rung === undefined || s.rung === 'video' || s.rung === 'low'
  const isLarge = !!s.large && (s.rung ?? 'video') === 'video'
  const active = s.camera && s.rung !== 'telephone'
  const [first, second] = encodings
  if (!first) return
  if (!second) {
    Object.assign(first, moves ? (isLarge ? large : small) : single, { active })
    return
  }
  Object.assign(first, moves ? small : single, { active: active && (!isLarge || !!s.small) })
  Object.assign(second, large, { active: active && isLarge })
}
