import type { Schemas } from '../../lib/types'

/** The draft, if there is one, and the published versions, newest first. */
type List = Schemas['ListPolicy']

/** The list with the draft as it was saved, or with what it was published as; either stands first. */
export const inDraftsPlace = (list: List | undefined, next: List['items'][number]): List | undefined =>
  list && { ...list, items: [next, ...list.items.filter((p) => p.status === 'published' && p.id !== next.id)] }
