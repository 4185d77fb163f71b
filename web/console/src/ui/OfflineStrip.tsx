import { useTranslation } from 'react-i18next'
import { useOnline } from '../lib/online'
import styles from './ui.module.css'

/** Says that the computer has no network, as long as it has none; `isLaid` over the top of a page without a frame. */
export function OfflineStrip({ isLaid = false }: { isLaid?: boolean }) {
  const { t } = useTranslation('common')
  const isOnline = useOnline()
  return (
    <div className={styles.offline} data-laid={isLaid} role="status" data-testid="offline" data-offline={!isOnline}>
      {isOnline ? '' : t('offline')}
    </div>
  )
}
