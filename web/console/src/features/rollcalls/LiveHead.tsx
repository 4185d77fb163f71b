import { AudioMutedOutlined, AudioOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '../../lib/keys'
import type { Detail } from './api'
import styles from './live.module.css'
import type { Officer } from './officer'
import { isOnLine, nextToCall } from './roster'
import { roster, useLive } from './store'

/** The called person's sound, and a way to open it where the browser wants a click first. */
function Sound({ officer }: { officer: Officer }) {
  const { t } = useTranslation('rollcalls')
  const audio = useRef<HTMLAudioElement>(null)
  const [blocked, setBlocked] = useState(false)
  const link = useLive(officer.store, (s) => s.link)
  const play = () =>
    audio.current?.play().then(
      () => setBlocked(false),
      () => setBlocked(audio.current?.paused ?? false),
    )
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sound is there once the line is
  useEffect(() => {
    const element = audio.current
    const stream = officer.calledAudio()
    if (!element || !stream) return
    element.srcObject = stream
    play()
    return () => {
      element.srcObject = null
    }
  }, [officer, link])
  return (
    <>
      {/* biome-ignore lint/a11y/useMediaCaption: live speech of one person has no captions */}
      <audio ref={audio} data-testid="called-audio" />
      {blocked ? <Button onClick={play}>{t('open_sound')}</Button> : null}
    </>
  )
}

function Microphone({ officer }: { officer: Officer }) {
  const { t } = useTranslation('rollcalls')
  const microphone = useLive(officer.store, (s) => s.microphone)
  const muted = microphone === 'muted'
  const toggle = () => officer.mute(!muted)
  useKeys({ m: toggle })
  if (microphone === 'asking') return null
  if (microphone === 'none') return <span className={styles.noMicrophone}>{t('no_microphone')}</span>
  return (
    <Button icon={muted ? <AudioMutedOutlined /> : <AudioOutlined />} aria-pressed={muted} onClick={toggle}>
      {muted ? t('unmute') : t('mute')} <kbd>M</kbd>
    </Button>
  )
}

interface Props {
  officer: Officer
  rollCall: Detail | undefined
  onNext: () => void
  onClose: () => void
  onLeave: () => void
}

/** The room's heading: what it is, how many stand where, and what can be done. */
export function LiveHead({ officer, rollCall, onNext, onClose, onLeave }: Props) {
  const { t } = useTranslation('rollcalls')
  const people = useLive(officer.store, (s) => s.people)
  const focus = useLive(officer.store, (s) => s.focus)
  const order = useLive(officer.store, (s) => s.order)
  const all = useMemo(() => roster({ order, people }), [order, people])
  const onLine = all.filter(isOnLine).length
  const next = nextToCall(all, focus)
  return (
    <header className={styles.head}>
      <h1>{rollCall?.title || rollCall?.station.name || t('untitled')}</h1>
      <span data-testid="live-counts" data-online={onLine}>
        {t('counts', {
          reached: all.filter((i) => i.presence !== 'invited').length,
          all: all.length,
          on_line: onLine,
          marked: all.filter((i) => i.mark).length,
        })}
      </span>
      <span className={styles.space} />
      <Sound officer={officer} />
      <Microphone officer={officer} />
      <Button
        type="primary"
        disabled={!next}
        onClick={(e) => {
          e.currentTarget.blur()
          onNext()
        }}
        data-testid="rollcall-call-next"
      >
        {next ? t('call_next', { name: next.name }) : t('all_called')} <kbd>{t('space')}</kbd>
      </Button>
      <Button onClick={onLeave}>{t('leave')}</Button>
      <Button onClick={onClose} data-testid="rollcall-close">
        {t('close')}
      </Button>
    </header>
  )
}
