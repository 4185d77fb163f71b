import type { Item } from './api'

/** Items of one calendar day, in their order. */
export interface Day {
  day: string
  items: Item[]
}

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
