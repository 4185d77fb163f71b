import { codeOf, sentence } from '@diandao/shared/api/problem'
import { clock } from '@diandao/shared/i18n/format'
import { outcomes } from '@diandao/shared/tokens/status'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { chime, hush } from '../../lib/chime'
import { speak } from '../../lib/speech'
import { vibrate } from '../../lib/vibrate'
import { Badge } from '../../ui/Badge'
import { BigButton } from '../../ui/BigButton'
import { ContactAlone } from '../../ui/Contact'
import { Loading } from '../../ui/Loading'
import { Screen } from '../../ui/Screen'
import { Called } from './Called'
import { Room } from './room'
import { Reconnecting } from './State'
import { Sound } from './Stream'
import { useWakeLock } from './useWakeLock'
import { Waiting } from './Waiting'

/** A call is worth hearing also some seconds late. */
const PATIENCE_MS = 3000

interface LeaveProps {
  onLeave: () => void
  /** After it the person goes on with a check-in that is half done. */
  goesOn: boolean
}

/** The roll call from answering to leaving. */
export function InRoom({ id, ...leaving }: LeaveProps & { id: string }) {
  const { i18n, t } = useTranslation()
  const [room] = useState(() => new Room(id))
  const state = useStore(room.store)
  useWakeLock()
  useEffect(() => {
    room.start()
    return () => room.leave()
  }, [room])
  const called = state.phase.at === 'called'
  useEffect(() => {
    if (!called) return
    chime(PATIENCE_MS)
    speak(t('rollcall:called'), i18n.language)
    vibrate([300, 150, 300])
    return hush
  }, [called, t, i18n.language])
  return (
    <>
      <Reconnecting room={room} />
      <Phase room={room} {...leaving} />
      <Sound stream={room.media?.officerAudio ?? null} />
    </>
  )
}

const cameraWords = {
  denied: 'rollcall:camera_denied',
  no_camera: 'rollcall:camera_no_camera',
  busy: 'rollcall:camera_busy',
} as const

function Phase({ room, onLeave, goesOn }: LeaveProps & { room: Room }) {
  const { t, i18n } = useTranslation()
  const { phase } = useStore(room.store)
  const leave = <BigButton onClick={onLeave}>{t('rollcall:leave')}</BigButton>
  const again = (
    <>
      <BigButton onClick={() => room.start()}>{t('rollcall:rejoin')}</BigButton>
      <BigButton quiet onClick={onLeave}>
        {t(goesOn ? 'rollcall:to_checkin' : 'common:home')}
      </BigButton>
    </>
  )
  const then = goesOn ? t('rollcall:then_checkin') : ''
  switch (phase.at) {
    case 'preparing':
      return <Loading text={t('rollcall:preparing')} />
    case 'joining':
      return <Loading text={t('rollcall:joining')} />
    case 'waiting':
      return <Waiting room={room} onLeave={onLeave} />
    case 'called':
      return <Called room={room} />
    case 'done': {
      const title = t('rollcall:done_title', {
        mark: t(`status:outcome.${phase.mark}`),
        time: clock(phase.time, i18n.language),
      })
      return (
        <Screen title={title} say={`${title} ${t('rollcall:done_text')} ${then}`} foot={leave} testid="rollcall-done">
          <Badge outcome={outcomes.find((o) => o === phase.mark) ?? null} />
          <p>{t('rollcall:done_text')}</p>
          {then && <p>{then}</p>}
          <ContactAlone />
        </Screen>
      )
    }
    case 'ended':
      return (
        <Screen
          title={t('rollcall:ended_title')}
          say={`${t('rollcall:ended_title')} ${t('rollcall:ended_text')} ${then}`}
          foot={leave}
        >
          <p>{t('rollcall:ended_text')}</p>
          {then && <p>{then}</p>}
          <ContactAlone />
        </Screen>
      )
    case 'replaced':
      return (
        <Screen
          title={t('rollcall:replaced_title')}
          say={`${t('rollcall:replaced_title')} ${t('rollcall:replaced_text')}`}
          foot={again}
        >
          <p>{t('rollcall:replaced_text')}</p>
        </Screen>
      )
    case 'camera':
      return (
        <Screen title={t('rollcall:problem_title')} say={t(cameraWords[phase.why])} foot={again}>
          <p>{t(cameraWords[phase.why])}</p>
          <ContactAlone />
        </Screen>
      )
    case 'problem':
      return (
        <Screen title={t('rollcall:problem_title')} foot={again}>
          <p>{codeOf(phase.error) === 'rollcall.state' ? t('rollcall:over') : sentence(i18n, phase.error)}</p>
          <ContactAlone />
        </Screen>
      )
  }
}
