// The officer's side of a running roll call: one signalling connection, one peer connection, one store.

import { body } from '../../../../shared/api/client'
import { ApiProblem, codeOf } from '../../../../shared/api/problem'
import { signalProblem } from '../../../../shared/signalling/line'
import { createOfficerMedia, type OfficerMedia } from '../../../../shared/signalling/media'
import type { components } from '../../../../shared/signalling/messages'
import { connectSignal, type SignalClient, signalUrl, ticketUrl } from '../../../../shared/signalling/socket'
import type { SignalState } from '../../../../shared/signalling/types'
import { api } from '../../lib/api'
import { isOnLine } from './roster'
import { createLive, type LiveStore, takeInvitee, takeRoster, takeState, takeText } from './store'
import { Switches } from './switches'

type Mark = components['schemas']['Mark']['status']

/** Slots asked for: one for the large picture, 20 for tiles. */
const slotsWanted = 21

/** What the screens may do. Everything that fails rejects; the line itself is in the store. */
export interface Officer {
  /** Of the roll call. */
  readonly id: string
  store: LiveStore
  /** The picture of a slot; null until media runs. */
  slotStream: (slot: number) => MediaStream | null
  calledAudio: () => MediaStream | null
  /** Puts these persons into the tiles, in order. */
  show: (ids: string[]) => void
  /** Looks at a person, and calls the name when the person is on line. */
  pick: (id: string) => Promise<void>
  /** Calls who is next. */
  next: () => Promise<void>
  endCall: () => Promise<void>
  /** Rings the phones of these persons again; of everybody absent when there are none. Returns how many ring. */
  recall: (ids: string[]) => Promise<number>
  /** Begins auto mode, so many seconds a person, or ends it. */
  switchAuto: (seconds: number) => Promise<void>
  /** Marks present those whom auto mode has seen; returns how many could not be. */
  confirm: (ids: string[]) => Promise<number>
  /** Speaks to all, or again to the called person alone. */
  switchSpeech: () => Promise<void>
  switchMute: (id: string) => Promise<void>
  lowerHand: (id: string) => Promise<void>
  /** Sends words to one person, or to all with null; returns how many phones they reach. */
  text: (id: string | null, text: string) => Promise<number>
  takeLead: () => Promise<void>
  giveLead: (staffId: string) => Promise<void>
  /** Of who only watches: whom to hear. */
  listen: (to: 'called' | 'lead') => Promise<void>
  readonly watching: boolean
  mark: (id: string, status: Mark, reason: string) => Promise<void>
  snapshot: (id: string) => Promise<void>
  closeRollCall: () => Promise<void>
  mute: (muted: boolean) => void
  stop: () => void
}

/** Enters a roll call, to run it or to watch it in silence. `onClosed` is called once when it is over. */
export function enter(id: string, me: string, onClosed: () => void, watching = false): Officer {
  return new Room(id, me, onClosed, watching)
}

async function ownStream(): Promise<MediaStream | undefined> {
  const audio = { echoCancellation: true, noiseSuppression: true, autoGainControl: true }
  const video = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 15 } }
  for (const wish of [{ audio, video }, { audio }]) {
    try {
      return await navigator.mediaDevices.getUserMedia(wish)
    } catch {
      // no camera, or refused: try with less
    }
  }
  return undefined
}

class Room implements Officer {
  readonly store = createLive()
  private signal: SignalClient | null = null
  private media: OfficerMedia | null = null
  private own: MediaStream | undefined
  private tiles: string[] = []
  private slots = slotsWanted
  private wanted = ''
  /** How many marks each person was given here: what is asked again late must not take a newer one's place. */
  private readonly marked = new Map<string, number>()
  /** Of each person the mark that was written and not answered, with its key. */
  private readonly unanswered = new Map<string, { of: string; key: string }>()
  private readonly switches = new Switches()
  private stopped = false

  constructor(
    readonly id: string,
    me: string,
    private readonly onClosed: () => void,
    readonly watching: boolean,
  ) {
    this.store.setState({ me })
    this.start().catch((problem: unknown) => {
      if (this.stopped) return
      if (codeOf(problem) === 'rollcall.state') return this.onClosed() // it ended before it was entered
      this.store.setState({ problem, link: 'lost' })
    })
  }

  private async start() {
    const [own, ticket] = await Promise.all([this.watching ? undefined : ownStream(), this.ticket()])
    this.own = own
    this.store.setState({ microphone: own?.getAudioTracks().length ? 'on' : 'none' })
    if (this.stopped) return this.stop()
    const signal = await connectSignal({
      url: ticketUrl(ticket),
      others: [signalUrl(ticket.signal_path)],
      ticket: ticket.ticket,
    })
    if (this.stopped) return signal.close()
    this.signal = signal
    this.slots = Math.min(slotsWanted, signal.session.slots_max)
    this.hear(signal)
    this.media = createOfficerMedia(signal, { slots: this.slots, localStream: own })
    this.store.setState({ link: 'on', tiles: this.slots - 1 })
    await this.reload()
  }

  private ticket() {
    const params = { path: { id: this.id } }
    return this.watching
      ? body(api.POST('/console/v1/roll-calls/{id}/watch', { params }))
      : body(api.POST('/console/v1/roll-calls/{id}/join', { params }))
  }

  private hear(signal: SignalClient) {
    signal.on('invitee.changed', (state) => {
      takeState(this.store, state)
      this.switches.heard(state.invitee.person_id, state.muted)
      this.followCall(state.invitee)
    })
    signal.on('staff.state', (staff) => {
      this.store.setState({ staff })
      this.switches.heard('speech', staff.to_all)
    })
    signal.on('auto.state', (walk) => {
      this.store.setState({ walk })
      this.switches.heard('auto', walk.on)
    })
    signal.on('text.sent', (text) => takeText(this.store, text))
    signal.on('rollcall.closed', () => this.onClosed())
    signal.watch((state) => this.follow(state))
  }

  private follow(state: SignalState) {
    if (this.stopped) return
    if (state.at === 'ended' && state.reason === 'closed') return this.onClosed()
    if (state.at === 'ended' && state.reason === 'barred') {
      this.hush()
      return this.store.setState({ link: 'barred', problem: signalProblem(state.why ?? 'authz.forbidden') })
    }
    if (state.at === 'ended') return this.store.setState({ link: state.reason === 'replaced' ? 'replaced' : 'closed' })
    if (state.at === 'resuming') return this.store.setState({ link: 'lost' })
    this.store.setState({ link: 'on', problem: null })
    this.switches.clear()
    this.reload().catch((problem: unknown) => this.store.setState({ problem }))
  }

  /** Whoever is called, by us, by another officer or by auto mode, is shown large. */
  private followCall({ person_id, presence }: { person_id: string; presence: string }) {
    if (presence !== 'called' || this.store.getState().focus === person_id) return
    this.store.setState({ focus: person_id })
    this.point()
  }

  /** Asks anew for all that may have been missed. */
  private async reload() {
    const { invitees } = await this.live().request('roster.get')
    takeRoster(this.store, invitees)
    const called = invitees.find((i) => i.presence === 'called')
    if (called && !this.store.getState().focus) this.store.setState({ focus: called.person_id })
    this.wanted = ''
    this.point()
  }

  private live(): SignalClient {
    if (!this.signal) throw new ApiProblem({ code: 'signal.offline', status: 0 })
    return this.signal
  }

  /** Tells the server who is to be in which slot; a slot that changes is empty until the server confirms. */
  private point() {
    const want: (string | null)[] = [this.store.getState().focus, ...this.tiles]
    while (want.length < this.slots) want.push(null)
    const key = JSON.stringify(want)
    if (key === this.wanted || !this.signal) return
    this.wanted = key
    const old = this.store.getState().slots
    const kept = Object.fromEntries(want.map((person, slot) => [slot, old[slot] === person ? person : null]))
    this.store.setState({ slots: kept })
    const slots = want.map((person_id, slot) => (slot === 0 ? { slot, person_id, large: true } : { slot, person_id }))
    this.signal.request('view.show', { slots }).then(
      () => {
        if (this.wanted === key) this.store.setState({ slots: { ...want } })
      },
      () => {
        if (this.wanted === key) this.wanted = '' // it is asked again when the line is back
      },
    )
  }

  slotStream = (slot: number) => (slot < this.slots ? (this.media?.slotStream(slot) ?? null) : null)

  calledAudio = () => this.media?.calledAudio ?? null

  show = (ids: string[]) => {
    this.tiles = ids.slice(0, this.slots - 1)
    this.point()
  }

  pick = async (id: string) => {
    const { people, focus } = this.store.getState()
    this.store.setState({ focus: id, problem: null })
    this.point()
    if (this.watching) return
    const invitee = people[id]?.invitee
    if (invitee && isOnLine(invitee)) await this.live().request('person.call', { person_id: id })
    else if (focus && people[focus]?.invitee.presence === 'called') await this.live().request('call.end')
  }

  next = async () => {
    const { person_id } = await this.live().request('call.next')
    if (!person_id) return
    this.store.setState({ focus: person_id, problem: null })
    this.point()
  }

  endCall = async () => {
    await this.live().request('call.end')
  }

  recall = async (person_ids: string[]) =>
    (await this.live().request('person.recall', { person_ids })).person_ids.length

  switchAuto = (seconds: number) =>
    this.switches.press(
      'auto',
      () => this.store.getState().walk.on,
      (on) => this.live().request('auto.set', { on, seconds }),
    )

  confirm = async (person_ids: string[]) => {
    const before = person_ids.map((id) => this.marked.get(id))
    const isWanted = () => person_ids.every((id, n) => this.marked.get(id) === before[n])
    return (await this.live().requestWhile(isWanted, 'attendance.confirm', { person_ids })).refused.length
  }

  switchSpeech = () =>
    this.switches.press(
      'speech',
      () => this.store.getState().staff.to_all,
      (to_all) => this.live().request('speech.set', { to_all }),
    )

  switchMute = (person_id: string) =>
    this.switches.press(
      person_id,
      () => this.store.getState().people[person_id]?.muted === true,
      (muted) => this.live().request('person.mute', { person_id, muted }),
    )

  lowerHand = async (person_id: string) => {
    await this.live().request('hand.lower', { person_id })
  }

  text = async (person_id: string | null, text: string) =>
    (await this.live().request('text.send', { person_id, text })).phones

  takeLead = async () => {
    await this.live().request('lead.take')
  }

  giveLead = async (staff_id: string) => {
    await this.live().request('lead.give', { staff_id })
  }

  listen = async (to: 'called' | 'lead') => {
    await this.live().request('listen.set', { to })
  }

  mark = async (person_id: string, status: Mark, reason: string) => {
    const nth = (this.marked.get(person_id) ?? 0) + 1
    this.marked.set(person_id, nth)
    if (this.store.getState().link !== 'on') return this.markByWrite(person_id, status, reason)
    this.unanswered.delete(person_id) // another mark may come between
    const isNewest = () => this.marked.get(person_id) === nth
    try {
      const mark = { person_id, status, reason }
      const { invitee } = await this.live().requestWhile(isNewest, 'attendance.mark', mark)
      takeInvitee(this.store, invitee)
    } catch (e) {
      if (isNewest()) throw e
    }
  }

  /** The line is down: the mark goes by the ordinary way, and the same one again by the same request. */
  private async markByWrite(person_id: string, status: Mark, reason: string) {
    const of = JSON.stringify([status, reason])
    const before = this.unanswered.get(person_id)
    const write = before?.of === of ? before : { of, key: crypto.randomUUID() }
    this.unanswered.set(person_id, write)
    const answer = await body(
      api.POST('/console/v1/roll-calls/{id}/invitees/{person_id}/mark', {
        params: { path: { id: this.id, person_id }, header: { 'Idempotency-Key': write.key } },
        body: { status, reason },
      }),
    ).catch((e) => {
      const status = e instanceof ApiProblem ? e.problem.status : 0
      if (status > 0 && status < 500) this.unanswered.delete(person_id) // a refusal is an answer
      throw e
    })
    this.unanswered.delete(person_id)
    const old = this.store.getState().people[person_id]?.invitee
    if (old)
      takeInvitee(this.store, {
        ...old,
        mark: answer.mark || null,
        mark_reason: answer.mark_reason,
        marked_at: answer.marked_at,
      })
  }

  snapshot = async (person_id: string) => {
    const shot = await this.live().request('snapshot.take', { person_id })
    const old = this.store.getState().people[person_id]?.invitee
    if (old) takeInvitee(this.store, { ...old, snapshot_url: shot.snapshot_url })
  }

  closeRollCall = async () => {
    await this.live().request('rollcall.close')
    this.onClosed()
  }

  mute = (muted: boolean) => {
    for (const track of this.own?.getAudioTracks() ?? []) track.enabled = !muted
    if (this.own?.getAudioTracks().length) this.store.setState({ microphone: muted ? 'muted' : 'on' })
  }

  stop = () => {
    this.stopped = true
    this.hush()
    this.signal?.close()
  }

  /** Nothing is sent or shown any more. */
  private hush() {
    this.media?.close()
    for (const track of this.own?.getTracks() ?? []) track.stop()
  }
}
