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

export const happened = {
  'person.enrolled': 'record:enrolled',
  'person.corrected': 'record:corrected',
  'person.transferred': 'record:transferred',
  'person.stay_set': 'record:stay_set',
  'plan.created': 'record:plan_created',
  'plan.changed': 'record:plan_changed',
  'plan.stopped': 'record:plan_stopped',
  'ladder.set': 'record:ladder_set',
  'checkin.way_set': 'record:way_set',
  'device.activated': 'record:device_activated',
  'device.revoked': 'record:device_revoked',
  'device.token_reused': 'record:device_reused',
  'identity.enrolled': 'record:identity_enrolled',
  rollcall_absent: 'record:asked_roll_call',
  rollcall_not_reached: 'record:asked_roll_call',
  rollcall_phone: 'record:asked_call',
  call_person: 'record:asked_call',
  help_asked: 'record:asked_help',
  token_reused: 'record:asked_device',
  lost_contact: 'record:asked_contact',
  pattern_seen: 'record:asked_pattern',
  leave_overdue: 'record:asked_leave',
} as const

export const settled = {
  delivered_late: 'record:settled_late',
  returned: 'record:settled_returned',
  upheld: 'record:settled_upheld',
  spoken: 'record:settled_spoken',
  reached: 'record:settled_reached',
  answered: 'record:settled_answered',
  window_ended: 'record:settled_over',
  found: 'record:settled_found',
  reopened: 'record:settled_reopened',
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
