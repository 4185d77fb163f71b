import { useTranslation } from 'react-i18next'
import type { CheckinRequest } from '../../lib/api'
import { BigButton } from '../../ui/BigButton'
import { Icon } from '../../ui/Icon'
import { type StepProps, StepScreen } from './StepScreen'
import { isByFace, isHeard } from './steps'

/** What happens instead of a picture of the face. */
const ways = {
  voice: 'checkin:way_voice',
  call: 'checkin:way_call',
  kiosk: 'checkin:way_kiosk',
  guardian: 'checkin:way_guardian',
} as const

/** Says before asking what is used, and what is not. */
export function Why({ request, onNext, ...rest }: StepProps & { request: CheckinRequest }) {
  const { t } = useTranslation()
  const { surroundings, location, questions, challenge } = request.requires
  const face = request.requires.face && isByFace(request.way)
  const voice = isHeard(request)
  const way = request.requires.face && !face ? ways[request.way as keyof typeof ways] : undefined
  const isPlain = !face && !way && !surroundings && !voice && !location
  const points = [
    face && ({ icon: 'camera', text: t(challenge ? 'checkin:why_face_gestures' : 'checkin:why_face') } as const),
    way && ({ icon: 'person', text: t(way) } as const),
    surroundings && ({ icon: 'around', text: t('checkin:why_surroundings') } as const),
    voice && ({ icon: 'mic_on', text: t('checkin:why_voice') } as const),
    location && ({ icon: 'place', text: t('checkin:why_location') } as const),
    questions.length > 0 &&
      ({ icon: 'question', text: t('checkin:why_questions', { count: questions.length }) } as const),
    !isPlain && ({ icon: 'help', text: t('checkin:why_help') } as const),
    isPlain && questions.length === 0 && ({ icon: 'check', text: t('checkin:why_none') } as const),
  ].filter((p) => !!p)
  return (
    <StepScreen
      {...rest}
      title={t('checkin:why_title')}
      say={points.map((p) => p.text).join(' ')}
      foot={
        <BigButton testid="checkin-next" onClick={onNext}>
          {t('checkin:begin')}
        </BigButton>
      }
    >
      <ul className="points">
        {points.map((p) => (
          <li key={p.icon}>
            <Icon name={p.icon} />
            <span>{p.text}</span>
          </li>
        ))}
      </ul>
    </StepScreen>
  )
}
