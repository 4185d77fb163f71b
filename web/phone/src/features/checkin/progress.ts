// How far a check-in has come, and what of it still holds when the person comes back to it.
import type { CheckinRequest } from '../../lib/api'
import { type Draft, type Step, stepsOf } from './steps'

/** The steps that fill something in. */
const fields = {
  camera: ['photo', 'noPhoto'],
  gestures: ['burst', 'noChallenge'],
  helper: ['helper'],
  surroundings: ['surroundings', 'noSurroundings'],
  voice: ['voice', 'noVoice', 'spoken'],
  location: ['fix', 'noLocation'],
} as const satisfies Partial<Record<Step['kind'], readonly (keyof Draft)[]>>

type Filling = keyof typeof fields
const filling = Object.keys(fields) as Filling[]

/** What may have become too old meanwhile. */
export type Anew = Exclude<Filling, 'helper'>

export interface Progress {
  /** The id of the attempt, the same for every try. */
  attempt: string
  /** Which of the steps is shown, from 0. */
  at: number
  draft: Draft
  /** What was too old when the person came back, and is to be done once more. */
  anew: Anew[]
  /** The person has just come back to it. */
  isBack: boolean
}

/** A picture or a recording of longer ago does not show how it is when it is handed in. */
const PICTURE_MS = 30 * 60_000
/** The server asks an officer about a place read ten minutes before; one of them is for the way to the end. */
const FIX_MS = 9 * 60_000
/** What is drawn has to be handed in within its time; so much of it is for the way to the end. */
const DRAWN_MS = 15_000

const dated = ['photo', 'surroundings', 'voice'] as const

/** The draft with what was given now. */
export function given(draft: Draft, more: Partial<Draft>, now: Date): Draft {
  const taken = { ...draft.taken }
  for (const name of dated) if (more[name]) taken[name] = now.getTime()
  return { ...draft, ...more, taken }
}

/** Whether what the server drew, the gestures and digits, is over. */
const isDrawnOver = (d: Draft, now: Date) =>
  d.drawnUntil !== undefined && now.getTime() > Date.parse(d.drawnUntil) - DRAWN_MS

/** What of a draft no longer shows how it is. */
function tooOld(d: Draft, now: Date): Anew[] {
  const isOld = (name: (typeof dated)[number]) => d[name] && now.getTime() - (d.taken?.[name] ?? 0) > PICTURE_MS
  const isOver = isDrawnOver(d, now)
  return (
    [
      isOld('photo') && 'camera',
      isOver && d.burst && 'gestures',
      isOld('surroundings') && 'surroundings',
      // digits that were read out are as old as their drawing
      (isOld('voice') || (isOver && d.digits && d.voice)) && 'voice',
      d.fix && now.getTime() - Date.parse(d.fix.taken_at) > FIX_MS && 'location',
    ] as const
  ).filter((k) => !!k)
}

function without(d: Draft, steps: Filling[]): Draft {
  const left = { ...d }
  for (const step of steps) for (const name of fields[step]) delete left[name]
  return left
}

/**
 * A check-in as it goes on: at the step where it was left, with what was given, but without what is not asked for any
 * more and what is too old; then it goes on where the first of that is done once more.
 */
export function resume(request: Pick<CheckinRequest, 'requires' | 'way'>, p: Progress, now: Date): Progress {
  const kinds = new Set(stepsOf(request, p.draft).map((s) => s.kind))
  const old = tooOld(p.draft, now)
  const anew = [...new Set([...p.anew, ...old])].filter((k) => kinds.has(k))
  const draft = without(p.draft, [...old, ...filling.filter((k) => !kinds.has(k))])
  if (isDrawnOver(draft, now)) for (const name of ['digits', 'spoken', 'drawnUntil'] as const) delete draft[name]
  const steps = stepsOf(request, draft)
  const first = steps.findIndex((s) => old.includes(s.kind as Anew))
  const last = first < 0 ? steps.length - 1 : first
  return { ...p, at: Math.min(p.at, last), draft, anew, isBack: p.at > 0 }
}

/** Whether a step that was to be done once more still is. */
export function isToDoAnew({ anew, draft }: Progress, kind: Step['kind']): kind is Anew {
  return anew.includes(kind as Anew) && fields[kind as Anew].every((name) => draft[name] === undefined)
}
