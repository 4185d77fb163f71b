// The steps of a check-in, one screen each, and what is filled in on the way.
import type { CheckinRequest, Question } from '../../lib/api'
import type { Burst, ChallengeAnswer } from '../../lib/challenge'
import type { Attachment, Filled, Fix, NoChallenge, NoLocation, NoPhoto, NoVoice } from '../../lib/seal'

export type Step =
  | { kind: 'why' }
  | { kind: 'camera' }
  | { kind: 'gestures' }
  | { kind: 'helper' }
  | { kind: 'surroundings' }
  | { kind: 'voice' }
  | { kind: 'location' }
  | { kind: 'question'; question: Question }
  | { kind: 'review' }

/** Whether a step has the person in front of the camera or speaking, so that nothing may ring. */
export const isCapture = ({ kind }: Step) => ['camera', 'gestures', 'surroundings', 'voice'].includes(kind)

/** Whether a question comes up: a follow-up does only after its answer. */
export const isAsked = (q: Question, answers: Draft['answers']) =>
  !q.show_if || answers[q.show_if.question_id] === q.show_if.answer

/** The questions that come up with what was answered so far. */
export const askedOf = ({ requires }: Pick<CheckinRequest, 'requires'>, draft: Partial<Draft>) =>
  requires.questions.filter((q) => isAsked(q, draft.answers ?? {}))

/** Whether a person's way is the face. */
export const isByFace = (way: CheckinRequest['way']) => way === 'face'

/** Whether the person's voice is recorded: the plan asks for it, or it stands for the face. */
export const isHeard = ({ requires, way }: Pick<CheckinRequest, 'requires' | 'way'>) =>
  requires.voice || (requires.face && way === 'voice')

/** The screens by which a person shows who they are. */
function identitySteps({ requires, way }: Pick<CheckinRequest, 'requires' | 'way'>, draft: Partial<Draft>): Step[] {
  if (!requires.face) return []
  if (way === 'guardian') return [{ kind: 'helper' }]
  if (!isByFace(way)) return []
  // whoever can't take a photo is not asked for gestures either
  return requires.challenge && !draft.noPhoto ? [{ kind: 'camera' }, { kind: 'gestures' }] : [{ kind: 'camera' }]
}

/** The screens that a check-in has with what was given so far, in their order. */
export function stepsOf(request: Pick<CheckinRequest, 'requires' | 'way'>, draft: Partial<Draft> = {}): Step[] {
  const { requires } = request
  return [
    { kind: 'why' },
    ...identitySteps(request, draft),
    ...(requires.surroundings ? [{ kind: 'surroundings' } as const] : []),
    ...(isHeard(request) ? [{ kind: 'voice' } as const] : []),
    ...(requires.location ? [{ kind: 'location' } as const] : []),
    ...askedOf(request, draft).map((question) => ({ kind: 'question', question }) as const),
    { kind: 'review' },
  ]
}

/** What the person has given so far. */
export interface Draft {
  photo?: Blob
  noPhoto?: NoPhoto
  burst?: Burst
  /** The answer where only digits were read out. */
  spoken?: ChallengeAnswer
  /** To be read out on the recording. */
  digits?: string
  noChallenge?: NoChallenge
  /** Until when the gestures and digits drawn by the server count, RFC 3339. */
  drawnUntil?: string
  helper?: string
  surroundings?: Blob
  noSurroundings?: NoPhoto
  voice?: Blob
  noVoice?: NoVoice
  fix?: Fix
  noLocation?: NoLocation
  answers: Record<string, string>
  helpNeeded: boolean
  /** When pictures and recordings were taken, by the server's clock, in ms. */
  taken?: { photo?: number; surroundings?: number; voice?: number }
}

/** The draft as it is sealed; `id` stays the same for every try of this attempt. */
export async function fill(id: string, requestId: string, d: Draft): Promise<Filled> {
  const attachments: Attachment[] = []
  for (const kind of ['surroundings', 'voice'] as const) {
    const blob = d[kind]
    if (blob) attachments.push({ kind, data: await blob.arrayBuffer(), mime: blob.type })
  }
  return {
    id,
    requestId,
    ...(d.photo ? { photo: await d.photo.arrayBuffer() } : {}),
    ...(d.noPhoto && !d.photo ? { noPhoto: d.noPhoto } : {}),
    ...(d.burst ? { burst: d.burst } : {}),
    ...(d.spoken && d.voice && !d.burst ? { spoken: d.spoken } : {}),
    ...(d.noChallenge && !d.burst ? { noChallenge: d.noChallenge } : {}),
    ...(d.helper?.trim() ? { helper: d.helper.trim() } : {}),
    ...(attachments.length > 0 ? { attachments } : {}),
    ...(d.noSurroundings && !d.surroundings ? { noSurroundings: d.noSurroundings } : {}),
    ...(d.noVoice && !d.voice ? { noVoice: d.noVoice } : {}),
    ...(d.fix ? { location: d.fix } : {}),
    ...(d.noLocation && !d.fix ? { noLocation: d.noLocation } : {}),
    answers: Object.entries(d.answers)
      .filter(([, text]) => text.trim() !== '')
      .map(([question_id, text]) => ({ question_id, text: text.trim() })),
    helpNeeded: d.helpNeeded,
  }
}
