import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../lib/types'
import { useFormat, useWord } from '../../lib/words'
import { When } from '../../ui/When'
import type { Detail } from './api'
import styles from './checkins.module.css'

interface Props {
  findings: Schemas['Finding'][]
  question: Map<string, string>
}

/** What was found, as sentences, those that ask for a look first; each names its evidence. */
export function Findings({ findings, question }: Props) {
  const { t } = useTranslation('checkins')
  const word = useWord()
  const format = useFormat()
  const sorted = [...findings].sort((a, b) => Number(b.weight === 'asks') - Number(a.weight === 'asks'))
  const evidence = (name: string) => {
    const [kind = '', id] = name.split(':')
    return kind === 'answer' && id ? (question.get(id) ?? word('evidence', kind)) : word('evidence', kind)
  }
  return (
    <ul className={styles.findings}>
      {sorted.map((f) => (
        <li key={f.code + f.evidence} data-weight={f.weight}>
          {word('finding', f.code, {
            span: format.span(f.value),
            distance: format.distance(f.value),
            count: Math.round(f.value),
          })}
          <small>
            {f.weight === 'asks' ? `${t('asks')} · ` : ''}
            {evidence(f.evidence)}
          </small>
        </li>
      ))}
    </ul>
  )
}

/** Where the check-in was made, as the phone told it, and how far that is from where it should be. */
export function Place({ detail }: { detail: Detail }) {
  const { t } = useTranslation('checkins')
  const word = useWord()
  const format = useFormat()
  const submission = detail.checkin?.submission
  const at = submission?.location
  if (!at)
    return (
      <p className={styles.quiet}>
        {submission?.no_location ? word('no_location', submission.no_location) : t('no_location')}
      </p>
    )
  const away = detail.checkin?.findings.find((f) => f.code.endsWith('fence') || f.code === 'fence_cannot_tell')
  return (
    <p className={styles.place}>
      <code>
        {at.lat.toFixed(5)}, {at.lng.toFixed(5)}
      </code>
      <span>{t('accuracy', { distance: format.distance(at.accuracy_m) })}</span>
      {away && detail.requires.fence ? (
        <span>
          {t('from_fence', {
            distance: format.distance(away.value),
            radius: format.distance(detail.requires.fence.radius_m),
          })}
        </span>
      ) : null}
      <span className={styles.quiet}>
        {t('taken')} <When at={at.taken_at} />
      </span>
    </p>
  )
}
