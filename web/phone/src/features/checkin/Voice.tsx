import { body } from '@diandao/shared/api/client'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { api, type CheckinRequest } from '../../lib/api'
import { spokenAnswer } from '../../lib/challenge'
import { MAX_SECONDS } from '../../lib/recorder'
import { BigButton } from '../../ui/BigButton'
import { Loading } from '../../ui/Loading'
import { usePicture } from '../../ui/usePicture'
import { type FillProps, StepScreen } from './StepScreen'
import { useRecorder } from './useRecorder'

/** Records the person's voice; there is always a way on without it. */
export function Voice({ request, ...props }: FillProps & { request: CheckinRequest }) {
  const { draft, give } = props
  useDigits(request.id, draft, give)
  return draft.voice ? <Recorded {...props} voice={draft.voice} /> : <Speaking {...props} />
}

/** Asks, where there is a network, which digits are to be read out, unless the gestures have brought some. */
function useDigits(id: string, draft: FillProps['draft'], give: FillProps['give']) {
  const wanted = draft.digits === undefined && !draft.voice
  const latest = useRef(give)
  latest.current = give
  useEffect(() => {
    if (!wanted) return
    let left = false
    body(api.GET('/v1/checkin-requests/{id}/challenge', { params: { path: { id } } })).then(
      (c) => !left && latest.current({ digits: c.digits, drawnUntil: c.expires_at, spoken: spokenAnswer(c) }),
      () => undefined, // without a network an officer hears the voice alone
    )
    return () => {
      left = true
    }
  }, [id, wanted])
}

const shutWords = {
  denied: 'checkin:voice_denied',
  no_microphone: 'checkin:voice_no_microphone',
  busy: 'checkin:voice_busy',
} as const

function Speaking({ give, onNext, draft, ...rest }: FillProps) {
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
      {draft.digits ? (
        <p className="digits" data-testid="voice-digits">
          <span className="muted">{t('checkin:voice_digits')}</span>
          {draft.digits.split('').join(' ')}
        </p>
      ) : null}
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
