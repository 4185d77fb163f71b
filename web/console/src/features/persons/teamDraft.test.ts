import { describe, expect, it } from 'vitest'
import type { TeamMember } from './teamApi'
import { blankMember, draftOf, isFull, membersOf } from './teamDraft'

const lead: TeamMember = {
  id: 'm1',
  staff_id: 's1',
  name: '陈静',
  relation: '',
  phone: '0571',
  is_phone_shown: true,
  role: 'lead',
  sex: 'female',
  knows_minors: true,
  staff_role: 'officer',
  is_gone: false,
  since: '2026-11-23T01:00:00Z',
  until: null,
}

describe('a team while it is edited', () => {
  it('goes back as it came, staff without their name', () => {
    expect(membersOf(draftOf([lead]))).toEqual([
      {
        staff_id: 's1',
        name: '',
        relation: '',
        phone: '0571',
        is_phone_shown: true,
        role: 'lead',
        sex: 'female',
        knows_minors: true,
      },
    ])
  })
  it('is full only with a sex, and with a name and a relation of somebody from outside', () => {
    const other = blankMember(false, false)
    expect(isFull(other)).toBe(false)
    expect(isFull({ ...other, name: '王秀兰', relation: 'family' })).toBe(false)
    expect(isFull({ ...other, name: '王秀兰', relation: 'family', sex: 'female' })).toBe(true)
    expect(isFull({ ...blankMember(true, true), staff_id: 's1', sex: 'male' })).toBe(true)
  })
  it('shows the numbers of staff to the person, and of others only when told to', () => {
    expect(blankMember(true, false).is_phone_shown).toBe(true)
    expect(blankMember(false, false).is_phone_shown).toBe(false)
  })
})
