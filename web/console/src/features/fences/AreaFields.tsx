import { Form, Input, InputNumber } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Area, MAX_RADIUS, polygon } from '../../lib/area'
import type { NamedFence } from '../../lib/fences'
import { readCorners, written } from './corners'
import styles from './fences.module.css'

interface Props {
  shape: NamedFence['shape']
  area: Area | null
  onArea: (area: Area | null) => void
}

/** The area in figures: the way to draw it without a mouse. */
export function AreaFields(props: Props) {
  return props.shape === 'circle' ? <CircleFields {...props} /> : <CornerField {...props} />
}

function CircleFields({ area, onArea }: Props) {
  const { t } = useTranslation('fences')
  const [typed, setTyped] = useState<{ lat?: number | null; lng?: number | null; radius_m?: number | null }>({})
  const now = area
    ? { lat: round(area.center.lat), lng: round(area.center.lng), radius_m: Math.round(area.radius_m) }
    : typed
  const set = (patch: typeof typed) => {
    const next = { ...now, ...patch }
    setTyped(next)
    const { lat, lng, radius_m } = next
    const isWhole = typeof lat === 'number' && typeof lng === 'number' && typeof radius_m === 'number'
    onArea(isWhole ? { center: { lat, lng }, radius_m } : null)
  }
  return (
    <div className={styles.line}>
      <Form.Item label={t('lat')} htmlFor="fence-lat">
        <InputNumber
          id="fence-lat"
          value={now.lat}
          min={-90}
          max={90}
          step={0.001}
          style={{ width: 140 }}
          onChange={(lat) => set({ lat })}
        />
      </Form.Item>
      <Form.Item label={t('lng')} htmlFor="fence-lng">
        <InputNumber
          id="fence-lng"
          value={now.lng}
          min={-180}
          max={180}
          step={0.001}
          style={{ width: 140 }}
          onChange={(lng) => set({ lng })}
        />
      </Form.Item>
      <Form.Item label={t('radius_m')} htmlFor="fence-radius">
        <InputNumber
          id="fence-radius"
          value={now.radius_m}
          min={1}
          max={MAX_RADIUS}
          step={50}
          style={{ width: 140 }}
          onChange={(radius_m) => set({ radius_m })}
        />
      </Form.Item>
    </div>
  )
}

const round = (degrees: number) => Number(degrees.toFixed(6))

function CornerField({ area, onArea }: Props) {
  const { t } = useTranslation('fences')
  const [text, setText] = useState(() => written(area?.vertices ?? []))
  const mine = useRef(area)
  useEffect(() => {
    if (mine.current === area) return // what was typed stays as it was typed
    mine.current = area
    setText(written(area?.vertices ?? []))
  }, [area])
  const read = readCorners(text)
  const type = (next: string) => {
    setText(next)
    const corners = readCorners(next)
    if (!corners) return
    mine.current = corners.length ? polygon(corners) : null
    onArea(mine.current)
  }
  return (
    <Form.Item
      label={t('corners')}
      htmlFor="fence-corners"
      extra={t('corners_note')}
      validateStatus={read ? undefined : 'error'}
      help={read ? undefined : t('corners_wrong')}
    >
      <Input.TextArea id="fence-corners" rows={6} value={text} onChange={(e) => type(e.target.value)} />
    </Form.Item>
  )
}
