import { useQuery } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../../../shared/api/problem'
import type { Schemas } from '../../lib/types'
import { useWord } from '../../lib/words'
import { Problem } from '../../ui/Problem'
import styles from './checkins.module.css'
import { cut } from './frames'

async function load(url: string, frames: Schemas['Frame'][]): Promise<Blob[]> {
  const answer = await fetch(url, { credentials: 'same-origin' })
  if (!answer.ok) throw await problemOf(answer)
  const all = cut(await answer.arrayBuffer(), frames)
  if (!all) throw new Error('the frames are not those of the check-in')
  return all
}

/** Frames that findings speak of, counted from 0. */
export function doubted(findings: Pick<Schemas['Finding'], 'evidence' | 'weight'>[]): Set<number> {
  const named = findings.filter((f) => f.weight === 'asks' && f.evidence.startsWith('frames:'))
  return new Set(named.flatMap((f) => f.evidence.slice('frames:'.length).split(',').map(Number)))
}

/** What the person did in front of the camera, frame by frame, and what was asked meanwhile. */
export function Frames({ checkin }: { checkin: Schemas['Checkin'] }) {
  const { t } = useTranslation('checkins')
  const word = useWord()
  const url = checkin.frames_url
  const files = useQuery({
    queryKey: ['evidence', url],
    queryFn: () => load(url ?? '', checkin.frames),
    enabled: !!url,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const urls = useMemo(() => files.data?.map((f) => URL.createObjectURL(f)) ?? [], [files.data])
  useEffect(
    () => () => {
      for (const u of urls) URL.revokeObjectURL(u)
    },
    [urls],
  )
  if (!url) return null
  if (files.error) return <Problem error={files.error} retry={() => files.refetch()} />
  if (!files.data) return <Skeleton active paragraph={{ rows: 2 }} />
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
