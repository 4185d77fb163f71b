import type { Action } from './session'

/** The pages of administration, in the order of their tabs; each needs a right of its own. */
export const adminTabs = [
  { to: '/admin/staff', id: 'staff', needs: 'staff.read' },
  { to: '/admin/units', id: 'units', needs: 'org.manage' },
  { to: '/admin/fences', id: 'fences', needs: 'fence.write' },
  { to: '/admin/partners', id: 'partners', needs: 'partner.read' },
  { to: '/admin/privacy', id: 'policies', needs: 'policy.manage' },
  { to: '/admin/nodes', id: 'nodes', needs: 'node.manage' },
] as const satisfies {
  to: string
  id: string
  needs: Action
}[]

export type AdminTab = (typeof adminTabs)[number]['id']

/** The first page of administration that somebody with these rights may open. */
export const firstAdminTab = (actions: readonly Action[]) => adminTabs.find(({ needs }) => actions.includes(needs))
