import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../lib/session'
import { Problem } from '../../ui/Problem'
import { ReasonModal } from '../../ui/ReasonModal'
import { type Detail, useDecide } from './api'
import styles from './checkins.module.css'

type Asking = 'reject' | 'ask_again' | null

/** The officer's decision on a check-in in review. All but accepting needs a reason. */
export function DecideBar({ detail }: { detail: Detail }) {
  const { t } = useTranslation('checkins')
  const common = useTranslation('common')
  const { may } = useSession()
  const [asking, setAsking] = useState<Asking>(null)
  const name = detail.person.masked ? common.t('minor') : detail.person.name
  const decide = useDecide(
    detail,
    (kind) => `${name} · ${t(kind)}`,
    () => setAsking(null),
  )
  const checkin = detail.checkin
  if (!checkin || !may('checkin.decide')) return null
  const send = (kind: 'accept' | 'reject' | 'ask_again', reason = '') =>
    decide.mutate({ checkin_id: checkin.id, kind, reason })
  return (
    <div className={styles.decide}>
      <h3>{checkin.photo_url ? t('question', { name }) : t('question_no_photo', { name })}</h3>
      <div className={styles.buttons}>
        <Button
          type="primary"
          loading={decide.isPending && !asking}
          onClick={() => send('accept')}
          data-testid="decide-accept"
        >
          {t('accept')}
        </Button>
        <Button onClick={() => setAsking('ask_again')} data-testid="decide-ask-again">
          {t('ask_again')}
        </Button>
        <Button onClick={() => setAsking('reject')} data-testid="decide-reject">
          {t('reject')}
        </Button>
      </div>
      {asking ? null : <Problem error={decide.error} />}
      {asking ? (
        <ReasonModal
          title={t(asking === 'reject' ? 'reject_title' : 'ask_again_title')}
          note={t(asking === 'reject' ? 'reject_note' : 'ask_again_note')}
          okText={t(asking)}
          quick={
            asking === 'reject'
              ? [t('quick_other_person'), t('quick_photo_of_photo')]
              : [t('quick_too_dark'), t('quick_blurred'), t('quick_no_photo')]
          }
          busy={decide.isPending}
          error={<Problem error={decide.error} />}
          onOk={(reason) => send(asking, reason)}
          onCancel={() => setAsking(null)}
        />
      ) : null}
    </div>
  )
}
