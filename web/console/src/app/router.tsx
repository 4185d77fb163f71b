import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  Outlet,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router'
import { firstAdminTab } from '../lib/admin'
import { onlyDays } from '../lib/days'
import { withoutName } from '../lib/find'
import { sessionQuery } from '../lib/session'
import { texts } from '../lib/url'
import { RouteProblem, Waiting } from './boundary'
import { Shell } from './Shell'
import { SignedIn } from './SignedIn'
import { screenOf } from './screenOf'
import { DeskScreen } from './screens'
import { laterScreenOf } from './worded'

interface Context {
  queries: QueryClient
}

const root = createRootRouteWithContext<Context>()({ component: Outlet })

const loginRoute = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: texts,
  component: screenOf(() => import('../features/session'), 'LoginPage'),
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
  component: SignedIn,
})

// not above it: what follows a login has a path for "to"
const shell = createRoute({
  getParentRoute: () => signedIn,
  id: 'shell',
  validateSearch: (search) => withoutName(onlyDays(texts(search))),
  component: Shell,
})
const inShell = () => shell
const screens = () => import('./screens')

const routes = [
  createRoute({ getParentRoute: inShell, path: '/', component: DeskScreen }),
  createRoute({
    getParentRoute: inShell,
    path: '/persons',
    component: screenOf(() => import('../features/persons'), 'PersonsPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/persons/import',
    component: laterScreenOf(() => import('../features/intake'), 'ImportPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/persons/$id',
    component: screenOf(() => import('./PersonScreen'), 'PersonScreen'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/persons/$id/enrol',
    component: screenOf(() => import('./EnrolScreen'), 'EnrolScreen'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/checkins',
    component: screenOf(() => import('../features/checkins/list'), 'CheckinsPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/checkins/$id',
    component: screenOf(screens, 'CheckinScreen'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/plans',
    component: screenOf(() => import('../features/plans'), 'PlansPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/plans/calendar',
    component: laterScreenOf(() => import('../features/calendar'), 'CalendarPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/plans/draws',
    component: laterScreenOf(() => import('../features/draws'), 'DrawsPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/appeals',
    component: screenOf(() => import('../features/appeals'), 'AppealsPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/appeals/sanctions',
    component: screenOf(() => import('../features/sanctions'), 'SanctionsPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/leaves',
    component: screenOf(() => import('../features/leaves'), 'LeavesPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/lost-contacts',
    component: screenOf(() => import('../features/liaison'), 'LostContactsPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/roll-calls',
    component: screenOf(() => import('../features/rollcalls'), 'RollCallsPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/roll-calls/plan',
    component: screenOf(() => import('../features/rollcalls'), 'PlanPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/roll-calls/$id/plan',
    component: screenOf(() => import('../features/rollcalls'), 'PlanPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/roll-calls/$id',
    component: screenOf(() => import('../features/rollcalls'), 'SheetPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/attendance',
    component: screenOf(() => import('../features/attendance'), 'AttendancePage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/attendance/fairness',
    component: screenOf(() => import('../features/attendance'), 'FairnessPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/attendance/records',
    component: screenOf(() => import('../features/attendance'), 'RecordsPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/attendance/reports',
    component: screenOf(() => import('../features/attendance'), 'ReportsPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/attendance/reports/$id',
    component: screenOf(() => import('../features/attendance'), 'ReportPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/alerts',
    component: screenOf(() => import('../features/alerts/list'), 'AlertsPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/audit',
    component: laterScreenOf(() => import('../features/audit'), 'AuditPage'),
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
    component: screenOf(() => import('../features/account'), 'AccountPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/admin/staff',
    component: laterScreenOf(() => import('../features/staff'), 'StaffPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/admin/units',
    component: screenOf(() => import('../features/units'), 'UnitsPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/admin/fences',
    component: laterScreenOf(() => import('../features/fences'), 'FencesPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/admin/nodes',
    component: laterScreenOf(() => import('../features/nodes'), 'NodesPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/admin/partners',
    component: laterScreenOf(() => import('../features/partners'), 'PartnersPage'),
  }),
  createRoute({
    getParentRoute: inShell,
    path: '/admin/privacy',
    component: laterScreenOf(() => import('../features/policies'), 'PoliciesPage'),
  }),
]

const liveRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/roll-calls/$id/live',
  component: screenOf(() => import('../features/rollcalls/live'), 'LivePage'),
})

const watchRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/roll-calls/$id/watch',
  component: screenOf(() => import('../features/rollcalls/live'), 'WatchPage'),
})

const welcomeRoute = createRoute({
  getParentRoute: () => signedIn,
  path: '/welcome',
  component: screenOf(() => import('../features/account'), 'WelcomePage'),
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
    defaultNotFoundComponent: () => (
      <main>
        <RouteProblem />
      </main>
    ),
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
