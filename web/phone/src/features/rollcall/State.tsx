import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { Icon } from '../../ui/Icon'
import type { Room } from './room'

/** How long the server keeps a seat without a connection. */
const SEAT_S = 60

/** That the network is gone, and for how long the place is kept. */
export function Reconnecting({ room }: { room: Room }) {
  const { t } = useTranslation()
  const { reconnecting, lostAt } = useStore(room.store)
  const [left, setLeft] = useState(SEAT_S)
  useEffect(() => {
    if (lostAt === null) return
    const count = () => setLeft(Math.max(0, SEAT_S - Math.floor((Date.now() - lostAt) / 1000)))
    count()
    const timer = setInterval(count, 1000)
    return () => clearInterval(timer)
  }, [lostAt])
  if (!reconnecting) return null
  return (
    <output className="strip" data-testid="rollcall-reconnecting">
      {t('rollcall:reconnecting')}{' '}
      {lostAt === null ? null : (
        <span aria-hidden="true">{left > 0 ? t('rollcall:seat_left', { count: left }) : t('rollcall:seat_gone')}</span>
      )}
    </output>
  )
}

const rungWords = {
  low: 'rollcall:rung_low',
  still: 'rollcall:rung_still',
  audio: 'rollcall:rung_audio',
  telephone: 'rollcall:rung_telephone',
} as const

/** Whether the person is heard, and how much of the picture the network carries, in plain words. */
export function Line({ room }: { room: Room }) {
  const { t } = useTranslation()
  const { microphone, muted, rung } = useStore(room.store)
  const on = microphone && !muted
  return (
    <>
      <p className="mic" data-testid="rollcall-mic" data-on={on}>
        <Icon name={on ? 'mic_on' : 'mic_off'} />{' '}
        {muted ? t('rollcall:muted') : on ? t('rollcall:mic_on') : t('rollcall:mic_off')}
      </p>
      {rung !== 'video' && (
        <p className="rung" role="status" data-testid="rollcall-rung" data-rung={rung}>
          {t(rungWords[rung])}
        </p>
      )}
    </>
  )
}

/** Raises and lowers the hand. */
export function HandButton({ room }: { room: Room }) {
  const { t } = useTranslation()
  const { handRaised } = useStore(room.store)
  return (
    <button
      type="button"
      className="hand"
      aria-pressed={handRaised}
      data-testid="rollcall-hand"
      onClick={() => room.raiseHand(!handRaised)}
    >
      <Icon name="hand" /> {handRaised ? t('rollcall:hand_down') : t('rollcall:hand_up')}
    </button>
  )
}
