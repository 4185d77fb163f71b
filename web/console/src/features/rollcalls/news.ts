// What a change of the room is told of to who can't see it. Pure.
import { type Invitee, isOnLine } from './roster'
import type { Entry, Live } from './store'

/** What happened to whom, in the order of calling. */
export interface News {
  marked: Invitee[]
  joined: Invitee[]
  lost: Invitee[]
  hands: Invitee[]
}

type Room = Pick<Live, 'order' | 'people'>

const wasLost = (i: Invitee) => i.presence === 'dropped' || i.presence === 'left'

/** Who is being called, by whoever of the staff or by auto mode. */
export const calledIn = ({ order, people }: Room): Entry | undefined =>
  order.flatMap((id) => people[id] ?? []).find((e) => e.invitee.presence === 'called')

/** What has changed between two states; nothing before the roster is there, since none of it is new. */
export function newsOf(before: Room, after: Room): News {
  const news: News = { marked: [], joined: [], lost: [], hands: [] }
  if (before.order.length === 0) return news
  for (const id of after.order) {
    const [old, now] = [before.people[id], after.people[id]]
    if (!old || !now || old === now) continue
    const invitee = now.invitee
    if (invitee.mark && invitee.mark !== old.invitee.mark) news.marked.push(invitee)
    if (isOnLine(invitee) && !isOnLine(old.invitee)) news.joined.push(invitee)
    if (wasLost(invitee) && isOnLine(old.invitee)) news.lost.push(invitee)
    if (now.handAt && !old.handAt) news.hands.push(invitee)
  }
  return news
}

export const isEmpty = (n: News) => n.marked.length + n.joined.length + n.lost.length + n.hands.length === 0

/** Both together, each person once in each part, by what was last said of them. */
export function together(a: News, b: News): News {
  const join = (one: Invitee[], two: Invitee[]) => [
    ...one.filter((i) => !two.some((j) => j.person_id === i.person_id)),
    ...two,
  ]
  return {
    marked: join(a.marked, b.marked),
    joined: join(a.joined, b.joined).filter((i) => !b.lost.some((j) => j.person_id === i.person_id)),
    lost: join(a.lost, b.lost).filter((i) => !b.joined.some((j) => j.person_id === i.person_id)),
    hands: join(a.hands, b.hands),
  }
}
