import type { TeamMember } from '../../lib/api'

const staff = {
  officer: 'team:officer',
  supervisor: 'team:supervisor',
  social_worker: 'team:social_worker',
  volunteer: 'team:volunteer',
  specialist: 'team:specialist',
  procurator: 'team:staff',
  admin: 'team:staff',
} as const

const others = {
  village_committee: 'team:village_committee',
  employer: 'team:employer',
  school: 'team:school',
  family: 'team:family',
  guardian: 'team:guardian',
  volunteer: 'team:volunteer',
  police: 'team:police',
  other: 'team:other',
} as const

/** What a member is, as a key of words. */
export function partOf({ staff_role, relation }: TeamMember) {
  if (staff_role !== '') return staff[staff_role] ?? 'team:staff'
  return relation === '' ? 'team:other' : (others[relation] ?? 'team:other')
}
