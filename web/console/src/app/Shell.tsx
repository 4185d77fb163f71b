import {
  AppstoreOutlined,
  AuditOutlined,
  BarChartOutlined,
  CalendarOutlined,
  CheckSquareOutlined,
  CommentOutlined,
  CompassOutlined,
  DownOutlined,
  MenuOutlined,
  ScheduleOutlined,
  SettingOutlined,
  TeamOutlined,
  VideoCameraOutlined,
} from '@ant-design/icons'
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { Button, Dropdown } from 'antd'
import {
  type FormEvent,
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { switchLanguage } from '../../../shared/i18n/init'
import { loadEnglish } from '../i18n'
import { adminTabs } from '../lib/admin'
import { type Action, SignOutContext, useSession } from '../lib/session'
import { useWord } from '../lib/words'
import { HeldBar } from '../ui/HeldBar'
import { OfflineStrip } from '../ui/OfflineStrip'
import styles from './Shell.module.css'
import { HintsContext } from './SignedIn'

const UnitPicker = lazy(() => import('./UnitPicker'))

interface Place {
  to:
    | '/'
    | '/persons'
    | '/checkins'
    | '/plans'
    | '/leaves'
    | '/lost-contacts'
    | '/appeals'
    | '/roll-calls'
    | '/attendance'
    | '/audit'
    | '/admin'
  icon: ReactNode
  name:
    | 'desk'
    | 'persons'
    | 'checkins'
    | 'plans'
    | 'leaves'
    | 'liaison'
    | 'appeals'
    | 'rollcalls'
    | 'attendance'
    | 'audit'
    | 'admin'
  /** Any of these. */
  needs: readonly Action[]
}

const places: Place[] = [
  { to: '/', icon: <AppstoreOutlined />, name: 'desk', needs: ['checkin.read'] },
  { to: '/persons', icon: <TeamOutlined />, name: 'persons', needs: ['person.read'] },
  { to: '/checkins', icon: <CheckSquareOutlined />, name: 'checkins', needs: ['checkin.read'] },
  { to: '/plans', icon: <ScheduleOutlined />, name: 'plans', needs: ['plan.read'] },
  { to: '/leaves', icon: <CalendarOutlined />, name: 'leaves', needs: ['leave.read'] },
  { to: '/lost-contacts', icon: <CompassOutlined />, name: 'liaison', needs: ['liaison.read'] },
  { to: '/appeals', icon: <CommentOutlined />, name: 'appeals', needs: ['appeal.read'] },
  { to: '/roll-calls', icon: <VideoCameraOutlined />, name: 'rollcalls', needs: ['rollcall.read'] },
  { to: '/attendance', icon: <BarChartOutlined />, name: 'attendance', needs: ['attendance.read'] },
  { to: '/audit', icon: <AuditOutlined />, name: 'audit', needs: ['audit.read'] },
  { to: '/admin', icon: <SettingOutlined />, name: 'admin', needs: adminTabs.map((tab) => tab.needs) },
]

/** The places; in a narrow window they are laid over the screen while `isOpen`. */
function Navigation({ isOpen, onLeave }: { isOpen: boolean; onLeave: () => void }) {
  const { t } = useTranslation('shell')
  const { may } = useSession()
  const here = useRouterState({ select: (s) => s.location.pathname.replace(/^\/console/, '') || '/' })
  return (
    <nav className={styles.nav} id="places" aria-label={t('navigation')} data-open={isOpen}>
      <Link to="/" className={styles.brand} onClick={onLeave}>
        <img src="/console/icon.svg" alt="" width={24} height={24} />
        {t('product')}
      </Link>
      {places
        .filter((p) => p.needs.some(may))
        .map((p) => {
          const active = p.to === '/' ? here === '/' : here.startsWith(p.to)
          return (
            <Link
              key={p.to}
              to={p.to}
              className={styles.place}
              onClick={onLeave}
              data-active={active}
              aria-current={active ? 'page' : undefined}
              data-testid={`nav-${p.name}`}
            >
              <span aria-hidden>{p.icon}</span>
              {t(`place.${p.name}`)}
            </Link>
          )
        })}
    </nav>
  )
}

function Unit() {
  const { session } = useSession()
  const unit = session?.member.unit
  if (!unit) return null
  if (unit.kind === 'station') return <span className={styles.unit}>{unit.name}</span>
  return (
    <Suspense fallback={<span className={styles.unit}>{unit.name}</span>}>
      <UnitPicker own={unit.id} />
    </Suspense>
  )
}

/** Finds a person from wherever one is, as when somebody rings up. */
function Find() {
  const { t } = useTranslation('shell')
  const { may } = useSession()
  const navigate = useNavigate()
  if (!may('person.read')) return null
  const find = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const q = String(new FormData(event.currentTarget).get('q')).trim()
    navigate({ to: '/persons', search: {} as never, state: q ? { q } : {} })
    event.currentTarget.reset()
  }
  return (
    <search className={styles.find}>
      <form onSubmit={find}>
        <input
          name="q"
          type="search"
          maxLength={60}
          placeholder={t('find')}
          aria-label={t('find')}
          data-testid="find"
        />
      </form>
    </search>
  )
}

/** The guide for one's role, in a window of its own. */
function Help() {
  const { t, i18n } = useTranslation('shell')
  const { session } = useSession()
  const page = session?.member.role === 'supervisor' ? 'supervisor' : 'officer'
  return (
    <a
      className={styles.help}
      href={`/docs/${i18n.language === 'en' ? 'en' : 'zh'}/${page}.html`}
      target="_blank"
      rel="noreferrer"
    >
      {t('help')}
    </a>
  )
}

function LanguageSwitch() {
  const { i18n } = useTranslation()
  const other = i18n.language === 'en' ? 'zh-CN' : 'en'
  const { t } = useTranslation('shell')
  return (
    <Button type="text" lang={other} onClick={() => switchLanguage(i18n, other, loadEnglish)} data-testid="language">
      {t('other_language')}
    </Button>
  )
}

function Me() {
  const { t } = useTranslation('shell')
  const { session } = useSession()
  const word = useWord()
  const navigate = useNavigate()
  const signOut = useContext(SignOutContext)
  if (!session) return null
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'account', label: t('account'), onClick: () => navigate({ to: '/account', search: {} }) },
          { key: 'out', label: t('sign_out'), onClick: signOut },
        ],
      }}
    >
      <Button type="text" data-testid="me">
        {session.member.name}
        <span className={styles.role}>{word('role', session.member.role)}</span>
        <DownOutlined />
      </Button>
    </Dropdown>
  )
}

/** Whether the places are laid over a narrow window; Escape takes them away again. */
function useMenu() {
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const shut = useCallback(() => setOpen(false), [])
  useEffect(() => {
    if (!isOpen) return
    const onKey = (e: KeyboardEvent) => {
      if (e.key !== 'Escape') return
      setOpen(false)
      button.current?.focus()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [isOpen])
  return { isOpen, button, shut, turn: () => setOpen(!isOpen) }
}

/** The frame of every screen but the login and the running roll call. */
export function Shell() {
  const { t } = useTranslation('shell')
  const up = useContext(HintsContext)
  const menu = useMenu()
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#content">
        {t('skip')}
      </a>
      <div className={styles.menu}>
        <Button
          ref={menu.button}
          type="text"
          icon={<MenuOutlined />}
          aria-expanded={menu.isOpen}
          aria-controls="places"
          onClick={menu.turn}
          data-testid="menu"
        >
          {t('menu')}
        </Button>
      </div>
      <Navigation isOpen={menu.isOpen} onLeave={menu.shut} />
      <header className={styles.top}>
        <Unit />
        <span className={styles.link} role="status" data-up={up}>
          {up ? '' : t('line_down')}
        </span>
        <Find />
        <Help />
        <LanguageSwitch />
        <Me />
      </header>
      <div className={styles.strip}>
        <OfflineStrip />
      </div>
      <main id="content" className={styles.main} tabIndex={-1} onPointerDown={menu.shut}>
        <Outlet />
      </main>
      <HeldBar />
    </div>
  )
}
