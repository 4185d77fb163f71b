import type { Schemas } from '../../lib/api'

export const sanctions = {
  admonition: 'record:admonition',
  warning: 'record:warning',
  penalty: 'record:penalty',
  recall: 'record:recall',
} as const

export const levels = { strict: 'record:strict', ordinary: 'record:ordinary', light: 'record:light' } as const

export const held = {
  checkin_photo: 'record:held_checkin_photo',
  checkin_surroundings: 'record:held_surroundings',
  checkin_voice: 'record:held_voice',
  checkin_frames: 'record:held_frames',
  rollcall_snapshot: 'record:held_snapshot',
  rollcall_recording: 'record:held_recording',
  enrolment_photo: 'record:held_enrolment',
  leave_paper: 'record:held_leave_paper',
  appeal_paper: 'record:held_appeal_paper',
  sanction_paper: 'record:held_sanction_paper',
} as const

export const looks = {
  file: 'record:look_file',
  pictures: 'record:look_pictures',
  recording: 'record:look_recording',
  papers: 'record:look_papers',
  places: 'record:look_places',
} as const

export const roles = {
  officer: 'record:role_officer',
  supervisor: 'record:role_supervisor',
  social_worker: 'record:role_social_worker',
  volunteer: 'record:role_volunteer',
  specialist: 'record:role_specialist',
  procurator: 'record:role_procurator',
  admin: 'record:role_admin',
} as const

/** The word of a code in a table of words; codes that this version does not know have a general one. */
export const wordOf = <T extends string, O extends string>(words: Record<string, T>, code: string, other: O): T | O =>
  words[code] ?? other

type Distance = Schemas['Distance']

/** Those of the distances that have begun: a person without any sanction is told of no step. */
export const begun = (all: Distance[]): Distance[] => all.filter((d) => d.have > 0)
