import { EyeOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../lib/session'
import { useFormat } from '../../lib/words'
import styles from './checkins.module.css'
import { claimsQuery, useClaim } from './claim'

/** Who else looks at this review, and how to take it over. It keeps nobody from deciding. */
export function ClaimBar({ id, isOn }: { id: string; isOn: boolean }) {
  const { t } = useTranslation('checkins')
  const format = useFormat()
  const { theirs, isLost, takeOver, busy } = useClaim(id, isOn)
  return (
    <div role="status" className={styles.claimLine}>
      {theirs ? (
        <div className={styles.claim} data-testid="claim" data-lost={isLost}>
          <EyeOutlined aria-hidden />
          <span>
            {isLost
              ? t('claim_lost', { name: theirs.by_name, at: format.clock(theirs.since) })
              : t('claim_theirs', { name: theirs.by_name, at: format.clock(theirs.since) })}
          </span>
          <Button size="small" loading={busy} onClick={takeOver} data-testid="claim-take">
            {t('claim_take')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

/** On a row of the desk: which colleague looks at the review. */
export function ClaimMark({ id }: { id: string }) {
  const { t } = useTranslation('checkins')
  const { session } = useSession()
  const { data } = useQuery(claimsQuery)
  const claim = data?.items.find((c) => c.request_id === id && c.by_id !== session?.member.id)
  if (!claim) return null
  return (
    <span className={styles.claimMark} data-testid="claim-mark">
      <EyeOutlined aria-hidden /> {t('claim_mark', { name: claim.by_name })}
    </span>
  )
}
