import { useTranslation } from 'react-i18next'
import { useFormat, useWord } from '../../lib/words'
import { Photo } from '../../ui/Photo'
import styles from './live.module.css'

interface Finding {
  code: string
  weight: string
  evidence: string
  value: number
}

interface Asked {
  kind: string
  digits?: string | undefined
  gestures?: string[] | undefined
  picture_url?: string | null | undefined
}

/** What was asked of a person and seen of them during calls. It is for whoever decides, and decides nothing. */
export function Seen(props: { name: string; findings: Finding[]; asked: Asked | null; proposal: string }) {
  const { name, findings, asked, proposal } = props
  const { t } = useTranslation('rollcalls')
  const word = useWord()
  const format = useFormat()
  if (findings.length === 0 && !asked) return null
  const sorted = [...findings].sort((a, b) => Number(b.weight === 'asks') - Number(a.weight === 'asks'))
  const what =
    asked?.kind === 'digits' ? (asked.digits ?? '') : (asked?.gestures ?? []).map((g) => word('gesture', g)).join(' · ')
  return (
    <div className={styles.seen} data-testid="seen">
      {asked ? <p>{word('seen_challenge', asked.kind, { what })}</p> : null}
      {asked?.picture_url ? (
        <Photo src={asked.picture_url} alt={t('seen_picture_of', { name })} width={120} height={90} />
      ) : null}
      <ul>
        {sorted.map((f) => (
          <li key={f.code + f.evidence} data-weight={f.weight} data-code={f.code}>
            {word('finding', f.code, {
              span: format.span(f.value),
              distance: format.distance(f.value),
              count: Math.round(f.value),
            })}
            <small> {word('evidence', f.evidence.split(':')[0] ?? '')}</small>
          </li>
        ))}
      </ul>
      {proposal ? <p role="status">{t('seen_review')}</p> : null}
    </div>
  )
}
