import { useTranslation } from 'react-i18next'
import { MAX_SECONDS } from '../../lib/recorder'
import { BigButton } from '../../ui/BigButton'
import { Loading } from '../../ui/Loading'
import { usePicture } from '../../ui/usePicture'
import { type FillProps, StepScreen } from './StepScreen'
import { useRecorder } from './useRecorder'

/** Records the person's voice; there is always a way on without it. */
export function Voice(props: FillProps) {
  const { draft } = props
  return draft.voice ? <Recorded {...props} voice={draft.voice} /> : <Speaking {...props} />
}

const shutWords = {
  denied: 'checkin:voice_denied',
  no_microphone: 'checkin:voice_no_microphone',
  busy: 'checkin:voice_busy',
} as const

function Speaking({ give, onNext, draft: _, ...rest }: FillProps) {
  const { t } = useTranslation()
  const { state, start, stop } = useRecorder((voice) => give({ voice, noVoice: undefined }))
  const goOn = () => {
    give({ noVoice: state.at !== 'shut' ? 'cannot' : state.why === 'denied' ? 'denied' : 'no_microphone' })
    onNext()
  }
  const isRecording = state.at === 'recording'
  return (
    <StepScreen
      {...rest}
      title={t('checkin:voice_title')}
      say={isRecording ? '' : t('checkin:voice_hint')}
      foot={
        <>
          {isRecording ? (
            <BigButton testid="voice-stop" onClick={stop}>
              {t('checkin:voice_stop')}
            </BigButton>
          ) : (
            <BigButton testid="voice-record" loading={state.at === 'opening'} onClick={start}>
              {state.at === 'shut' ? t('checkin:voice_try') : t('checkin:voice_record')}
            </BigButton>
          )}
          <BigButton quiet testid="voice-none" disabled={isRecording} onClick={goOn}>
            {t('checkin:voice_without')}
          </BigButton>
        </>
      }
    >
      <p className="hint">{t('checkin:voice_hint')}</p>
      {state.at === 'shut' && <p>{t(shutWords[state.why])}</p>}
      {state.at === 'opening' && <Loading text={t('checkin:voice_opening')} />}
      <p role="status" className="hint">
        {isRecording ? t('checkin:voice_recording') : ''}
      </p>
      {isRecording ? (
        <p className="hint" aria-hidden="true">
          {t('checkin:voice_left', { count: state.left })}
        </p>
      ) : (
        <p className="muted">{t('checkin:voice_text', { count: MAX_SECONDS })}</p>
      )}
    </StepScreen>
  )
}

function Recorded({ voice, give, onNext, draft: _, ...rest }: FillProps & { voice: Blob }) {
  const { t } = useTranslation()
  const url = usePicture(voice)
  return (
    <StepScreen
      {...rest}
      title={t('checkin:voice_check')}
      foot={
        <>
          <BigButton testid="checkin-next" onClick={onNext}>
            {t('checkin:voice_use')}
          </BigButton>
          <BigButton quiet onClick={() => give({ voice: undefined })}>
            {t('checkin:voice_again')}
          </BigButton>
        </>
      }
    >
      {url && (
        // biome-ignore lint/a11y/useMediaCaption: the person has just said it
        <audio controls src={url} aria-label={t('checkin:voice_recorded')} style={{ width: '100%' }} />
      )}
    </StepScreen>
  )
}
