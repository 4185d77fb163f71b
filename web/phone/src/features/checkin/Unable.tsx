import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { contactOf, useTeam } from '../../lib/contact'
import { BigButton } from '../../ui/BigButton'
import { Dial } from '../../ui/Dial'
import { type FillProps, StepScreen } from './StepScreen'

/** How many numbers are shown: the lead's comes first. */
const MAX_NUMBERS = 3

/** The ways there are without a picture: ring up, come by, choose another way for good, or go on without. */
export function Unable({ give, onNext, onTry, draft: _, ...rest }: FillProps & { onTry: () => void }) {
  const { t } = useTranslation()
  const team = useTeam()
  const contact = contactOf(team.data?.data)
  const callable = (team.data?.data.items ?? []).filter((m) => m.phone && m.staff_role).slice(0, MAX_NUMBERS)
  const canRing = team.isPending || contact.way === 'office'
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
        <p>
          {t(
            callable.length > 0 ? 'checkin:ways_call' : canRing ? 'checkin:ways_call_office' : 'checkin:ways_call_none',
          )}
        </p>
        {callable.map((m) => (
          <Dial key={`${m.name} ${m.phone}`} number={m.phone} label={t('team:call', { name: m.name, phone: m.phone })}>
            {m.name}
          </Dial>
        ))}
        {contact.way === 'office' && (
          <Dial
            number={contact.station.telephone}
            label={t('team:call', { name: contact.station.name, phone: contact.station.telephone })}
          >
            {`${contact.station.name} ${contact.station.telephone}`}
          </Dial>
        )}
      </section>
      <section className="card" data-testid="way-kiosk">
        <p>{t('checkin:ways_kiosk')}</p>
      </section>
      <section className="card" data-testid="way-other">
        <p>{t('checkin:ways_switch')}</p>
        <p>
          <Link href="/policy" className="go">
            {t('checkin:ways_choose')}
          </Link>
        </p>
      </section>
    </StepScreen>
  )
}
