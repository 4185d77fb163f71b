// A person's part in a roll call, as the screen shows it.
import type { Asked, Rung, Said } from '@diandao/shared/signalling/types'
import { createStore } from 'zustand/vanilla'

export type Phase =
  | { at: 'preparing' }
  | { at: 'joining' }
  | { at: 'waiting' }
  | { at: 'called' }
  | { at: 'done'; mark: string; time: Date }
  | { at: 'ended' }
  | { at: 'replaced' }
  | { at: 'camera'; why: 'denied' | 'no_camera' | 'busy' }
  | { at: 'problem'; error: unknown }

export interface RoomState {
  phase: Phase
  /** How many come before; null while nobody has said. */
  ahead: number | null
  officerOnLine: boolean
  /** The socket or the media is being repaired; the seat is kept. */
  reconnecting: boolean
  /** When the socket was lost, on this phone's clock: the seat is kept for a minute. */
  lostAt: number | null
  microphone: boolean
  handRaised: boolean
  station: string
  /** The officer speaks to everybody. */
  toAll: boolean
  /** An officer has taken the sound away. */
  muted: boolean
  rung: Rung
  /** What officers wrote, oldest first. */
  texts: Said[]
  /** What is seen and heard of each call is kept. */
  recorded: boolean
  /** What the person is asked to do in front of the camera now. */
  asked: Asked | null
  /** Auto mode took a picture, and an officer has still to look. */
  seen: boolean
}

export const initialRoom: RoomState = {
  phase: { at: 'preparing' },
  ahead: null,
  officerOnLine: false,
  reconnecting: false,
  lostAt: null,
  microphone: false,
  handRaised: false,
  station: '',
  toAll: false,
  muted: false,
  rung: 'video',
  texts: [],
  recorded: false,
  asked: null,
  seen: false,
}

export const createRoomStore = () => createStore<RoomState>()(() => initialRoom)
export type RoomStore = ReturnType<typeof createRoomStore>

/** Where the end of a call leads: recorded, or back to waiting. */
export function afterCall(mark: string | null, now: Date): Phase {
  return mark ? { at: 'done', mark, time: now } : { at: 'waiting' }
}

/** The texts with one more; what is told again after a reconnection is there already. */
export function withText(texts: Said[], text: Said): Said[] {
  return texts.some((t) => t.seq === text.seq) ? texts : [...texts, text].sort((a, b) => a.seq - b.seq)
}

/** Where the end of the roll call leads; what is recorded stays on the screen. */
export function afterClosing(phase: Phase, mark: string | null, now: Date): Phase {
  if (phase.at === 'done') return phase
  return mark ? { at: 'done', mark, time: now } : { at: 'ended' }
}
