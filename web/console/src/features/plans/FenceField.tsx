import { useQuery } from '@tanstack/react-query'
import { Form, InputNumber, Select } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { areaOf, asBackground, servingQuery } from '../../lib/fences'
import type { Schemas } from '../../lib/types'
import { MapBox } from '../../ui/MapBox'
import type { MapShape } from '../../ui/mapScene'
import { type AreaValues, areaKey, fenceOf } from './draft'
import styles from './plans.module.css'

type Fence = Schemas['Fence']

/** What may be chosen: fences as they are now, and the copy that the plan has when it is another one. */
function useChoices(unit: string | undefined, picked: Fence | null | undefined) {
  const { t } = useTranslation('plans')
  const fences = useQuery(servingQuery('fence', unit))
  return useMemo(() => {
    const now: [string, Fence, string][] = (fences.data?.items ?? []).map((f) => {
      const made: Fence = { ...areaOf(f.area), from: { id: f.id, name: f.name, version: f.version } }
      return [areaKey(made), made, `${f.name} · ${f.unit.name}`]
    })
    const key = picked ? areaKey(picked) : ''
    if (picked && !now.some(([k]) => k === key)) {
      const label = picked.from
        ? t('area_older', { name: picked.from.name, n: picked.from.version })
        : t('area_kept', { count: picked.vertices?.length ?? 0 })
      now.unshift([key, picked, label])
    }
    return now
  }, [fences.data, picked, t])
}

/** Where the person should be, in a form that holds AreaValues: a named fence, or a circle in figures, and a map of it. */
export function FenceField({ unit }: { unit?: string }) {
  const { t } = useTranslation('plans')
  const form = Form.useFormInstance<AreaValues>()
  const values = Form.useWatch((v: AreaValues) => v, { form, preserve: true })
  const choices = useChoices(unit, form.getFieldValue('picked'))
  const boundaries = useQuery(servingQuery('boundary', unit))
  const fence = values ? fenceOf({ ...values, picked: values.picked ?? form.getFieldValue('picked') }) : undefined
  const seen = fence ? JSON.stringify([fence.center, fence.radius_m, fence.vertices, fence.from?.name]) : ''
  const shapes = useMemo<MapShape[]>(() => {
    if (!seen) return []
    const [center, radius_m, vertices, name] = JSON.parse(seen)
    const own: MapShape = {
      id: seen,
      name: name ?? t('area'),
      area: areaOf({ center, radius_m, vertices }),
      look: 'fence',
    }
    return [...asBackground(boundaries.data?.items), own]
  }, [seen, boundaries.data, t])
  const choose = (key: string) => form.setFieldValue('picked', choices.find(([k]) => k === key)?.[1] ?? null)
  return (
    <>
      <div className={styles.line}>
        <Form.Item name="area" label={t('area')}>
          <Select
            style={{ width: 300 }}
            data-testid="plan-area"
            showSearch={{ optionFilterProp: 'label' }}
            onChange={choose}
            options={[
              { value: 'none', label: t('area_none') },
              { value: 'typed', label: t('area_typed') },
              ...choices.map(([value, , label]) => ({ value, label })),
            ]}
          />
        </Form.Item>
        <Form.Item name="picked" hidden>
          <input type="hidden" />
        </Form.Item>
        {values?.area && values.area !== 'none' ? (
          <Form.Item name="keep" label={t('keep')} initialValue="inside">
            <Select
              style={{ width: 170 }}
              options={[
                { value: 'inside', label: t('keep_inside') },
                { value: 'outside', label: t('keep_outside') },
              ]}
            />
          </Form.Item>
        ) : null}
      </div>
      {values?.area === 'typed' ? <Figures /> : null}
      {fence ? <MapBox title={t('area_map')} shapes={shapes} height={260} /> : null}
    </>
  )
}

function Figures() {
  const { t } = useTranslation('plans')
  const rules = [{ required: true, message: t('area_needed') }]
  return (
    <div className={styles.line}>
      <Form.Item name="lat" label={t('fence_lat')} rules={rules}>
        <InputNumber min={-90} max={90} step={0.001} style={{ width: 130 }} />
      </Form.Item>
      <Form.Item name="lng" label={t('fence_lng')} rules={rules}>
        <InputNumber min={-180} max={180} step={0.001} style={{ width: 130 }} />
      </Form.Item>
      <Form.Item name="radius_m" label={t('fence_radius')} rules={rules}>
        <InputNumber min={50} max={500000} step={100} style={{ width: 110 }} />
      </Form.Item>
    </div>
  )
}
