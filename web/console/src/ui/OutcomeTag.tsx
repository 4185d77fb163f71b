import { useTranslation } from 'react-i18next'
import { type Outcome, outcomeIcon } from '../../../shared/tokens/status'
import styles from './ui.module.css'

/** The icon of an outcome; it has no words of its own. */
export function OutcomeIcon({ outcome, size = 14 }: { outcome: Outcome; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" fill="none" aria-hidden="true">
      <path
        d={outcomeIcon[outcome]}
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}

/** An outcome as word, icon and colour; `label` replaces the word. */
export function OutcomeTag({ outcome, label }: { outcome: Outcome; label?: string }) {
  const { t } = useTranslation('status')
  return (
    <span className={styles.tag} style={tint(outcome)} data-outcome={outcome}>
      <OutcomeIcon outcome={outcome} />
      {label ?? t(`outcome.${outcome}`)}
    </span>
  )
}

/** Text and ground of an outcome. */
export function tint(outcome: Outcome) {
  return { color: `var(--${outcome}-text)`, background: `var(--${outcome}-tint)` }
}
