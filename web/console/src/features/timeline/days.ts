import type { Item } from './api'

/** Items of one calendar day, in their order. */
export interface Day {
  day: string
  items: Item[]
}

/**
 * When an item happened: of a check-in when it was made. One that was sent later stands where it arrived, in the order
 * of the list, and says in words when it was made; one that staff confirmed on another day stands where it opened.
 */
export const whenOf = ({ at, made_at, is_sent_later }: Pick<Item, 'at' | 'made_at' | 'is_sent_later'>) =>
  made_at && !is_sent_later && dayOf(made_at) === dayOf(at) ? made_at : at

const dayOf = (at: string) => new Date(at).toLocaleDateString('en-CA')

/** Items, newest first, under the days of the viewer's zone. */
export function byDay(items: Item[]): Day[] {
  const out: Day[] = []
  for (const item of items) {
    const day = dayOf(item.at)
    const last = out.at(-1)
    if (last?.day === day) last.items.push(item)
    else out.push({ day, items: [item] })
  }
  return out
}
