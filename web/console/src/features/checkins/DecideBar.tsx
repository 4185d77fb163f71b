import { Button } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { drafts } from '../../lib/drafts'
import { useKeys } from '../../lib/keys'
import { useSession } from '../../lib/session'
import type { Schemas } from '../../lib/types'
import { Problem } from '../../ui/Problem'
import { ReasonModal } from '../../ui/ReasonModal'
import { type Detail, draftOf, useDecide } from './api'
import styles from './checkins.module.css'

type Asking = 'reject' | 'ask_again' | null

/** What was being written when the page went away, to go on with. */
function writtenOf(id: string): Asking {
  return (['reject', 'ask_again'] as const).find((asking) => drafts.get(draftOf(id, asking))) ?? null
}

/** The officer's decision on a check-in in review. All but accepting needs a reason. Y asks for Enter after it. */
export function DecideBar({ detail }: { detail: Detail }) {
  const { may } = useSession()
  if (!detail.checkin || !may('checkin.decide')) return null
  return <Deciding detail={detail} checkin={detail.checkin} />
}

function Deciding({ detail, checkin }: { detail: Detail; checkin: Schemas['Checkin'] }) {
  const { t } = useTranslation('checkins')
  const [asking, setAsking] = useState<Asking>(() => writtenOf(detail.id))
  const name = detail.person.masked ? detail.person.number : detail.person.name
  const decide = useDecide(
    detail,
    (kind) => `${name} · ${t(kind)}`,
    () => setAsking(null),
  )
  const hasPhoto = checkin.photo_url !== null || detail.is_sealed
  const accept = useRef<HTMLButtonElement>(null)
  useKeys({ y: () => accept.current?.focus(), n: () => setAsking('reject'), r: () => setAsking('ask_again') })
  const send = (kind: 'accept' | 'reject' | 'ask_again', reason = '') =>
    decide.mutate({ checkin_id: checkin.id, kind, reason })
  return (
    <div className={styles.decide}>
      <h3>{hasPhoto ? t('question', { name }) : t('question_no_photo', { name })}</h3>
      <div className={styles.buttons}>
        <Button
          ref={accept}
          type="primary"
          loading={decide.isPending && !asking}
          onClick={() => send('accept')}
          data-testid="decide-accept"
        >
          {t(hasPhoto ? 'yes' : 'accept')} <kbd>Y</kbd>
        </Button>
        <Button onClick={() => setAsking('reject')} data-testid="decide-reject">
          {t(hasPhoto ? 'no' : 'reject')} <kbd>N</kbd>
        </Button>
        <Button onClick={() => setAsking('ask_again')} data-testid="decide-ask-again">
          {t(hasPhoto ? 'unclear' : 'ask_again')} <kbd>R</kbd>
        </Button>
      </div>
      {asking ? null : <Problem error={decide.error} />}
      {asking ? (
        <ReasonModal
          title={t(asking === 'reject' ? 'reject_title' : 'ask_again_title')}
          note={t(asking === 'reject' ? 'reject_note' : 'ask_again_note')}
          okText={t(asking)}
          draft={draftOf(detail.id, asking)}
          quick={
            asking === 'reject'
              ? [t('quick_other_person'), t('quick_photo_of_photo')]
              : [t('quick_too_dark'), t('quick_blurred'), t('quick_no_photo')]
          }
          busy={decide.isPending}
          error={<Problem error={decide.error} />}
          onOk={(reason) => send(asking, reason)}
          onCancel={() => {
            decide.reset()
            setAsking(null)
          }}
        />
      ) : null}
    </div>
  )
}
