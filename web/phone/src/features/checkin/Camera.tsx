import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { takePhoto } from '../../lib/camera'
import { type Hint, hintAbout } from '../../lib/light'
import { BigButton } from '../../ui/BigButton'
import { Loading } from '../../ui/Loading'
import { usePicture } from '../../ui/usePicture'
import { type FillProps, StepScreen } from './StepScreen'
import { Unable } from './Unable'
import { shutWords, useCamera } from './useCamera'
import { hintWords, useHint } from './useHint'
import { useSlow } from './useSlow'

/** Takes the photo; there is always a way on without one. */
export function Camera(props: FillProps) {
  const { draft } = props
  const [unable, setUnable] = useState(false)
  if (draft.photo) return <Taken {...props} photo={draft.photo} />
  if (unable) return <Unable {...props} onTry={() => setUnable(false)} />
  return <Taking {...props} onUnable={() => setUnable(true)} />
}

/** About a picture that was taken: why, what to do, and that it may go as it is. */
const takenWords = {
  too_dark: 'checkin:taken_dark',
  too_bright: 'checkin:taken_bright',
  hold_still: 'checkin:taken_blurred',
  blurred: 'checkin:taken_blurred',
} as const satisfies Record<Hint, string>

function Taking({ give, onNext, onUnable, ...rest }: FillProps & { onUnable: () => void }) {
  const { t } = useTranslation()
  const { camera, retry } = useCamera(true)
  const video = useRef<HTMLVideoElement>(null)
  const stream = camera.at === 'open' ? camera.stream : null
  const [ready, setReady] = useState(false)
  const { hint, at: since } = useHint(video, ready)
  const slow = useSlow(!ready && camera.at !== 'shut', camera)
  useEffect(() => {
    if (video.current) video.current.srcObject = stream
  }, [stream])
  if (camera.at === 'shut') {
    const goOn = () => {
      give({ noPhoto: camera.why === 'denied' ? 'denied' : 'no_camera' })
      onNext()
    }
    return (
      <StepScreen
        {...rest}
        title={t('checkin:camera_denied_title')}
        foot={
          <>
            <BigButton onClick={retry}>{t('checkin:try_camera')}</BigButton>
            <BigButton quiet testid="checkin-no-photo" onClick={goOn}>
              {t('checkin:go_without')}
            </BigButton>
          </>
        }
      >
        <p>{t(shutWords[camera.why])}</p>
        <button type="button" className="link" data-testid="checkin-cannot" onClick={onUnable}>
          {t('checkin:ways')}
        </button>
      </StepScreen>
    )
  }
  if (slow === 'over')
    return (
      <StepScreen
        {...rest}
        title={t('checkin:camera_over_title')}
        foot={
          <>
            <BigButton onClick={retry}>{t('checkin:try_camera')}</BigButton>
            <BigButton quiet testid="checkin-cannot" onClick={onUnable}>
              {t('checkin:cannot')}
            </BigButton>
          </>
        }
      >
        <p data-testid="camera-over">{t('checkin:camera_over')}</p>
      </StepScreen>
    )
  const take = async () => {
    if (video.current) give({ photo: await takePhoto(video.current), noPhoto: undefined })
  }
  return (
    <StepScreen
      {...rest}
      title={t('checkin:camera_title')}
      say={t('checkin:camera_hint')}
      foot={
        <>
          {slow === 'slow' ? (
            <BigButton onClick={retry}>{t('checkin:try_camera')}</BigButton>
          ) : (
            <BigButton testid="checkin-capture" disabled={!ready} onClick={take}>
              {t('checkin:capture')}
            </BigButton>
          )}
          <BigButton quiet testid="checkin-cannot" onClick={onUnable}>
            {t('checkin:cannot')}
          </BigButton>
        </>
      }
    >
      <p
        className="hint live"
        role="status"
        aria-live="polite"
        data-testid="camera-hint"
        data-hint={hint ?? ''}
        data-since={Math.round(since)}
      >
        {t(hint ? hintWords[hint] : 'checkin:camera_hint')}
      </p>
      {camera.at === 'opening' && <Loading text={t('checkin:camera_opening')} />}
      {slow === 'slow' && (
        <p role="status" data-testid="camera-slow">
          {t('checkin:camera_slow')}
        </p>
      )}
      {stream && (
        <div className="oval">
          <video ref={video} autoPlay muted playsInline onLoadedData={() => setReady(true)} />
        </div>
      )}
    </StepScreen>
  )
}

function Taken({ photo, give, onNext, draft: _, ...rest }: FillProps & { photo: Blob }) {
  const { t } = useTranslation()
  const url = usePicture(photo)
  const [hint, setHint] = useState<Hint | null>(null)
  useEffect(() => {
    let left = false
    hintAbout(photo).then(
      (h) => !left && setHint(h),
      () => undefined, // a browser that can't read it back: the person looks
    )
    return () => {
      left = true
    }
  }, [photo])
  const again = () => give({ photo: undefined })
  const words = hint && t(takenWords[hint])
  return (
    <StepScreen
      {...rest}
      title={t('checkin:check_title')}
      say={words ?? t('checkin:check_hint')}
      foot={
        // the hint comes a moment later, when a thumb may be on its way: no button takes the place of the other
        <>
          <BigButton quiet={hint !== null} testid="checkin-next" onClick={onNext}>
            {t(hint ? 'checkin:send_anyway' : 'checkin:use')}
          </BigButton>
          <BigButton quiet={hint === null} testid="checkin-again" onClick={again}>
            {t('checkin:again')}
          </BigButton>
        </>
      }
    >
      <p
        className={hint ? 'note' : 'hint'}
        role="status"
        aria-live="polite"
        data-testid="taken-hint"
        data-hint={hint ?? ''}
      >
        {words ?? t('checkin:check_hint')}
      </p>
      <div className="oval taken">{url && <img src={url} alt={t('checkin:photo_alt')} />}</div>
    </StepScreen>
  )
}
