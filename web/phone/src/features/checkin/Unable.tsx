import { body } from '@diandao/shared/api/client'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { api } from '../../lib/api'
import { useKept } from '../../lib/kept'
import { BigButton } from '../../ui/BigButton'
import { Icon } from '../../ui/Icon'
import { type FillProps, StepScreen } from './StepScreen'

/** How many numbers are shown: the lead's comes first. */
const MAX_NUMBERS = 3

/** The ways there are without a picture: ring up, come by, choose another way for good, or go on without. */
export function Unable({ give, onNext, onTry, draft: _, ...rest }: FillProps & { onTry: () => void }) {
  const { t } = useTranslation()
  const team = useKept('team', () => body(api.GET('/v1/team')))
  const callable = (team.data?.data.items ?? []).filter((m) => m.phone && m.staff_role).slice(0, MAX_NUMBERS)
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
      <h2>{t('checkin:ways')}</h2>
      <section className="card" data-testid="way-call">
        <p>{t(callable.length > 0 ? 'checkin:ways_call' : 'checkin:ways_call_unknown')}</p>
        {callable.map((m) => (
          <a
            key={`${m.name} ${m.phone}`}
            className="dial"
            href={`tel:${m.phone.replaceAll(/[^\d+]/g, '')}`}
            aria-label={t('team:call', { name: m.name, phone: m.phone })}
          >
            <Icon name="call" />
            {m.name}
          </a>
        ))}
      </section>
      <section className="card" data-testid="way-kiosk">
        <p>{t('checkin:ways_kiosk')}</p>
      </section>
      <section className="card" data-testid="way-other">
        <p>{t('checkin:ways_switch')}</p>
        <p>
          <Link href="/policy">{t('checkin:ways_choose')}</Link>
        </p>
      </section>
    </StepScreen>
  )
}
