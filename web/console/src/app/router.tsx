import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router'
import { firstAdminTab } from '../lib/admin'
import { sessionQuery } from '../lib/session'
import { texts } from '../lib/url'
import { RouteProblem, Waiting } from './boundary'
import { Shell } from './Shell'
import { DeskScreen } from './screens'

interface Context {
  queries: QueryClient
}

const root = createRootRouteWithContext<Context>()({ component: Outlet })

const loginRoute = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: texts,
  component: lazyRouteComponent(() => import('../features/session'), 'LoginPage'),
})

/** Everything below needs a login; without one it comes back here after it. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  validateSearch: texts,
  search: { middlewares: [retainSearchParams(['unit'])] },
  beforeLoad: async ({ context, location }) => {
    const session = await context.queries.ensureQueryData(sessionQuery)
    if (!session) throw redirect({ to: '/login', search: { to: location.href } })
    if (session.must_change_password && location.pathname !== '/welcome')
      throw redirect({ to: '/welcome', search: { to: location.href } })
  },
  component: Outlet,
})

const shell = createRoute({ getParentRoute: () => signedIn, id: 'shell', component: Shell })
const inShell = () => shell
const screens = () => import('./screens')

const routes = [
  createRoute({ getParentRoute: inShell, path: '/', component: DeskScreen }),
  createRoute({
    getParentRoute: inShell,
    path: '/persons',
    component: lazyRouteComponent(() => import('../features/persons'), 'PersonsPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/persons/import',
    component: lazyRouteComponent(() => import('../features/intake'), 'ImportPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/persons/$id',
    component: lazyRouteComponent(() => import('./PersonScreen'), 'PersonScreen'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/persons/$id/enrol',
    component: lazyRouteComponent(() => import('./EnrolScreen'), 'EnrolScreen'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/checkins',
    component: lazyRouteComponent(() => import('../features/checkins/list'), 'CheckinsPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/checkins/$id',
    component: lazyRouteComponent(screens, 'CheckinScreen'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/plans',
    component: lazyRouteComponent(() => import('../features/plans'), 'PlansPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/plans/calendar',
    component: lazyRouteComponent(() => import('../features/calendar'), 'CalendarPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/plans/draws',
    component: lazyRouteComponent(() => import('../features/draws'), 'DrawsPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/appeals',
    component: lazyRouteComponent(() => import('../features/appeals'), 'AppealsPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/appeals/sanctions',
    component: lazyRouteComponent(() => import('../features/sanctions'), 'SanctionsPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/leaves',
    component: lazyRouteComponent(() => import('../features/leaves'), 'LeavesPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/lost-contacts',
    component: lazyRouteComponent(() => import('../features/liaison'), 'LostContactsPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/roll-calls',
    component: lazyRouteComponent(() => import('../features/rollcalls'), 'RollCallsPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/roll-calls/plan',
    component: lazyRouteComponent(() => import('../features/rollcalls'), 'PlanPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/roll-calls/$id/plan',
    component: lazyRouteComponent(() => import('../features/rollcalls'), 'PlanPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/roll-calls/$id',
    component: lazyRouteComponent(() => import('../features/rollcalls'), 'SheetPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/attendance',
    component: lazyRouteComponent(() => import('../features/attendance'), 'AttendancePage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/attendance/fairness',
    component: lazyRouteComponent(() => import('../features/attendance'), 'FairnessPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/attendance/records',
    component: lazyRouteComponent(() => import('../features/attendance'), 'RecordsPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/attendance/reports',
    component: lazyRouteComponent(() => import('../features/attendance'), 'ReportsPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/attendance/reports/$id',
    component: lazyRouteComponent(() => import('../features/attendance'), 'ReportPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/alerts',
    component: lazyRouteComponent(() => import('../features/alerts/list'), 'AlertsPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/audit',
    component: lazyRouteComponent(() => import('../features/audit'), 'AuditPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/admin',
    beforeLoad: async ({ context }) => {
      const session = await context.queries.ensureQueryData(sessionQuery)
      throw redirect({ to: firstAdminTab(session?.actions ?? [])?.to ?? '/' })
    },
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/account',
    component: lazyRouteComponent(() => import('../features/account'), 'AccountPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/admin/staff',
    component: lazyRouteComponent(() => import('../features/staff'), 'StaffPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/admin/fences',
    component: lazyRouteComponent(() => import('../features/fences'), 'FencesPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/admin/nodes',
    component: lazyRouteComponent(() => import('../features/nodes'), 'NodesPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/admin/partners',
    component: lazyRouteComponent(() => import('../features/partners'), 'PartnersPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/admin/privacy',
    component: lazyRouteComponent(() => import('../features/policies'), 'PoliciesPage'),
  }),
]

const liveRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/roll-calls/$id/live',
  component: lazyRouteComponent(() => import('../features/rollcalls/live'), 'LivePage'),
})

const watchRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/roll-calls/$id/watch',
  component: lazyRouteComponent(() => import('../features/rollcalls/live'), 'WatchPage'),
})

const welcomeRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/welcome',
  component: lazyRouteComponent(() => import('../features/account'), 'WelcomePage'),
})

/** The console's addresses. */
export function makeRouter(queries: QueryClient) {
  return createRouter({
    routeTree: root.addChildren([
      loginRoute,
      signedIn.addChildren([shell.addChildren(routes), liveRoute, watchRoute, welcomeRoute]),
    ]),
    basepath: '/console',
    context: { queries },
    defaultPreload: 'intent',
    defaultErrorComponent: RouteProblem,
    defaultPendingComponent: Waiting,
    defaultNotFoundComponent: () => <RouteProblem />,
    scrollRestoration: true,
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: (search) => {
      const text = new URLSearchParams(texts(search) as Record<string, string>).toString()
      return text ? `?${text}` : ''
    },
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
