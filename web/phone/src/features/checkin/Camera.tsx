import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { takePhoto } from '../../lib/camera'
import { BigButton } from '../../ui/BigButton'
import { Loading } from '../../ui/Loading'
import { usePicture } from '../../ui/usePicture'
import { type FillProps, StepScreen } from './StepScreen'
import { useCamera } from './useCamera'

/** Takes the photo; there is always a way on without one. */
export function Camera(props: FillProps) {
  const { draft } = props
  const [unable, setUnable] = useState(false)
  if (draft.photo) return <Taken {...props} photo={draft.photo} />
  if (unable) return <Unable {...props} onTry={() => setUnable(false)} />
  return <Taking {...props} onUnable={() => setUnable(true)} />
}

const shutWords = {
  denied: 'checkin:camera_denied',
  no_camera: 'checkin:camera_no_camera',
  busy: 'checkin:camera_busy',
} as const

function Taking({ give, onNext, onUnable, ...rest }: FillProps & { onUnable: () => void }) {
  const { t } = useTranslation()
  const { camera, retry } = useCamera(true)
  const video = useRef<HTMLVideoElement>(null)
  const stream = camera.at === 'open' ? camera.stream : null
  const [ready, setReady] = useState(false)
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
      </StepScreen>
    )
  }
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
          <BigButton testid="checkin-capture" disabled={!ready} onClick={take}>
            {t('checkin:capture')}
          </BigButton>
          <BigButton quiet onClick={onUnable}>
            {t('checkin:cannot')}
          </BigButton>
        </>
      }
    >
      <p className="hint">{t('checkin:camera_hint')}</p>
      {camera.at === 'opening' && <Loading text={t('checkin:camera_opening')} />}
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
  return (
    <StepScreen
      {...rest}
      title={t('checkin:check_title')}
      foot={
        <>
          <BigButton testid="checkin-next" onClick={onNext}>
            {t('checkin:use')}
          </BigButton>
          <BigButton quiet onClick={() => give({ photo: undefined })}>
            {t('checkin:again')}
          </BigButton>
        </>
      }
    >
      <p className="hint">{t('checkin:check_hint')}</p>
      <div className="oval taken">{url && <img src={url} alt={t('checkin:photo_alt')} />}</div>
    </StepScreen>
  )
}

function Unable({ give, onNext, onTry, ...rest }: FillProps & { onTry: () => void }) {
  const { t } = useTranslation()
  const goOn = () => {
    give({ noPhoto: 'cannot' })
    onNext()
  }
  return (
    <StepScreen
      {...rest}
      title={t('checkin:cannot_title')}
      say={t('checkin:cannot_text')}
      foot={
        <>
          <BigButton testid="checkin-no-photo" onClick={goOn}>
            {t('checkin:go_without')}
          </BigButton>
          <BigButton quiet onClick={onTry}>
            {t('checkin:try_camera')}
          </BigButton>
        </>
      }
    >
      <p>{t('checkin:cannot_text')}</p>
    </StepScreen>
  )
}
