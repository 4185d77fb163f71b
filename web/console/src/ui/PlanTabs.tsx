import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import styles from './ui.module.css'

const tabs = [
  { to: '/plans', name: 'plans_tab.templates', id: 'templates' },
  { to: '/plans/calendar', name: 'plans_tab.calendar', id: 'calendar' },
  { to: '/plans/draws', name: 'plans_tab.draws', id: 'draws' },
] as const

/** The three pages about when check-ins come: plans, the public calendar, and checking draws. */
export function PlanTabs({ here }: { here: (typeof tabs)[number]['id'] }) {
  const { t } = useTranslation('shell')
  return (
    <nav className={styles.tabs} aria-label={t('place.plans')}>
      {tabs.map(({ to, name, id }) => (
        <Link
          key={id}
          to={to}
          activeOptions={{ exact: true, includeSearch: false }}
          aria-current={id === here ? 'page' : undefined}
          data-testid={`tab-${id}`}
        >
          {t(name)}
        </Link>
      ))}
    </nav>
  )
}
