import { useTranslation } from 'react-i18next'
import { useFormat, useWord } from '../../lib/words'
import type { Detail } from './api'
import styles from './checkins.module.css'

/** What outages moved of the person's times, a sentence each. */
export function Extensions({ extensions }: { extensions: Detail['extensions'] }) {
  const { t } = useTranslation('checkins')
  const word = useWord()
  const format = useFormat()
  if (extensions.length === 0) return null
  return (
    <ul className={styles.extensions} data-testid="extensions">
      {extensions.map((e) => (
        <li key={e.from + e.closes_after}>
          {t(e.due_after === e.due_before ? 'extended_closes' : 'extended', {
            who: word('outage', e.kind),
            span: format.range(e.from, e.to),
            due_before: format.moment(e.due_before),
            due_after: format.moment(e.due_after),
            closes_before: format.moment(e.closes_before),
            closes_after: format.moment(e.closes_after),
          })}
        </li>
      ))}
    </ul>
  )
}
