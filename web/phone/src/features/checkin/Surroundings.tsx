import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { takePhoto } from '../../lib/camera'
import { BigButton } from '../../ui/BigButton'
import { Loading } from '../../ui/Loading'
import { usePicture } from '../../ui/usePicture'
import { type FillProps, StepScreen } from './StepScreen'
import { shutWords, useCamera } from './useCamera'
import { useSlow } from './useSlow'

/** Takes a picture of where the person is, with the back camera; there is always a way on without one. */
export function Surroundings(props: FillProps) {
  const { draft } = props
  return draft.surroundings ? <Taken {...props} photo={draft.surroundings} /> : <Taking {...props} />
}

function Taking({ give, onNext, draft: _, ...rest }: FillProps) {
  const { t } = useTranslation()
  const { camera, retry } = useCamera(true, 'environment')
  const video = useRef<HTMLVideoElement>(null)
  const stream = camera.at === 'open' ? camera.stream : null
  const [ready, setReady] = useState(false)
  useEffect(() => {
    if (video.current) video.current.srcObject = stream
  }, [stream])
  const take = async () => {
    if (video.current) give({ surroundings: await takePhoto(video.current), noSurroundings: undefined })
  }
  const goOn = () => {
    const why = camera.at !== 'shut' ? 'cannot' : camera.why === 'denied' ? 'denied' : 'no_camera'
    give({ noSurroundings: why })
    onNext()
  }
  const isShut = camera.at === 'shut'
  const slow = useSlow(!ready && !isShut, camera)
  return (
    <StepScreen
      {...rest}
      title={isShut ? t('checkin:camera_denied_title') : t('checkin:surroundings_title')}
      say={isShut ? '' : t('checkin:surroundings_hint')}
      foot={
        <>
          {isShut ? (
            <BigButton onClick={retry}>{t('checkin:try_camera')}</BigButton>
          ) : (
            <BigButton testid="surroundings-capture" disabled={!ready} onClick={take}>
              {t('checkin:capture')}
            </BigButton>
          )}
          <BigButton quiet testid="surroundings-none" onClick={goOn}>
            {t('checkin:go_without')}
          </BigButton>
        </>
      }
    >
      {isShut ? <p>{t(shutWords[camera.why])}</p> : <p className="hint">{t('checkin:surroundings_hint')}</p>}
      {camera.at === 'opening' && <Loading text={t('checkin:camera_opening')} />}
      {slow !== 'no' && <p role="status">{t('checkin:camera_slow')}</p>}
      {stream && (
        <div className="around">
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
      title={t('checkin:surroundings_check')}
      foot={
        <>
          <BigButton testid="checkin-next" onClick={onNext}>
            {t('checkin:use')}
          </BigButton>
          <BigButton quiet onClick={() => give({ surroundings: undefined })}>
            {t('checkin:again')}
          </BigButton>
        </>
      }
    >
      <p className="hint">{t('checkin:check_hint')}</p>
      <div className="around">{url && <img src={url} alt={t('checkin:surroundings_alt')} />}</div>
    </StepScreen>
  )
}
