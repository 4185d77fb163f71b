import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useSession } from '../lib/session'
import styles from './ui.module.css'

const tabs = [
  { to: '/appeals', id: 'appeals' },
  { to: '/appeals/sanctions', id: 'sanctions' },
] as const

/** Appeals, and the sanctions that some of them are about. */
export function AppealTabs({ here }: { here: (typeof tabs)[number]['id'] }) {
  const { t } = useTranslation('shell')
  const { may } = useSession()
  if (!may('sanction.read')) return null
  return (
    <nav className={styles.tabs} aria-label={t('place.appeals')}>
      {tabs.map(({ to, id }) => (
        <Link
          key={id}
          to={to}
          activeOptions={{ exact: true, includeSearch: false }}
          aria-current={id === here ? 'page' : undefined}
          data-testid={`tab-${id}`}
        >
          {t(`appeals_tab.${id}`)}
        </Link>
      ))}
    </nav>
  )
}
