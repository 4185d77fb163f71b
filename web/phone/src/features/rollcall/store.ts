// A person's part in a roll call, as the screen shows it.
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
  microphone: boolean
  handRaised: boolean
  station: string
}

export const initialRoom: RoomState = {
  phase: { at: 'preparing' },
  ahead: null,
  officerOnLine: false,
  reconnecting: false,
  microphone: false,
  handRaised: false,
  station: '',
}

export const createRoomStore = () => createStore<RoomState>()(() => initialRoom)
export type RoomStore = ReturnType<typeof createRoomStore>

/** Where the end of a call leads: recorded, or back to waiting. */
export function afterCall(mark: string | null, now: Date): Phase {
  return mark ? { at: 'done', mark, time: now } : { at: 'waiting' }
}

/** Where the end of the roll call leads; what is recorded stays on the screen. */
export function afterClosing(phase: Phase, mark: string | null, now: Date): Phase {
  if (phase.at === 'done') return phase
  return mark ? { at: 'done', mark, time: now } : { at: 'ended' }
}
