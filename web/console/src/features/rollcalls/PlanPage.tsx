import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { App, Button, Form, Input, Radio, Select, Skeleton, Switch } from 'antd'
import dayjs from 'dayjs'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import { useOnlyChoice } from '../../lib/only'
import type { Schemas } from '../../lib/types'
import { useUnits } from '../../lib/units'
import { useUrl } from '../../lib/url'
import { useWord } from '../../lib/words'
import { useWrite } from '../../lib/write'
import { MomentField } from '../../ui/DayField'
import { Page, Panel } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { audiences, type Detail, pickQuery, rollCallQuery } from './api'
import { Preview } from './Preview'
import { bodyOf, type Draft, draftOf, notices, orders } from './plan'
import styles from './plan.module.css'

/** Picks persons of the unit by name or number. */
function PickPersons({ unit, ...field }: { unit?: string; value?: string[]; onChange?: (ids: string[]) => void }) {
  const { t } = useTranslation('rollplan')
  const [q, setQ] = useState('')
  const found = useQuery(pickQuery(q, unit))
  const options = (found.data?.items ?? []).map((p) => ({ value: p.id, label: `${p.name || t('minor')} ${p.number}` }))
  return (
    <Select
      {...field}
      mode="multiple"
      showSearch={{ filterOption: false, onSearch: setQ }}
      loading={found.isFetching}
      placeholder={t('pick_hint')}
      options={options}
      data-testid="plan-persons"
    />
  )
}

function useSave(planned: Detail | undefined) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const { t } = useTranslation('rollplan')
  return useWrite(
    (draft: Schemas['NewRollCall'], header) =>
      planned
        ? body(
            api.PUT('/console/v1/roll-calls/{id}/plan', {
              params: { path: { id: planned.id }, header },
              body: draft,
            }),
          )
        : body(api.POST('/console/v1/roll-calls', { params: { header }, body: draft })),
    {
      onSuccess: () => {
        queries.invalidateQueries({ queryKey: ['rollcall'] })
      },
      after: (rc) => {
        message.success(t(rc.state === 'lobby' ? 'started' : 'saved'))
        navigate({ to: rc.state === 'lobby' ? '/roll-calls/$id/live' : '/roll-calls/$id', params: { id: rc.id } })
      },
    },
  )
}

function PlanForm({ planned }: { planned?: Detail }) {
  const { t } = useTranslation('rollplan')
  const common = useTranslation('common')
  const word = useWord()
  const { inside, stations } = useUnits()
  const [search] = useUrl()
  const [form] = Form.useForm<Draft>()
  const initial = useMemo(() => {
    const picked = inside.find((u) => u.id === search.unit && u.kind !== 'city')
    return draftOf(planned, picked?.id ?? (stations.length === 1 ? stations[0]?.id : undefined))
  }, [planned, inside, stations, search.unit])
  useOnlyChoice(form, 'station_id', initial.station_id)
  const draft = { ...initial, ...(Form.useWatch([], form) as Partial<Draft> | undefined) }
  const sent = bodyOf(draft)
  const save = useSave(planned)
  const isSpot = draft.whom === 'spot'
  const isLater = draft.when === 'later' && !isSpot
  const required = (name: string) => [{ required: true, message: common.t('fill_in', { name }) }]
  return (
    <div className={styles.two}>
      <Panel>
        <Form<Draft>
          form={form}
          layout="vertical"
          initialValues={initial}
          onFinish={() => {
            if (sent) save.mutate(sent)
          }}
        >
          <Form.Item name="arranged" hidden>
            <Select mode="multiple" />
          </Form.Item>
          <Form.Item name="station_id" label={t('unit')} rules={required(t('unit'))}>
            <Select
              disabled={planned !== undefined}
              showSearch={{ optionFilterProp: 'label' }}
              data-testid="plan-unit"
              options={inside
                .filter((u) => u.kind !== 'city')
                .map((u) => ({
                  value: u.id,
                  label: u.kind === 'district' ? t('whole_district', { name: u.name }) : u.name,
                }))}
            />
          </Form.Item>
          <Form.Item name="whom" label={t('whom')} extra={isSpot ? t('spot_note') : undefined}>
            <Radio.Group
              options={[
                { value: 'all', label: t('everybody') },
                { value: 'chosen', label: word('rollcall_kind', 'chosen') },
                { value: 'spot', label: word('rollcall_kind', 'spot'), disabled: planned !== undefined },
              ]}
            />
          </Form.Item>
          {draft.whom !== 'all' ? (
            <Form.Item name="person_ids" label={t('persons')} rules={required(t('persons'))}>
              <PickPersons unit={draft.station_id} />
            </Form.Item>
          ) : null}
          <Form.Item name="audience" label={t('audience')} extra={t('audience_note')}>
            <Radio.Group options={audiences.map((a) => ({ value: a, label: word('audience', a) }))} />
          </Form.Item>
          <Form.Item name="title" label={t('title')}>
            <Input maxLength={60} placeholder={t('title_hint')} data-testid="plan-title" />
          </Form.Item>
          {planned || isSpot ? null : (
            <Form.Item name="when" label={t('when')}>
              <Radio.Group
                options={[
                  { value: 'later', label: t('later') },
                  { value: 'now', label: t('now') },
                ]}
              />
            </Form.Item>
          )}
          {isLater ? (
            <>
              <Form.Item name="starts_at" label={t('starts_at')} rules={required(t('starts_at'))}>
                <MomentField minDate={dayjs()} data-testid="plan-starts" />
              </Form.Item>
              <Form.Item name="notify_minutes" label={t('notify')} extra={t('notify_note')}>
                <Select options={notices.map((n) => ({ value: n, label: t(`notice.${n}`) }))} />
              </Form.Item>
            </>
          ) : null}
          <Form.Item name="order" label={t('order')} extra={draft.order === 'hand' ? t('hand_note') : undefined}>
            <Radio.Group options={orders.map((o) => ({ value: o, label: word('call_order', o) }))} />
          </Form.Item>
          <Form.Item name="is_auto" label={t('auto')} valuePropName="checked" extra={t('auto_note')}>
            <Switch />
          </Form.Item>
          <Form.Item name="is_recorded" label={t('record')} valuePropName="checked" extra={t('record_note')}>
            <Switch />
          </Form.Item>
          <Problem error={save.error} />
          <div className={styles.buttons}>
            <Button type="primary" htmlType="submit" loading={save.isPending} data-testid="plan-save">
              {isLater ? t('save') : t('start_now')}
            </Button>
          </div>
        </Form>
      </Panel>
      <Preview draft={sent} onArrange={(ids) => form.setFieldValue('arranged', ids)} />
    </div>
  )
}

/** Plans a roll call, or starts one of chosen persons; with an id it changes a planned one. */
export function PlanPage() {
  const { t } = useTranslation('rollplan')
  const { id } = useParams({ strict: false })
  const planned = useQuery({ ...rollCallQuery(id ?? ''), enabled: id !== undefined })
  const { inside } = useUnits()
  return (
    <Page title={t(id ? 'edit_title' : 'plan_title')} note={t('plan_note')}>
      <Problem error={planned.error} retry={() => planned.refetch()} />
      {(id && !planned.data) || inside.length === 0 ? <Skeleton active /> : <PlanForm planned={planned.data} />}
    </Page>
  )
}
