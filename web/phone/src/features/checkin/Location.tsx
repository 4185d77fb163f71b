import { distance } from '@diandao/shared/i18n/format'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { locate } from '../../lib/location'
import { BigButton } from '../../ui/BigButton'
import { Loading } from '../../ui/Loading'
import { type FillProps, StepScreen } from './StepScreen'

const noWords = {
  denied: 'checkin:no_location_denied',
  timeout: 'checkin:no_location_timeout',
  unavailable: 'checkin:no_location_unavailable',
} as const

/** Reads the location once; there is always a way on without it. */
export function Location({ draft, give, onNext, ...rest }: FillProps) {
  const { t, i18n } = useTranslation()
  const [reading, setReading] = useState(false)
  const read = async () => {
    setReading(true)
    const found = await locate()
    give('fix' in found ? { fix: found.fix, noLocation: undefined } : { fix: undefined, noLocation: found.no })
    setReading(false)
  }
  const again = (
    <BigButton quiet onClick={read} loading={reading}>
      {t('checkin:location_again')}
    </BigButton>
  )
  if (draft.fix)
    return (
      <StepScreen
        {...rest}
        title={t('checkin:location_title')}
        foot={
          <>
            <BigButton testid="checkin-next" onClick={onNext}>
              {t('common:next')}
            </BigButton>
            {again}
          </>
        }
      >
        <p className="note">
          {t('checkin:location_done', { distance: distance(draft.fix.accuracy_m, i18n.language) })}
        </p>
      </StepScreen>
    )
  if (draft.noLocation && !reading)
    return (
      <StepScreen
        {...rest}
        title={t('checkin:no_location_title')}
        foot={
          <>
            {again}
            <BigButton testid="checkin-next" onClick={onNext}>
              {t('checkin:no_location_go')}
            </BigButton>
          </>
        }
      >
        <p>{t(noWords[draft.noLocation])}</p>
      </StepScreen>
    )
  return (
    <StepScreen
      {...rest}
      title={t('checkin:location_title')}
      say={t('checkin:location_text')}
      foot={
        <BigButton testid="checkin-locate" onClick={read} loading={reading}>
          {t('checkin:location_read')}
        </BigButton>
      }
    >
      {reading ? <Loading text={t('checkin:location_reading')} /> : <p>{t('checkin:location_text')}</p>}
    </StepScreen>
  )
}
