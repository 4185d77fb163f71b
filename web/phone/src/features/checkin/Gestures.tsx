import { body } from '@diandao/shared/api/client'
import { sentence } from '@diandao/shared/api/problem'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, type CheckinRequest } from '../../lib/api'
import { type Burst, type Challenge, perform, type Scene } from '../../lib/challenge'
import { gestureWords } from '../../lib/gestures'
import { speak } from '../../lib/speech'
import { vibrate } from '../../lib/vibrate'
import { BigButton } from '../../ui/BigButton'
import { Loading } from '../../ui/Loading'
import { type FillProps, StepScreen } from './StepScreen'
import { shutWords, useCamera } from './useCamera'
import { useSlow } from './useSlow'

type Props = FillProps & { request: CheckinRequest }

/** Asks for three gestures in front of the camera; there is always a way on without them. */
export function Gestures({ request, ...props }: Props) {
  const { t, i18n } = useTranslation()
  const { give, onNext, draft, ...rest } = props
  const [challenge, setChallenge] = useState<Challenge | null>(null)
  const ask = useMutation({
    mutationFn: () => body(api.GET('/v1/checkin-requests/{id}/challenge', { params: { path: { id: request.id } } })),
    onSuccess: setChallenge,
  })
  const without = (why: 'offline' | 'cannot') => () => {
    give({ burst: undefined, noChallenge: why })
    onNext()
  }
  if (challenge)
    return (
      <Acting
        challenge={challenge}
        onDone={(burst) => {
          const { digits, expires_at: drawnUntil } = challenge
          give({ burst, digits, drawnUntil, spoken: undefined, noChallenge: undefined })
          setChallenge(null)
        }}
        onStop={() => setChallenge(null)}
      />
    )
  return (
    <StepScreen
      {...rest}
      title={t(draft.burst ? 'checkin:gestures_done_title' : 'checkin:gestures_title')}
      say={t(draft.burst ? 'checkin:gestures_done' : 'checkin:gestures_text')}
      foot={
        draft.burst ? (
          <>
            <BigButton testid="checkin-next" onClick={onNext}>
              {t('common:next')}
            </BigButton>
            <BigButton quiet loading={ask.isPending} onClick={() => ask.mutate()}>
              {t('checkin:gestures_again')}
            </BigButton>
          </>
        ) : (
          <>
            <BigButton testid="checkin-gestures" loading={ask.isPending} onClick={() => ask.mutate()}>
              {t('checkin:gestures_begin')}
            </BigButton>
            <BigButton quiet testid="checkin-no-gestures" onClick={without(ask.isError ? 'offline' : 'cannot')}>
              {t('checkin:gestures_without')}
            </BigButton>
          </>
        )
      }
    >
      <p>{t(draft.burst ? 'checkin:gestures_done' : 'checkin:gestures_text')}</p>
      {!draft.burst && <p className="muted">{t('checkin:gestures_why')}</p>}
      <p className="fault" role="alert">
        {ask.error ? sentence(i18n, ask.error) : ''}
      </p>
    </StepScreen>
  )
}

interface ActingProps {
  challenge: Challenge
  onDone: (burst: Burst) => void
  onStop: () => void
}

/** The whole screen shows a colour and one thing to do; frames are taken meanwhile. */
function Acting({ challenge, onDone, onStop }: ActingProps) {
  const { t, i18n } = useTranslation()
  const { camera } = useCamera(true)
  const video = useRef<HTMLVideoElement>(null)
  const [ready, setReady] = useState(false)
  const [scene, setScene] = useState<Scene | null>(null)
  const stream = camera.at === 'open' ? camera.stream : null
  const slow = useSlow(!ready && camera.at !== 'shut', camera)
  const latest = useRef({ onDone, onStop })
  latest.current = { onDone, onStop }
  useEffect(() => {
    if (video.current) video.current.srcObject = stream
  }, [stream])
  useEffect(() => {
    if (!ready || !video.current) return
    const over = new AbortController()
    const onScene = (s: Scene) => {
      setScene(s)
      vibrate([60]) // whoever has the eyes closed feels that it goes on
      speak(t(gestureWords[s.gesture]), i18n.language)
    }
    perform(challenge, { video: video.current, onScene, signal: over.signal }).then(
      (burst) => !over.signal.aborted && latest.current.onDone(burst),
      () => !over.signal.aborted && latest.current.onStop(),
    )
    return () => over.abort()
  }, [ready, challenge, t, i18n.language])
  if (camera.at === 'shut')
    return (
      <StepScreen
        title={t('checkin:camera_denied_title')}
        progress={{ n: 1, of: 1 }}
        onBack={onStop}
        foot={<BigButton onClick={onStop}>{t('common:back')}</BigButton>}
      >
        <p>{t(shutWords[camera.why])}</p>
      </StepScreen>
    )
  const of = challenge.steps.length
  return (
    <main className={`acting ${scene?.colour ?? 'white'}`} data-testid="checkin-acting">
      <h1 className="sr">{t('checkin:gestures_title')}</h1>
      <p className="acting-step">{scene && scene.step >= 0 ? t('checkin:step', { n: scene.step + 1, of }) : ''}</p>
      <div className="acting-face">
        {stream && <video ref={video} autoPlay muted playsInline onLoadedData={() => setReady(true)} />}
      </div>
      {scene ? (
        <p className="acting-what" role="status" aria-live="assertive">
          {t(gestureWords[scene.gesture])}
        </p>
      ) : (
        <Loading text={t(slow === 'no' ? 'checkin:camera_opening' : 'checkin:camera_slow')} />
      )}
      <button type="button" className="acting-stop" onClick={onStop}>
        {t('checkin:gestures_stop')}
      </button>
    </main>
  )
}
