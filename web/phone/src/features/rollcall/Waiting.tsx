import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { BigButton } from '../../ui/BigButton'
import { Icon } from '../../ui/Icon'
import { Screen } from '../../ui/Screen'
import type { Room } from './room'
import { Picture } from './Stream'

/** Before the call: the own picture, the place in the order, the microphone off and shown so. */
export function Waiting({ room, onLeave }: { room: Room; onLeave: () => void }) {
  const { t } = useTranslation()
  const { ahead, officerOnLine, handRaised, station } = useStore(room.store)
  const place =
    !officerOnLine || ahead === null
      ? t('rollcall:no_officer')
      : ahead === 0
        ? t('rollcall:first')
        : t('rollcall:ahead', { count: ahead })
  return (
    <Screen
      title={t('rollcall:waiting')}
      lead={station}
      testid="rollcall-waiting"
      foot={
        <>
          <BigButton quiet onClick={() => room.raiseHand(!handRaised)}>
            {handRaised ? t('rollcall:hand_down') : t('rollcall:hand_up')}
          </BigButton>
          <BigButton quiet onClick={onLeave}>
            {t('rollcall:leave')}
          </BigButton>
        </>
      }
    >
      <Picture stream={room.camera} label={t('rollcall:own')} className="own" />
      <p className="ahead" role="status">
        {place}
      </p>
      <p className="mic">
        <Icon name="mic_off" /> {t('rollcall:mic_off')}
      </p>
    </Screen>
  )
}
