import { type ReactNode, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { Icon } from '../ui/Icon'
import { currentOf, tabs } from './tabs'
import { usePolicyAsk } from './usePolicyAsk'

function subscribe(onChange: () => void) {
  window.addEventListener('online', onChange)
  window.addEventListener('offline', onChange)
  return () => {
    window.removeEventListener('online', onChange)
    window.removeEventListener('offline', onChange)
  }
}

/** The three pages with their tabs, and the strip that tells of a missing network. */
export function Shell({ children, onUpdate }: { children: ReactNode; onUpdate: (() => void) | null }) {
  const { t } = useTranslation()
  const [location] = useLocation()
  const isPolicyAsked = usePolicyAsk()
  const online = useSyncExternalStore(subscribe, () => navigator.onLine)
  return (
    <div className="shell">
      <output className="strips">
        {!online && <p className="strip">{t('common:offline')}</p>}
        {isPolicyAsked && (
          <p className="strip">
            {t('common:policy_asked')}{' '}
            <Link href="/policy" className="link" data-testid="policy-asked">
              {t('common:policy_read')}
            </Link>
          </p>
        )}
        {onUpdate && (
          <p className="strip">
            {t('common:update')}{' '}
            <button type="button" className="link" onClick={onUpdate}>
              {t('common:update_now')}
            </button>
          </p>
        )}
      </output>
      {children}
      <nav className="tabs" aria-label={t('common:tabs')}>
        {tabs.map(({ path, icon, key }) => (
          <Link key={path} href={path} aria-current={currentOf(path, location)}>
            <Icon name={icon} />
            {t(key)}
          </Link>
        ))}
      </nav>
    </div>
  )
}
