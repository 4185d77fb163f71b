import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '../../lib/keys'
import styles from './checkins.module.css'
import type { Look } from './look'
import { type Zone, zoneOf } from './zone'

interface Props {
  look: Look
  /** Until the officer has looked at both pictures and asks for it. */
  isHidden: boolean
  canShow: boolean
}

/** What the machine's comparison says, on a scale with its three zones; asked for after one's own look. */
export function Score({ look, isHidden, canShow }: Props) {
  const { t } = useTranslation('checkins')
  const [asked, setAsked] = useState(false)
  const show = () => canShow && setAsked(true)
  useKeys({ s: show })
  const { likeness } = look
  if (likeness === null) return <p className={styles.quiet}>{t('no_score')}</p>
  if (isHidden && !asked)
    return (
      <p className={styles.scoreHidden} data-testid="score-hidden">
        <span>{canShow ? t('score_hidden') : t('score_wait')}</span>
        <Button size="small" disabled={!canShow} onClick={show} data-testid="score-show">
          {t('score_show')} <kbd>S</kbd>
        </Button>
      </p>
    )
  const zone = zoneOf(likeness, look)
  const [low, high] = [look.unlike_below, look.match_from]
  const figures = { low: low.toFixed(2), high: high.toFixed(2) }
  const zones: Record<Zone, string> = {
    unlike: t('zone_unlike', figures),
    unsure: t('zone_unsure', figures),
    match: t('zone_match', figures),
  }
  const widths: Record<Zone, number> = { unlike: low, unsure: high - low, match: 1 - high }
  return (
    <div className={styles.score} data-testid="score" data-zone={zone}>
      <p>
        {t('score', { value: likeness.toFixed(2) })} <b>{zones[zone]}</b>
      </p>
      <div className={styles.scale} aria-hidden>
        {(['unlike', 'unsure', 'match'] as const).map((z) => (
          <i key={z} data-zone={z} style={{ flexGrow: widths[z] }} />
        ))}
        <b style={{ left: `${Math.min(1, Math.max(0, likeness)) * 100}%` }} />
      </div>
      <ul>
        {(['unlike', 'unsure', 'match'] as const).map((z) => (
          <li key={z} data-zone={z}>
            {zones[z]}
          </li>
        ))}
      </ul>
      <p className={styles.quiet}>{t('score_note')}</p>
    </div>
  )
}
