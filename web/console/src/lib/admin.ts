import type { Action } from './session'

/** The pages of administration, in the order of their tabs; each needs a right of its own. */
export const adminTabs = [
  { to: '/admin/fences', id: 'fences', needs: 'fence.write' },
  { to: '/admin/nodes', id: 'nodes', needs: 'node.manage' },
] as const satisfies {
  to: string
  id: string
  needs: Action
}[]

export type AdminTab = (typeof adminTabs)[number]['id']

/** The first page of administration that somebody with these rights may open. */
export const firstAdminTab = (actions: readonly Action[]) => adminTabs.find(({ needs }) => actions.includes(needs))
