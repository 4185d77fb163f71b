import { Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { doubted } from '../../lib/frames'
import { useFrames } from '../../lib/useFrames'
import { useFormat, useWord } from '../../lib/words'
import { Photo } from '../../ui/Photo'
import { Problem } from '../../ui/Problem'
import styles from './live.module.css'
import { lastSeen, personsOf } from './roster'

interface Finding {
  code: string
  weight: string
  evidence: string
  value: number
  attempt: number
}

interface Asked {
  kind: string
  digits?: string | undefined
  gestures?: string[] | undefined
  picture_url?: string | null | undefined
  frames_url?: string | null | undefined
  frames?: { step: number; offset_ms: number; bytes: number }[] | undefined
}

interface Props {
  name: string
  findings: Finding[]
  asked: Asked | null
  /** The mark that what was seen suggests to the officer; empty for none. */
  proposal: string
  /** A picture that is on the screen already. */
  shown?: string | null | undefined
  folded?: boolean
  /** What others are called, who may be part of what was seen. */
  nameOf: (id: string) => string | undefined
}

type Pictures = Pick<Props, 'name' | 'findings' | 'shown'> & { asked: Asked }

/** The key frames of a challenge, and what was asked at each. */
function Strip({ name, asked, findings, shown }: Pictures) {
  const { t } = useTranslation('rollcalls')
  const word = useWord()
  const frames = asked.frames ?? []
  const { urls, error, refetch } = useFrames(asked.frames_url, frames)
  if (error) return <Problem error={error} retry={() => refetch()} />
  if (!urls) return <Skeleton active title={false} paragraph={{ rows: 2 }} />
  const marked = doubted(findings)
  const meanwhile = (step: number) => {
    const gesture = asked.gestures?.[step]
    if (gesture) return word('gesture', gesture)
    return asked.kind === 'digits' ? t('frame_reading') : t('frame_straight')
  }
  return (
    <ol className={styles.frames} data-testid="seen-frames">
      {asked.picture_url && asked.picture_url !== shown ? (
        <li>
          <Photo src={asked.picture_url} alt={t('seen_picture_of', { name })} width={104} height={78} />
          <small>{t('frame_compared')}</small>
        </li>
      ) : null}
      {frames.map((f, n) => (
        <li key={f.offset_ms} data-marked={marked.has(n)}>
          <img src={urls[n]} alt={t('frame_n', { n: n + 1 })} width={104} height={78} />
          <small>{meanwhile(f.step)}</small>
        </li>
      ))}
    </ol>
  )
}

/** The same, read only when somebody looks. */
function Folded(props: Pictures) {
  const { t } = useTranslation('rollcalls')
  const [open, setOpen] = useState(false)
  return (
    <details onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>{t('frames_other', { count: props.asked.frames?.length ?? 0 })}</summary>
      {open ? <Strip {...props} /> : null}
    </details>
  )
}

/** What was asked of a person and seen of them during calls. It is for whoever decides, and decides nothing. */
export function Seen({ name, findings, asked, proposal, shown, folded, nameOf }: Props) {
  const { t } = useTranslation('rollcalls')
  const word = useWord()
  const format = useFormat()
  if (findings.length === 0 && !asked) return null
  const what =
    asked?.kind === 'digits' ? (asked.digits ?? '') : (asked?.gestures ?? []).map((g) => word('gesture', g)).join(' · ')
  const strip = asked?.frames_url ? { name, asked, findings, shown } : null
  return (
    <div className={styles.seen} data-testid="seen">
      {asked ? <p>{word('seen_challenge', asked.kind, { what })}</p> : null}
      {asked && findings.length === 0 ? <p role="status">{t('seen_coming')}</p> : null}
      <ul>
        {lastSeen(findings).map((f) => (
          <li key={f.code + f.evidence} data-weight={f.weight} data-code={f.code}>
            {word('finding', f.code, {
              span: format.span(f.value),
              distance: format.distance(f.value),
              count: Math.round(f.value),
            })}
            <small>
              {' '}
              {word('evidence', f.evidence.split(':')[0] ?? '')}{' '}
              {personsOf(f.evidence)
                .map((id) => nameOf(id) ?? '')
                .join(' · ')}
            </small>
          </li>
        ))}
      </ul>
      {strip && !folded ? <Strip {...strip} /> : null}
      {strip && folded ? <Folded {...strip} /> : null}
      {proposal ? <p role="status">{t('seen_review')}</p> : null}
    </div>
  )
}
