import { Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { doubted } from '../../lib/frames'
import type { Schemas } from '../../lib/types'
import { useFrames } from '../../lib/useFrames'
import { useWord } from '../../lib/words'
import { Problem } from '../../ui/Problem'
import styles from './checkins.module.css'

/** What the person did in front of the camera, frame by frame, and what was asked meanwhile. */
export function Frames({ checkin }: { checkin: Schemas['Checkin'] }) {
  const { t } = useTranslation('checkins')
  const word = useWord()
  const { urls, error, refetch } = useFrames(checkin.frames_url, checkin.frames)
  if (!checkin.frames_url) return null
  if (error) return <Problem error={error} retry={() => refetch()} />
  if (!urls) return <Skeleton active paragraph={{ rows: 2 }} />
  const marked = doubted(checkin.findings)
  return (
    <ol className={styles.frames} data-testid="frames">
      {checkin.frames.map((f, n) => (
        <li key={f.offset_ms} data-marked={marked.has(n)} data-colour={f.colour}>
          <img src={urls[n]} alt={t('frame_n', { n: n + 1 })} />
          <span>{f.gesture ? word('gesture', f.gesture) : t('frame_before')}</span>
          <small>{t('frame_at', { seconds: (f.offset_ms / 1000).toFixed(1) })}</small>
        </li>
      ))}
    </ol>
  )
}
