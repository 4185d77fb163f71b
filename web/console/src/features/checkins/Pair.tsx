import { useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../lib/types'
import { Problem } from '../../ui/Problem'
import { atEyes, covering, css, type Matrix, type Size } from './align'
import styles from './checkins.module.css'
import { usePicture } from './look'
import { styleOf, type View } from './view'

interface PaneProps {
  picture: Schemas['ComparedPicture']
  alt: string
  view: View
  /** Both are laid by their eyes, or none is. */
  byEyes: boolean
  onShown: () => void
}

/** The size of an element, as it is laid out. */
function useSize() {
  const ref = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState<Size | null>(null)
  useLayoutEffect(() => {
    const element = ref.current
    if (!element) return
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight })
    measure()
    const watch = new ResizeObserver(measure)
    watch.observe(element)
    return () => watch.disconnect()
  }, [])
  return [ref, size] as const
}

/** One of two pictures in a box of the same size. */
export function Pane({ picture, alt, view, byEyes, onShown }: PaneProps) {
  const { t } = useTranslation('common')
  const [ref, box] = useSize()
  const { src, error, refetch } = usePicture(picture.url)
  const [natural, setNatural] = useState<Size | null>(null)
  const [broken, setBroken] = useState(false)
  let place: Matrix | null = null
  if (box && natural) place = (byEyes && picture.eyes && atEyes(picture.eyes, box)) || covering(natural, box)
  return (
    <div className={styles.pane} ref={ref} data-testid="pane">
      {error ? <Problem error={error} retry={() => refetch()} /> : null}
      {broken ? <p className={styles.paneText}>{t('picture_missing')}</p> : null}
      <div className={styles.paneView} style={styleOf(view)} data-testid="pane-view">
        {src && !broken ? (
          <img
            src={src}
            alt={alt}
            draggable={false}
            onError={() => setBroken(true)}
            onLoad={(e) => {
              setNatural({ width: e.currentTarget.naturalWidth, height: e.currentTarget.naturalHeight })
              onShown()
            }}
            style={{
              width: natural?.width,
              height: natural?.height,
              transform: place ? css(place) : undefined,
              visibility: place ? 'visible' : 'hidden',
            }}
          />
        ) : null}
      </div>
    </div>
  )
}
