import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { Button } from 'antd'
import { useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { safeReturn } from '../../lib/back'
import { SignOutContext, sessionQuery, useSession } from '../../lib/session'
import { useUrl } from '../../lib/url'
import { OfflineStrip } from '../../ui/OfflineStrip'
import styles from './account.module.css'
import { PasswordForm } from './PasswordForm'

/** The first login with a password that somebody handed out: an own one is chosen before anything else. */
export function WelcomePage() {
  const { t } = useTranslation('account')
  const { session } = useSession()
  const [search] = useUrl()
  const queries = useQueryClient()
  const router = useRouter()
  const signOut = useContext(SignOutContext)
  const goOn = async () => {
    await queries.fetchQuery({ ...sessionQuery, staleTime: 0 })
    router.history.push(safeReturn(search.to))
  }
  return (
    <main className={styles.welcome}>
      <OfflineStrip isLaid />
      <div className={styles.card}>
        <h1>{t('welcome', { name: session?.member.name })}</h1>
        <p>{t('welcome_note')}</p>
        <PasswordForm oldLabel={t('first')} submit={t('start')} block onChanged={goOn} />
      </div>
      <Button type="text" className={styles.leave} onClick={signOut}>
        {t('leave')}
      </Button>
    </main>
  )
}
