import { AudioMutedOutlined, AudioOutlined, SoundOutlined } from '@ant-design/icons'
import { Button, InputNumber } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '../../lib/keys'
import type { Detail } from './api'
import { Elapsed } from './Elapsed'
import styles from './live.module.css'
import type { Officer } from './officer'
import { press } from './press'
import { isOnLine, nextToCall } from './roster'
import { Staff } from './Staff'
import { entries, useLive } from './store'

type Attempt = (work: Promise<unknown>) => void

/** The sound of the room, and a way to open it where the browser wants a click first. */
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
  useKeys({ v: toggle })
  if (microphone === 'asking') return null
  if (microphone === 'none') return <span className={styles.noMicrophone}>{t('no_microphone')}</span>
  return (
    <Button icon={muted ? <AudioMutedOutlined /> : <AudioOutlined />} aria-pressed={muted} onClick={press(toggle)}>
      {muted ? t('unmute') : t('mute')} <kbd>V</kbd>
    </Button>
  )
}

/** To whom the lead speaks: the called person, or everybody. */
function Speech({ officer, attempt }: { officer: Officer; attempt: Attempt }) {
  const { t } = useTranslation('rollcalls')
  const toAll = useLive(officer.store, (s) => s.staff.to_all)
  const leads = useLive(officer.store, (s) => s.staff.lead_id === s.me)
  const toggle = () => {
    if (leads) attempt(officer.switchSpeech())
  }
  useKeys({ m: toggle })
  return (
    <Button
      type={toAll ? 'primary' : 'default'}
      icon={<SoundOutlined />}
      aria-pressed={toAll}
      disabled={!leads}
      title={leads ? '' : t('lead_only')}
      onClick={press(toggle)}
      data-testid="speak-to-all"
    >
      {toAll ? t('speak_to_called') : t('speak_to_all')} <kbd>M</kbd>
    </Button>
  )
}

/** How many were reached, and by how far. */
export function Reach({ officer }: { officer: Officer }) {
  const { t } = useTranslation('rollcalls')
  const people = useLive(officer.store, (s) => s.people)
  const all = useMemo(() => Object.values(people).map((e) => e.invitee), [people])
  const at = (...presences: string[]) => all.filter((i) => presences.includes(i.presence)).length
  const onLine = all.filter(isOnLine).length
  const hasRoster = useLive(officer.store, (s) => s.hasRoster)
  const counts = () =>
    t('reach', {
      waiting: at('invited'),
      reached: at('reached'),
      connecting: at('connecting', 'dropped', 'left'),
      on_line: onLine,
      marked: all.filter((i) => i.mark).length,
      all: all.length,
    })
  return (
    <span className={styles.reach} data-testid="live-counts" data-online={onLine}>
      {hasRoster ? counts() : t('reach_coming')}
    </span>
  )
}

interface Props {
  officer: Officer
  rollCall: Detail | undefined
  attempt: Attempt
  onNext: () => void
  onText: () => void
  onRecall: () => void
  onAuto: () => void
  /** How long auto mode calls each. */
  seconds: number
  onSeconds: (seconds: number) => void
  onKeys: () => void
  onClose: () => void
  onLeave: () => void
}

/** The room's heading: what it is, how many stand where, who leads, and what can be done. */
export function LiveHead(props: Props) {
  const { officer, rollCall, attempt, onNext, onText, onRecall, onAuto, seconds, onSeconds, onKeys, onClose, onLeave } =
    props
  const { t } = useTranslation('rollcalls')
  const people = useLive(officer.store, (s) => s.people)
  const order = useLive(officer.store, (s) => s.order)
  const walking = useLive(officer.store, (s) => s.walk.on)
  const hasRoster = useLive(officer.store, (s) => s.hasRoster)
  const next = useMemo(() => nextToCall(entries({ order, people })), [order, people])
  const calling = next ? t('call_next', { name: next.name }) : t(hasRoster ? 'all_called' : 'call_waiting')
  return (
    <header className={styles.head}>
      <h1>{rollCall?.title || rollCall?.station.name || t('untitled')}</h1>
      <Elapsed since={rollCall?.opened_at} />
      <Reach officer={officer} />
      <span className={styles.space} />
      <Staff officer={officer} attempt={attempt} />
      <div className={styles.tools}>
        <Sound officer={officer} />
        <Speech officer={officer} attempt={attempt} />
        <Microphone officer={officer} />
        <Button onClick={press(onText)} data-testid="text-open">
          {t('text')} <kbd>T</kbd>
        </Button>
        <Button onClick={press(onRecall)} data-testid="recall">
          {t('recall')} <kbd>B</kbd>
        </Button>
        <Button onClick={press(onKeys)}>
          {t('keys_title')} <kbd>?</kbd>
        </Button>
        <span className={styles.space} />
        {walking ? null : (
          <InputNumber
            className={styles.seconds}
            min={3}
            max={120}
            value={seconds}
            suffix={t('seconds')}
            aria-label={t('auto_seconds')}
            onChange={(value) => onSeconds(value ?? 12)}
          />
        )}
        <Button onClick={press(onAuto)} aria-pressed={walking} data-testid="auto-toggle">
          {walking ? t('auto_stop') : t('auto_start')} <kbd>G</kbd>
        </Button>
        <Button
          className={styles.next}
          type="primary"
          disabled={!next}
          title={calling}
          onClick={press(onNext)}
          data-testid="rollcall-call-next"
        >
          <span>{calling}</span> <kbd>{t('space')}</kbd>
        </Button>
        <Button onClick={onLeave}>{t('leave')}</Button>
        <Button onClick={onClose} data-testid="rollcall-close">
          {t('close')}
        </Button>
      </div>
    </header>
  )
}

/** The heading of who only watches: whom to hear, and the way out. */
export function WatchHead({
  officer,
  rollCall,
  attempt,
  onLeave,
}: Pick<Props, 'officer' | 'rollCall' | 'attempt'> & { onLeave: () => void }) {
  const { t } = useTranslation('rollcalls')
  const [lead, setLead] = useState(false)
  const toggle = () => {
    attempt(officer.listen(lead ? 'called' : 'lead'))
    setLead(!lead)
  }
  useKeys({ m: toggle })
  return (
    <header className={styles.head}>
      <h1>{rollCall?.title || rollCall?.station.name || t('untitled')}</h1>
      <strong className={styles.watching} data-testid="watching">
        {t('watching')}
      </strong>
      <Elapsed since={rollCall?.opened_at} />
      <Reach officer={officer} />
      <span className={styles.space} />
      <Staff officer={officer} attempt={attempt} />
      <Sound officer={officer} />
      <Button onClick={press(toggle)} aria-pressed={lead}>
        {lead ? t('hear_called') : t('hear_lead')} <kbd>M</kbd>
      </Button>
      <Button onClick={onLeave}>{t('leave')}</Button>
    </header>
  )
}
