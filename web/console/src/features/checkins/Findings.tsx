import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { areaOf, asBackground, servingQuery } from '../../lib/fences'
import type { Schemas } from '../../lib/types'
import { useFormat, useWord } from '../../lib/words'
import { MapBox } from '../../ui/MapBox'
import type { MapShape, MapSpot } from '../../ui/mapScene'
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
  const fence = detail.requires.fence
  const away = detail.checkin?.findings.find((f) => f.code.endsWith('fence') || f.code === 'fence_cannot_tell')
  return (
    <>
      <p className={styles.place}>
        <code>
          {at.lat.toFixed(5)}, {at.lng.toFixed(5)}
        </code>
        <span>{t('accuracy', { distance: format.distance(at.accuracy_m) })}</span>
        {away && fence ? (
          <span>
            {fence.vertices
              ? t('from_edge', { distance: format.distance(away.value) })
              : t('from_fence', { distance: format.distance(away.value), radius: format.distance(fence.radius_m) })}
          </span>
        ) : null}
        <span className={styles.quiet}>
          {t('taken')} <When at={at.taken_at} />
        </span>
      </p>
      <PlaceMap at={at} fence={fence} unit={detail.station.id} />
    </>
  )
}

/** The place with its circle of accuracy, against the plan's area and the boundaries of the unit. */
function PlaceMap({ at, fence, unit }: { at: Schemas['Location']; fence?: Schemas['Fence']; unit: string }) {
  const { t } = useTranslation('checkins')
  const boundaries = useQuery(servingQuery('boundary', unit))
  const spots = useMemo<MapSpot[]>(
    () => [{ id: 'here', name: t('here'), at: { lat: at.lat, lng: at.lng }, accuracyM: at.accuracy_m, isPicked: true }],
    [at, t],
  )
  const shapes = useMemo<MapShape[]>(
    () => [
      ...asBackground(boundaries.data?.items),
      ...(fence
        ? [{ id: 'area', name: fence.from?.name ?? t('area'), area: areaOf(fence), look: 'fence' as const }]
        : []),
    ],
    [boundaries.data, fence, t],
  )
  return <MapBox title={t('place_map')} shapes={shapes} spots={spots} height={260} />
}
