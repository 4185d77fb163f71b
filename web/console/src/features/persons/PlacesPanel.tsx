import { queryOptions, useQuery } from '@tanstack/react-query'
import { Button, Skeleton } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import { areaOf, asBackground, servingQuery } from '../../lib/fences'
import { useFormat, useWord } from '../../lib/words'
import { MapBox } from '../../ui/MapBox'
import type { MapShape, MapSpot } from '../../ui/mapScene'
import { Nothing, Panel } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import type { PersonFile } from './api'

/** Kept as long as the screen only; a minor's places need the reason for which the file was opened. */
const placesQuery = (id: string, reason: string) =>
  queryOptions({
    queryKey: ['person', 'places', id, reason],
    queryFn: () =>
      body(
        api.GET('/console/v1/persons/{id}/places', {
          params: { path: { id }, query: { reason: reason || undefined } },
        }),
      ),
    gcTime: 0,
    staleTime: 5 * 60_000,
  })

/** Where the check-ins of the last 90 days were made, on a map; it opens when asked for, since a look is audited. */
export function PlacesPanel({ person, reason }: { person: PersonFile; reason: string }) {
  const { t } = useTranslation('persons')
  const [isOpen, setOpen] = useState(false)
  return (
    <Panel title={t('places')}>
      {isOpen ? (
        <Places person={person} reason={reason} />
      ) : (
        <>
          <p style={{ marginTop: 0 }}>{t('places_note')}</p>
          <Button onClick={() => setOpen(true)} data-testid="places-show">
            {t('places_show')}
          </Button>
        </>
      )}
    </Panel>
  )
}

function Places({ person, reason }: { person: PersonFile; reason: string }) {
  const { t } = useTranslation('persons')
  const word = useWord()
  const format = useFormat()
  const { data, error, refetch } = useQuery(placesQuery(person.id, reason))
  const boundaries = useQuery(servingQuery('boundary', person.station.id))
  const spots = useMemo<MapSpot[]>(
    () =>
      (data?.points ?? []).map((p, i) => ({
        id: p.request_id,
        name: `${format.moment(p.made_at)} · ${p.title} · ${word('checkin_status', p.status)}`,
        at: { lat: p.location.lat, lng: p.location.lng },
        accuracyM: p.location.accuracy_m,
        isPicked: i === 0,
      })),
    [data, format, word],
  )
  const shapes = useMemo<MapShape[]>(
    () => [
      ...asBackground(boundaries.data?.items),
      ...(data?.areas ?? []).map((a, i) => ({
        id: `area-${i}`,
        name: a.fence.from?.name ?? a.title,
        area: areaOf(a.fence),
        look: 'fence' as const,
      })),
    ],
    [data, boundaries.data],
  )
  if (error && !data) return <Problem error={error} retry={() => refetch()} />
  if (!data) return <Skeleton active />
  if (spots.length === 0) return <Nothing>{t('places_none')}</Nothing>
  return (
    <MapBox title={t('places')} shapes={shapes} spots={spots}>
      {data.more ? <p style={{ margin: 0 }}>{t('places_more')}</p> : null}
    </MapBox>
  )
}
