import type { NewMember, TeamMember } from './teamApi'

export const maxMembers = 12

/** A member while the team is edited. */
export interface Draft extends Omit<NewMember, 'sex'> {
  key: string
  isStaff: boolean
  sex: NewMember['sex'] | ''
}

/** The members as they stand, to be edited. */
export const draftOf = (members: TeamMember[]): Draft[] =>
  members.map(({ id, staff_role: _role, is_gone: _gone, since: _since, until: _until, ...m }) => ({
    ...m,
    key: id,
    isStaff: m.staff_id !== '',
  }))

/** Somebody new: staff can be called by the person, others only once the officer says so. */
export const blankMember = (isStaff: boolean, isLead: boolean): Draft => ({
  key: crypto.randomUUID(),
  isStaff,
  staff_id: '',
  name: '',
  relation: '',
  phone: '',
  is_phone_shown: isStaff,
  role: isLead ? 'lead' : 'member',
  sex: '',
  knows_minors: false,
})

/** Whether nothing that is needed is missing. */
export const isFull = (m: Draft) =>
  m.sex !== '' && (m.isStaff ? m.staff_id !== '' : m.name.trim() !== '' && m.relation !== '')

/** The members as the contract has them; call it once all are full. */
export const membersOf = (drafts: Draft[]): NewMember[] =>
  drafts.map(({ key: _key, isStaff, sex, ...m }) => ({
    ...m,
    name: isStaff ? '' : m.name.trim(),
    phone: m.phone.trim(),
    sex: sex || 'male',
  }))
