import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { BigButton } from '../../ui/BigButton'
import { Screen } from '../../ui/Screen'
import type { Room } from './room'
import { HandButton, Line } from './State'
import { Picture } from './Stream'
import { Texts } from './Texts'

/** Before and between calls: the officer's picture, the own one, the place in the order, the microphone off and shown so. */
export function Waiting({ room, onLeave }: { room: Room; onLeave: () => void }) {
  const { t } = useTranslation()
  const { ahead, officerOnLine, station, seen, toAll, recorded } = useStore(room.store)
  const place = seen
    ? t('rollcall:seen')
    : !officerOnLine || ahead === null
      ? t('rollcall:no_officer')
      : ahead === 0
        ? t('rollcall:first')
        : t('rollcall:ahead', { count: ahead })
  return (
    <Screen
      title={seen ? t('rollcall:seen_title') : t('rollcall:waiting')}
      lead={station}
      say={`${seen ? t('rollcall:seen_title') : t('rollcall:waiting')} ${place}`}
      testid="rollcall-waiting"
      foot={
        <>
          <HandButton room={room} />
          <BigButton quiet onClick={onLeave}>
            {t('rollcall:leave')}
          </BigButton>
        </>
      }
    >
      <p className="ahead" role="status" data-testid="rollcall-place">
        {place}
      </p>
      {recorded && (
        <p className="recorded" data-testid="rollcall-recorded">
          {t('rollcall:recorded_note')}
        </p>
      )}
      <Line room={room} />
      <Texts room={room} />
      <div className="stage">
        {officerOnLine && (
          <Picture stream={room.media?.officerVideo ?? null} label={t('rollcall:officer')} className="officer-view" />
        )}
        <Picture stream={room.camera} label={t('rollcall:own')} className={officerOnLine ? 'own inset' : 'own'} />
        {toAll && (
          <output className="to-all" data-testid="rollcall-to-all">
            {t('rollcall:to_all')}
          </output>
        )}
      </div>
    </Screen>
  )
}
