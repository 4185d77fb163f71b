import { useTranslation } from 'react-i18next'
import { canSpeak, speak } from '../lib/speech'
import { Icon } from './Icon'

/** Reads the text aloud; absent where the phone can't. */
export function Speak({ text }: { text: string }) {
  const { t, i18n } = useTranslation()
  if (!canSpeak()) return null
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={t('common:listen')}
      onClick={() => speak(text, i18n.language)}
    >
      <Icon name="speak" />
    </button>
  )
}
