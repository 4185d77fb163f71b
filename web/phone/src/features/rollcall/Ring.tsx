import './rollcall.css'
import { sentence } from '@diandao/shared/api/problem'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { declineReasons, declineWords } from '../../lib/declines'
import { useAct } from '../../lib/useAct'
import { BigButton } from '../../ui/BigButton'
import { Icon } from '../../ui/Icon'
import { Screen } from '../../ui/Screen'
import { readyToast, toast } from '../../ui/toast'
import { useRingTone } from './useRingTone'

interface Props {
  id: string
  station: string | undefined
  onAccept: () => void
  /** The person has said that it is not possible now. */
  onDeclined: () => void
}

/** The phone rings: answer, or say why it is not possible now. */
export function Ring({ id, station, onAccept, onDeclined }: Props) {
  const { t } = useTranslation()
  const [isDeclining, setDeclining] = useState(false)
  const words = t('rollcall:ring_text', { station: station ?? t('rollcall:unknown_station') })
  useRingTone(`${t('rollcall:ring')} ${words}`, !isDeclining)
  useEffect(readyToast, [])
  if (isDeclining) return <Reasons id={id} onBack={() => setDeclining(false)} onDeclined={onDeclined} />
  return (
    <Screen
      title={t('rollcall:ring')}
      say={`${t('rollcall:ring')} ${words}`}
      testid="rollcall-ring"
      foot={
        <>
          <BigButton testid="rollcall-join" onClick={onAccept}>
            {t('rollcall:accept')}
          </BigButton>
          <BigButton quiet testid="rollcall-decline" onClick={() => setDeclining(true)}>
            {t('rollcall:decline')}
          </BigButton>
        </>
      }
    >
      <div className="ring">
        <Icon name="call" size={72} />
        <p>{words}</p>
      </div>
    </Screen>
  )
}

/** Why it is not possible now: one tap tells the officer, also later when there is no network. */
function Reasons({ id, onBack, onDeclined }: Pick<Props, 'id' | 'onDeclined'> & { onBack: () => void }) {
  const { t, i18n } = useTranslation()
  const act = useAct(() => {
    toast(t('rollcall:declined'))
    onDeclined()
  })
  const tell = (reason: string) =>
    act.mutate({ kind: 'decline', path: `/v1/roll-calls/${id}/decline`, subject: id, body: { reason } })
  return (
    <Screen
      title={t('rollcall:decline_why')}
      lead={t('rollcall:decline_lead')}
      onBack={onBack}
      testid="rollcall-reasons"
    >
      <div className="reasons">
        {declineReasons.map((reason) => (
          <BigButton
            key={reason}
            quiet
            testid={`decline-${reason}`}
            disabled={act.isPending}
            onClick={() => tell(reason)}
          >
            {t(declineWords[reason])}
          </BigButton>
        ))}
      </div>
      {act.error && (
        <p className="fault" role="alert">
          {sentence(i18n, act.error)}
        </p>
      )}
    </Screen>
  )
}
