import { ClockCircleOutlined } from '@ant-design/icons'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './live.module.css'
import { elapsed } from './since'

/** How long the roll call has been on. Its room is kept from the first paint on, so that nothing moves. */
export function Elapsed({ since }: { since: string | null | undefined }) {
  const { t } = useTranslation('rollcalls')
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return (
    <span className={styles.elapsed} role="timer" aria-label={t('elapsed')} data-testid="live-elapsed">
      <ClockCircleOutlined aria-hidden /> {elapsed(since, now)}
    </span>
  )
}
