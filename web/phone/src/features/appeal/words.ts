import type { Appeal } from '../../lib/api'

const statuses = {
  open: 'appeal:open',
  upheld: 'appeal:upheld',
  refused: 'appeal:refused',
  withdrawn: 'appeal:withdrawn',
} as const

/** The key of an appeal's status. */
export const statusOf = (a: Pick<Appeal, 'status'>) => statuses[a.status]

/** What people say most often, one tap each. */
export const sayings = ['appeal:say_network', 'appeal:say_notice', 'appeal:say_told', 'appeal:say_mistaken'] as const
