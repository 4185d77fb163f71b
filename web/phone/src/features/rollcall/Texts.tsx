import { clock } from '@diandao/shared/i18n/format'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { speak } from '../../lib/speech'
import { vibrate } from '../../lib/vibrate'
import { Speak } from '../../ui/Speak'
import type { Room } from './room'

/** What the officer wrote: the newest large, read aloud, until it is put away. */
export function Texts({ room }: { room: Room }) {
  const { t, i18n } = useTranslation()
  const { texts } = useStore(room.store)
  const [read, setRead] = useState(0)
  const told = useRef(0)
  const last = texts.at(-1)
  useEffect(() => {
    if (!last || last.seq <= told.current) return
    told.current = last.seq
    vibrate([200])
    speak(last.text, i18n.language)
  }, [last, i18n.language])
  if (!last || last.seq <= read) return null
  return (
    <div className="note" role="status" data-testid="rollcall-text">
      <div className="row">
        <strong>{last.person_id ? t('rollcall:text_yours') : t('rollcall:text_everybody')}</strong>
        <span>{clock(new Date(last.at), i18n.language)}</span>
        <Speak text={last.text} />
      </div>
      <p>{last.text}</p>
      <button type="button" onClick={() => setRead(last.seq)}>
        {t('rollcall:text_read')}
      </button>
    </div>
  )
}
