import { Link } from '@tanstack/react-router'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import styles from './desk.module.css'

/** The heading of the desk with its views: what waits, all of today, and what I did. */
export function DeskHead({ here }: { here: 'waiting' | 'done' }) {
  const { t } = useTranslation('desk')
  return (
    <div className={styles.views}>
      <h1>{t(here === 'waiting' ? 'title' : 'done')}</h1>
      <nav aria-label={t('views')}>
        {here === 'done' ? (
          <Link to="/" data-testid="desk-waiting">
            {t('title')}
          </Link>
        ) : (
          <Link to="/" search={{ view: 'done' } as never} data-testid="desk-done">
            {t('done')}
          </Link>
        )}
        <Link to="/checkins" search={{ day: dayjs().format('YYYY-MM-DD') } as never} data-testid="desk-today">
          {t('today')}
        </Link>
      </nav>
    </div>
  )
}
