import { outcomeOf } from '../../../shared/tokens/status'
import { useWord } from '../lib/words'
import { OutcomeTag } from './OutcomeTag'
import styles from './ui.module.css'

/** Where a check-in stands. Only an outcome has a colour. */
export function StatusTag({ status }: { status: string }) {
  const word = useWord()
  const outcome = outcomeOf(status)
  const label = word('checkin_status', status)
  return outcome ? <OutcomeTag outcome={outcome} label={label} /> : <span className={styles.plain}>{label}</span>
}
