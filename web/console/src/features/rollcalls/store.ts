// What the running view knows of everybody: one entry a person, outside React, so that a message redraws
// one tile and not the grid. Streams are kept beside it, never in it.
import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { components } from '../../../../shared/signalling/messages'
import type { Said, StaffState, WalkState } from '../../../../shared/signalling/types'
import type { Invitee } from './roster'

type State = components['schemas']['InviteeState']

export interface Entry {
  invitee: Invitee
  hasVideo: boolean
  handRaised: boolean
  frozenSeconds: number
  rung: State['rung']
  network?: State['network']
  /** Since when the hand is up. */
  handAt: string | null
  muted: boolean
  /** How many times the name was called. */
  calls: number
  /** What came of a call by auto mode. */
  answer: State['answer']
  /** Why no good picture comes, empty when one does. */
  trouble: State['trouble']
}

export type Link = 'connecting' | 'on' | 'lost' | 'replaced' | 'barred' | 'closed'

export interface Live {
  link: Link
  /** Whether the roster has come; before, an empty one means nothing. */
  hasRoster: boolean
  order: string[]
  people: Record<string, Entry>
  /** Whom the left side shows; being called when on line. */
  focus: string | null
  /** Who is in which slot, as the server has confirmed it. */
  slots: Record<number, string | null>
  /** How many tiles the server gives. */
  tiles: number
  /** Whether our own sound can be heard. */
  microphone: 'asking' | 'on' | 'muted' | 'none'
  problem: unknown
  /** Who else runs the roll call, and who leads. */
  staff: StaffState
  walk: WalkState
  /** What officers wrote, oldest first. */
  texts: Said[]
  /** Why persons said that it is not possible now, by person. */
  declined: Record<string, Declined>
  /** Who we are. */
  me: string
}

/** What a person answered to the ring last. */
export interface Declined {
  reason: string
  at: string | null
}

export type LiveStore = StoreApi<Live>

/** An empty store. */
export function createLive(): LiveStore {
  return createStore<Live>(() => ({
    link: 'connecting',
    hasRoster: false,
    order: [],
    people: {},
    focus: null,
    slots: {},
    tiles: 20,
    microphone: 'asking',
    problem: null,
    staff: { lead_id: null, to_all: false, seats: [] },
    walk: { on: false, seconds: 12, staff_id: null, person_id: null, ends_at: null, remaining: 0 },
    texts: [],
    declined: {},
    me: '',
  }))
}

const unseen = {
  hasVideo: false,
  handRaised: false,
  frozenSeconds: 0,
  rung: 'video' as const,
  handAt: null,
  muted: false,
  calls: 0,
  answer: '' as const,
  trouble: '' as const,
}

/** Takes the whole roster, keeping what is known of each person's line. */
export function takeRoster(store: LiveStore, invitees: Invitee[]) {
  const { people } = store.getState()
  const next: Record<string, Entry> = {}
  for (const invitee of invitees) next[invitee.person_id] = { ...unseen, ...people[invitee.person_id], invitee }
  const order = [...invitees].sort((a, b) => a.seq - b.seq).map((i) => i.person_id)
  store.setState({ hasRoster: true, people: next, order })
}

/** Takes one person's state. It may come before the roster, which then keeps it; only the roster tells who is shown. */
export function takeState(store: LiveStore, s: State) {
  const id = s.invitee.person_id
  const { people } = store.getState()
  const entry: Entry = {
    invitee: s.invitee,
    hasVideo: s.has_video,
    handRaised: s.hand_raised,
    frozenSeconds: s.frozen_seconds,
    rung: s.rung,
    network: s.network,
    handAt: s.hand_at,
    muted: s.muted,
    calls: s.calls,
    answer: s.answer,
    trouble: s.trouble,
  }
  store.setState({ people: { ...people, [id]: entry } })
}

/** Takes one person's place, as the answer to a mark holds it. */
export function takeInvitee(store: LiveStore, invitee: Invitee) {
  const { people } = store.getState()
  const old = people[invitee.person_id]
  if (old) store.setState({ people: { ...people, [invitee.person_id]: { ...old, invitee } } })
}

/** Takes what persons answered to the ring. */
export function takeDeclined(
  store: LiveStore,
  all: { person_id: string; declined: string; declined_at: string | null }[],
) {
  const said = all.filter((i) => i.declined)
  store.setState({
    declined: Object.fromEntries(said.map((i) => [i.person_id, { reason: i.declined, at: i.declined_at }])),
  })
}

/** Takes a text; what is told again after a reconnection is there already. */
export function takeText(store: LiveStore, text: Said) {
  const { texts } = store.getState()
  if (!texts.some((t) => t.seq === text.seq))
    store.setState({ texts: [...texts, text].sort((a, b) => a.seq - b.seq).slice(-100) })
}

/** Everybody with what is known of their line, in the order of calling. */
export function entries({ order, people }: Pick<Live, 'order' | 'people'>): Entry[] {
  return order.flatMap((id) => people[id] ?? [])
}

/** The roster in the order of calling. */
export function roster({ order, people }: Pick<Live, 'order' | 'people'>): Invitee[] {
  return order.flatMap((id) => people[id]?.invitee ?? [])
}

/** A part of the store, redrawn when it changes. */
export function useLive<T>(store: LiveStore, select: (live: Live) => T): T {
  return useStore(store, select)
}
