import { sentence } from '@diandao/shared/api/problem'
import { distance } from '@diandao/shared/i18n/format'
import { ProgressBar } from 'antd-mobile'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { CheckinRequest } from '../../lib/api'
import { BigButton } from '../../ui/BigButton'
import { usePicture } from '../../ui/usePicture'
import { type FillProps, StepScreen } from './StepScreen'
import { askedOf, isByFace, isHeard } from './steps'
import { useSend } from './useSend'

/** Shows what will be sent, and sends it. */
export function Review({
  request,
  attempt,
  draft,
  give,
  ...rest
}: FillProps & { request: CheckinRequest; attempt: string }) {
  const { t, i18n } = useTranslation()
  const [, navigate] = useLocation()
  const isShown = useRef(true)
  useEffect(() => {
    isShown.current = true
    return () => {
      isShown.current = false
    }
  }, [])
  // whoever has answered a roll call meanwhile stays there
  const onDone = () => isShown.current && navigate(`/result/${request.id}`, { replace: true })
  const sending = useSend(request, attempt, onDone)
  const percent = sending.part === null ? 0 : Math.round(sending.part * 100)
  return (
    <StepScreen
      {...rest}
      title={t('checkin:review_title')}
      foot={
        <BigButton testid="checkin-send" loading={sending.isPending} onClick={() => sending.mutate(draft)}>
          {t('checkin:send')}
        </BigButton>
      }
    >
      <Facts request={request} draft={draft} />
      <label className="choice" style={{ marginTop: 16 }}>
        <input type="checkbox" checked={draft.helpNeeded} onChange={(e) => give({ helpNeeded: e.target.checked })} />
        <span>
          {t('checkin:help')}
          <br />
          <span className="muted">{t('checkin:help_text')}</span>
        </span>
      </label>
      <div role="status">
        {sending.isPending && (
          <>
            <p className="muted">{sending.part === null ? t('checkin:sealing') : t('checkin:sending', { percent })}</p>
            <ProgressBar percent={percent} />
          </>
        )}
      </div>
      <p className="fault" role="alert">
        {sending.error ? sentence(i18n, sending.error) : ''}
      </p>
    </StepScreen>
  )
}

function Facts({ request, draft }: { request: CheckinRequest; draft: FillProps['draft'] }) {
  const { t, i18n } = useTranslation()
  const url = usePicture(draft.photo)
  const place = usePicture(draft.surroundings)
  return (
    <dl className="facts">
      {request.requires.face && isByFace(request.way) && (
        <div>
          <dt>{t('checkin:review_photo')}</dt>
          <dd>{url ? <img src={url} alt={t('checkin:photo_alt')} /> : t('checkin:review_no_photo')}</dd>
        </div>
      )}
      {draft.photo && request.requires.challenge && isByFace(request.way) && (
        <div>
          <dt>{t('checkin:review_gestures')}</dt>
          <dd>{t(draft.burst ? 'checkin:gestures_done_title' : 'checkin:review_no_gestures')}</dd>
        </div>
      )}
      {draft.helper && (
        <div>
          <dt>{t('checkin:review_helper')}</dt>
          <dd>{draft.helper}</dd>
        </div>
      )}
      {request.requires.surroundings && (
        <div>
          <dt>{t('checkin:review_surroundings')}</dt>
          <dd>{place ? <img src={place} alt={t('checkin:surroundings_alt')} /> : t('checkin:review_no_photo')}</dd>
        </div>
      )}
      {isHeard(request) && (
        <div>
          <dt>{t('checkin:review_voice')}</dt>
          <dd>{draft.voice ? t('checkin:voice_recorded') : t('checkin:review_no_voice')}</dd>
        </div>
      )}
      {request.requires.location && (
        <div>
          <dt>{t('checkin:review_location')}</dt>
          <dd>
            {draft.fix
              ? t('checkin:location_done', { distance: distance(draft.fix.accuracy_m, i18n.language) })
              : t('checkin:review_no_location')}
          </dd>
        </div>
      )}
      {askedOf(request, draft).map((q) => (
        <div key={q.id}>
          <dt>{q.text}</dt>
          <dd>{draft.answers[q.id]}</dd>
        </div>
      ))}
    </dl>
  )
}
