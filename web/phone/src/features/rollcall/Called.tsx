import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { Speak } from '../../ui/Speak'
import { Challenge } from './Challenge'
import type { Room } from './room'
import { HandButton, Line } from './State'
import { Picture } from './Stream'
import { Texts } from './Texts'

/** Being called: the officer large, the own picture small. */
export function Called({ room }: { room: Room }) {
  const { t } = useTranslation()
  const words = t('rollcall:called_text')
  const { recorded, asked } = useStore(room.store)
  return (
    <main className="screen" data-testid="rollcall-called">
      <div className="on-call">
        <Picture stream={room.media?.officerVideo ?? null} label={t('rollcall:officer')} className="officer" />
        <div className="banner row">
          <div role="alert">
            <h1>{t('rollcall:called')}</h1>
            {words}
          </div>
          <Speak text={`${t('rollcall:called')} ${words}`} />
        </div>
        {asked && <Challenge asked={asked} />}
        {recorded && (
          <span className="recording" data-testid="rollcall-recording">
            {t('rollcall:recording')}
          </span>
        )}
        <Picture stream={room.camera} label={t('rollcall:own')} className="own" />
      </div>
      <Texts room={room} />
      <Line room={room} />
      <HandButton room={room} />
    </main>
  )
}
