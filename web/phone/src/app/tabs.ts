// The three tabs, and which of them a page belongs to: the one it is gone back to.
import type { IconName } from '../ui/Icon'

type Key = 'common:tab_today' | 'common:tab_record' | 'common:tab_me'

export const tabs: { path: string; icon: IconName; key: Key }[] = [
  { path: '/', icon: 'today', key: 'common:tab_today' },
  { path: '/record', icon: 'record', key: 'common:tab_record' },
  { path: '/me', icon: 'person', key: 'common:tab_me' },
]

const homes: Record<string, string> = {
  record: '/record',
  appeals: '/record',
  looks: '/record',
  draws: '/record',
  me: '/me',
  leave: '/me',
  team: '/me',
  policy: '/me',
  papers: '/me',
}

/** The path of the tab under which the page at `location` is found. */
export const tabOf = (location: string) => homes[location.split('/')[1] ?? ''] ?? '/'

/** What a tab says of itself while the page at `location` is shown: it is that page, or the page is below it. */
export function currentOf(path: string, location: string): 'page' | 'true' | undefined {
  if (tabOf(location) !== path) return undefined
  return location === path ? 'page' : 'true'
}
