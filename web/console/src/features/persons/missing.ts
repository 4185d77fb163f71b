import dayjs from 'dayjs'
import type { PersonFile } from './api'

export type Step = 'pictures' | 'plan' | 'phone'

/**
 * What a person's enrolment still lacks, in the order in which it is done. Of whoever said no to the face no pictures are
 * asked for.
 */
export function missingOf(person: PersonFile): Step[] {
  const out: Step[] = []
  if (person.portrait.absence === 'not_taken') out.push('pictures')
  if (!person.plans.some((p) => p.stopped_at === null)) out.push('plan')
  if (!person.devices.some((d) => d.revoked_at === null)) out.push('phone')
  return out
}

/**
 * The last day on which the person may report in person for the first time: ten days from the day on which the
 * judgment took effect (Community Corrections Law, article 21). Null once it has passed, and for those whom a prison
 * or a detention house brings.
 */
export function reportBy(person: Pick<PersonFile, 'category' | 'term_from'>, today: string): string | null {
  if (person.category === 'outside_prison') return null
  const last = dayjs(person.term_from).add(10, 'day').format('YYYY-MM-DD')
  return today <= last && today >= person.term_from ? last : null
}
