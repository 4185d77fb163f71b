import { Alert } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Area } from '../lib/area'
import { useSession } from '../lib/session'
import { useFormat } from '../lib/words'
import styles from './map.module.css'
import type { Engine, Mode } from './mapEngine'
import type { MapShape, MapSpot } from './mapScene'

interface Props {
  /** What the map is of, for who does not see it. */
  title: string
  shapes?: MapShape[]
  spots?: MapSpot[]
  /** Drawing: what is drawn so far, how, and what to do with a change. */
  draft?: { area: Area | null; mode: Mode; onArea: (area: Area) => void }
  height?: number
  /** What else stands beneath the map. */
  children?: ReactNode
}

const nothing: never[] = []

/** A map of areas and places, with the same as a table beneath it. Without a base map it is a plain grid. */
export function MapBox({ title, shapes = nothing, spots = nothing, draft, height = 320, children }: Props) {
  const { t } = useTranslation('maps')
  const { session } = useSession()
  const box = useRef<HTMLDivElement>(null)
  const [engine, setEngine] = useState<Engine | null>(null)
  const [failed, setFailed] = useState<'no_webgl' | 'not_loaded' | null>(null)
  const onArea = useRef(draft?.onArea)
  onArea.current = draft?.onArea
  const base = session?.map
  const fitted = useRef('')

  useEffect(() => {
    const element = box.current
    if (!element || !base) return
    let made: Engine | undefined
    let isGone = false
    import('./mapEngine')
      .then(({ openMap }) => {
        if (isGone) return
        try {
          made = openMap(element, {
            tiles: base.tiles,
            datum: base.datum,
            words: {
              map: title,
              zoomIn: t('zoom_in'),
              zoomOut: t('zoom_out'),
              handle: (n) => t('vertex', { n }),
              radius: t('radius_grip'),
              spot: t('spot'),
            },
            onArea: (area) => onArea.current?.(area),
          })
          setEngine(made)
        } catch {
          setFailed('no_webgl')
        }
      })
      .catch(() => setFailed('not_loaded'))
    return () => {
      isGone = true
      setEngine(null)
      fitted.current = ''
      made?.close()
    }
  }, [base, title, t])

  useEffect(() => {
    engine?.show({ shapes, spots })
    const seen = JSON.stringify([shapes.filter((s) => s.look !== 'boundary').map((s) => s.id), spots.map((s) => s.id)])
    if (engine && seen !== fitted.current) {
      fitted.current = seen
      const own = draft?.area ? [{ id: 'draft', name: '', area: draft.area, look: 'draft' as const }] : []
      engine.fit({ shapes: [...shapes, ...own], spots })
    }
  }, [engine, shapes, spots, draft?.area])

  const [area, mode] = [draft?.area ?? null, draft?.mode ?? 'look']
  useEffect(() => {
    engine?.edit(area, mode)
  }, [engine, area, mode])

  return (
    <div className={styles.box}>
      {failed ? (
        <Alert showIcon type="info" title={t(failed)} data-testid="map-failed" />
      ) : (
        <div className={styles.frame} style={{ height }}>
          <div ref={box} className={styles.map} data-testid="map" />
          {base?.attribution && base.tiles ? <p className={styles.whose}>{base.attribution}</p> : null}
        </div>
      )}
      {children}
      <Drawn title={title} shapes={shapes} spots={spots} isOpen={failed !== null} />
    </div>
  )
}

/** What is drawn, as a table. */
function Drawn({
  title,
  shapes,
  spots,
  isOpen,
}: {
  title: string
  shapes: MapShape[]
  spots: MapSpot[]
  isOpen: boolean
}) {
  const { t } = useTranslation('maps')
  const format = useFormat()
  const count = shapes.length + spots.length
  const place = (p: { lat: number; lng: number }) => `${p.lat.toFixed(5)}, ${p.lng.toFixed(5)}`
  if (count === 0) return null
  return (
    <details className={styles.list} open={isOpen} data-testid="map-list">
      <summary>{t('list', { count })}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: so that it can be scrolled by keys */}
      <section className={styles.scroll} tabIndex={0} aria-label={`${title}: ${t('list', { count })}`}>
        <table>
          <caption className="visually-hidden">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{t('what')}</th>
              <th scope="col">{t('kind')}</th>
              <th scope="col">{t('where')}</th>
              <th scope="col">{t('size')}</th>
            </tr>
          </thead>
          <tbody>
            {spots.map((s) => (
              <tr key={s.id}>
                <td>{s.name}</td>
                <td>{t('spot')}</td>
                <td>{place(s.at)}</td>
                <td>{t('accuracy', { distance: format.distance(s.accuracyM) })}</td>
              </tr>
            ))}
            {shapes.map((s) => (
              <tr key={s.id}>
                <td>{s.name}</td>
                <td>{s.look === 'boundary' ? t('boundary') : t(s.area.vertices ? 'polygon' : 'circle')}</td>
                <td>{place(s.area.center)}</td>
                <td>
                  {s.area.vertices
                    ? t('corners', { count: s.area.vertices.length })
                    : t('radius', { distance: format.distance(s.area.radius_m) })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  )
}
