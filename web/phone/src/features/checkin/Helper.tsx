import { useTranslation } from 'react-i18next'
import { BigButton } from '../../ui/BigButton'
import { type FillProps, StepScreen } from './StepScreen'

/** Longest name, in characters. */
const MAX_NAME = 40

/** Asks who helps with this check-in. */
export function Helper({ draft, give, onNext, ...rest }: FillProps) {
  const { t } = useTranslation()
  return (
    <StepScreen
      {...rest}
      title={t('checkin:helper_title')}
      say={t('checkin:helper_text')}
      foot={
        <BigButton testid="checkin-next" disabled={!draft.helper?.trim()} onClick={onNext}>
          {t('common:next')}
        </BigButton>
      }
    >
      <label className="field">
        <span>{t('checkin:helper_text')}</span>
        <input
          className="input"
          type="text"
          maxLength={MAX_NAME}
          autoComplete="off"
          value={draft.helper ?? ''}
          onChange={(e) => give({ helper: e.target.value })}
        />
      </label>
    </StepScreen>
  )
}
