import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../lib/types'
import { useFormat, useWord } from '../../lib/words'
import styles from './desk.module.css'

type Incident = Schemas['Incident']

/** What was or is down, and that whoever it touched is given the time back; running ones first. */
export function Incidents({ incidents }: { incidents: Incident[] }) {
  const { t } = useTranslation('desk')
  const word = useWord()
  const format = useFormat()
  if (incidents.length === 0) return null
  const sorted = [...incidents].sort((a, b) => Number(a.to !== null) - Number(b.to !== null))
  const sentence = (i: Incident) => {
    const who = i.kind === 'provider' ? word('channel', i.channel) : word('outage', i.kind)
    if (!i.to) return t('incident_runs', { who, from: format.moment(i.from) })
    return t('incident_ended', { who, span: format.range(i.from, i.to) })
  }
  return (
    <ul className={styles.incidents} role="status" data-testid="incidents">
      {sorted.map((i) => (
        <li key={i.id} data-running={i.to === null}>
          {sentence(i)}
        </li>
      ))}
    </ul>
  )
}
