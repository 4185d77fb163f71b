import type { Appeal } from '../../lib/api'

const statuses = {
  open: 'appeal:open',
  upheld: 'appeal:upheld',
  refused: 'appeal:refused',
  withdrawn: 'appeal:withdrawn',
} as const

/** The key of an appeal's status. */
export const statusOf = (a: Pick<Appeal, 'status'>) => statuses[a.status]

/** What is said when nothing else is: it claims nothing, so that an appeal is two taps and in nobody else's words. */
export const plainSaying = 'appeal:say_check'

/** What people say most often, one tap each. */
const sayings = ['appeal:say_network', 'appeal:say_notice', 'appeal:say_told', 'appeal:say_mistaken'] as const

/** What can be said of a source: a sanction has no network and no notice. */
export const sayingsOf = (source: Appeal['source']) =>
  [plainSaying, ...(source === 'sanction' ? sayings.slice(2) : sayings)] as const

const sanctions = {
  admonition: 'record:admonition',
  warning: 'record:warning',
  penalty: 'record:penalty',
  recall: 'record:recall',
} as const

/** The key of what a sanction is called. */
export const sanctionOf = (kind: Exclude<Appeal['sanction'], ''>) => sanctions[kind]
