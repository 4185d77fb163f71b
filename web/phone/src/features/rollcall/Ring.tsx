import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { vibrate } from '../../lib/vibrate'
import { BigButton } from '../../ui/BigButton'
import { Icon } from '../../ui/Icon'
import { Screen } from '../../ui/Screen'

/** Long enough to be felt, with pauses. */
const pattern = [600, 400, 600, 1400]

/** The phone rings: answer, or say that it is not possible now. */
export function Ring({
  station,
  onAccept,
  onDecline,
}: {
  station: string | undefined
  onAccept: () => void
  onDecline: () => void
}) {
  const { t } = useTranslation()
  useEffect(() => {
    const ring = () => vibrate(pattern)
    ring()
    const timer = setInterval(ring, 3000)
    return () => {
      clearInterval(timer)
      vibrate([])
    }
  }, [])
  return (
    <Screen
      title={t('rollcall:ring')}
      foot={
        <>
          <BigButton testid="rollcall-join" onClick={onAccept}>
            {t('rollcall:accept')}
          </BigButton>
          <BigButton quiet testid="rollcall-decline" onClick={onDecline}>
            {t('rollcall:decline')}
          </BigButton>
        </>
      }
    >
      <div className="ring">
        <Icon name="call" size={72} />
        <p>{t('rollcall:ring_text', { station: station ?? t('rollcall:unknown_station') })}</p>
      </div>
    </Screen>
  )
}
