import { Link } from '@tanstack/react-router'
import type { Search } from '../lib/url'
import styles from './ui.module.css'

interface Tab {
  to: '/attendance' | '/attendance/fairness' | '/attendance/reports'
  id: string
  name: string
}

/** Pages that belong together, as tabs with addresses of their own. */
export function Tabs({ label, here, tabs }: { label: string; here: string; tabs: Tab[] }) {
  return (
    <nav className={styles.tabs} aria-label={label}>
      {tabs.map(({ to, id, name }) => (
        <Link
          key={id}
          to={to}
          search={(old: Search) => old}
          activeOptions={{ exact: true, includeSearch: false }}
          aria-current={id === here ? 'page' : undefined}
          data-testid={`tab-${id}`}
        >
          {name}
        </Link>
      ))}
    </nav>
  )
}
