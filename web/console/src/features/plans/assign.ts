// Templates narrowed by a filter, and what an assignment does, as the screen tells it.
import type { Schemas } from '../../lib/types'

export const levels = ['strict', 'ordinary', 'light'] as const

type Template = Schemas['Template']
type Assigned = Schemas['Assigned']

/** Templates of a level, and of a unit by its path; an unknown filter is none. */
export function narrowed(templates: Template[], level?: string, path?: string): Template[] {
  const wanted = levels.find((l) => l === level)
  return templates.filter((t) => (!wanted || t.level === wanted) && (!path || t.path === path))
}

/** Whether a unit may change what is at the path: at or below itself; what came with the deployment is the city's. */
export function belongsTo(path: string, unit: { path: string; kind: string }): boolean {
  return path.startsWith(unit.path) || (path === '/' && unit.kind === 'city')
}

/** In the order in which they are told: who gets it, who keeps what they have, who can't. */
export const effects = ['gets_plan', 'has_plan', 'not_supervised'] as const

/** Persons by what the assignment does for them; groups without anybody are left out. */
export function groupsOf(items: Assigned[]): { effect: Assigned['effect']; items: Assigned[] }[] {
  return effects
    .map((effect) => ({ effect, items: items.filter((i) => i.effect === effect) }))
    .filter((g) => g.items.length > 0)
}

/** How many persons get a plan by one request; between requests giving it can stop. */
export const perRequest = 10

/** Those who were told of before, and those of a further request who were not. */
export function added(before: Assigned[], more: Assigned[]): Assigned[] {
  const known = new Set(before.map((a) => a.person.id))
  return [...before, ...more.filter((a) => !known.has(a.person.id))]
}

/** How many of `expected` persons have the plan by now, when a look tells that so many would still get it. */
export function doneOf(expected: number, stillToGet: number | undefined): number {
  return Math.min(expected, Math.max(0, expected - (stillToGet ?? expected)))
}
