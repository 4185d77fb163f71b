// The messages of api/signaling.md, by name. messages.d.ts is generated from the JSON Schema.
import type { components } from './messages'

type Schemas = components['schemas']

export type Session = Schemas['Session']
export type Invitee = Schemas['Invitee']
export type InviteeState = Schemas['InviteeState']
export type RosterCounts = Schemas['Counts']
export type MediaWish = Schemas['MediaWish']
export type Rung = Schemas['MediaReport']['rung']
export type Asked = Schemas['Asked']
export type Said = Schemas['Said']
export type StaffState = Schemas['Staff']
export type WalkState = Schemas['Walk']
export type SlotView = Schemas['SlotView']
export type Snapshot = Schemas['Snapshot']
export type Candidate = Schemas['Candidate']
export type RollCallResult = Schemas['RollCallResult']

/** What a client may ask, without the hello, which the socket says itself. */
export type ClientType = Exclude<Schemas['ClientMessage']['type'], 'session.hello'>

/** What comes with each kind of question. */
export type ClientData = { [M in Schemas['ClientMessage'] as M['type']]: M['data'] }

/** What each question is answered with. */
export type Answers = Schemas['Acks']

/** What the server says of itself. */
export type ServerEvents = { [M in Exclude<Schemas['ServerMessage'], { re: string }> as M['type']]: M['data'] }
export type ServerType = keyof ServerEvents

/** Why a connection is over for good. */
export type EndReason = 'left' | 'closed' | 'replaced' | 'refused' | 'barred' | 'lost' | 'fault'

/** Where a connection stands; `resuming` keeps the seat. `why` is what the server said when it barred somebody. */
export type SignalState =
  | { at: 'open' }
  | { at: 'resuming'; since: number }
  | { at: 'ended'; reason: EndReason; why?: string }
