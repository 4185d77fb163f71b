import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type AdminTab, adminTabs } from '../lib/admin'
import { useSession } from '../lib/session'
import styles from './ui.module.css'

/** The pages of administration that one's role may open, as tabs. */
export function AdminTabs({ here }: { here: AdminTab }) {
  const { t } = useTranslation('shell')
  const { may } = useSession()
  return (
    <nav className={styles.tabs} aria-label={t('place.admin')}>
      {adminTabs
        .filter(({ needs }) => may(needs))
        .map(({ to, id }) => (
          <Link
            key={id}
            to={to}
            activeOptions={{ exact: true, includeSearch: false }}
            aria-current={id === here ? 'page' : undefined}
            data-testid={`tab-${id}`}
          >
            {t(`admin_tab.${id}`)}
          </Link>
        ))}
    </nav>
  )
}
