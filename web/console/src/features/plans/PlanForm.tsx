import { MinusCircleOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, DatePicker, Drawer, Form, Input, InputNumber, Select, TimePicker } from 'antd'
import { useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import type { Schemas } from '../../lib/types'
import { useFormat, useWord } from '../../lib/words'
import { useWrite } from '../../lib/write'
import { Problem } from '../../ui/Problem'
import { draftOf, isComplete, type Values, valuesOf } from './draft'
import styles from './plans.module.css'
import { weekdays } from './rule'
import { useSentence } from './sentence'

type Draft = Schemas['PlanDraft']

function useSave(personId: string, plan: Schemas['Plan'] | null, onClose: () => void) {
  const queries = useQueryClient()
  return useWrite(
    (draft: Draft, header) =>
      plan
        ? body(
            api.PUT('/console/v1/plans/{id}', {
              params: { path: { id: plan.id }, header },
              body: { ...draft, version: plan.version },
            }),
          )
        : body(api.POST('/console/v1/persons/{id}/plans', { params: { path: { id: personId }, header }, body: draft })),
    {
      onSuccess: () => {
        queries.invalidateQueries({ queryKey: ['person'] })
        onClose()
      },
    },
  )
}

function Preview({ draft }: { draft: Draft | null }) {
  const { t } = useTranslation('plans')
  const format = useFormat()
  const sentence = useSentence()
  const preview = useQuery({
    queryKey: ['plan', 'preview', draft],
    queryFn: () => body(api.POST('/console/v1/plans/preview', { body: draft as Draft })),
    enabled: draft !== null,
    placeholderData: (old) => old,
    retry: false,
  })
  return (
    <aside className={styles.preview}>
      <h3>{t('reads')}</h3>
      <p>{draft ? sentence(draft) : t('incomplete')}</p>
      <h3>{t('next_ten')}</h3>
      <Problem error={preview.error} />
      <ol>
        {preview.data?.windows.map((w) => (
          <li key={w.opens_at}>
            {format.longDay(w.day)} {format.weekday(w.day)} {format.clock(w.opens_at)}–{format.clock(w.due_at)}
          </li>
        ))}
      </ol>
    </aside>
  )
}

function Timing() {
  const { t } = useTranslation('plans')
  const word = useWord()
  const freq = Form.useWatch<Values['freq']>('freq')
  return (
    <>
      <div className={styles.line}>
        <Form.Item name="freq" label={t('repeats')}>
          <Select
            style={{ width: 120 }}
            options={[
              { value: 'WEEKLY', label: t('weekly') },
              { value: 'DAILY', label: t('daily') },
            ]}
          />
        </Form.Item>
        <Form.Item name="interval" label={freq === 'DAILY' ? t('interval_days') : t('interval_weeks')}>
          <InputNumber min={1} max={52} style={{ width: 90 }} />
        </Form.Item>
        <Form.Item name="starts_on" label={t('starts_on')}>
          <DatePicker allowClear={false} />
        </Form.Item>
      </div>
      {freq === 'WEEKLY' ? (
        <Form.Item name="days" label={t('days')} rules={[{ required: true, message: t('days_needed') }]}>
          <Checkbox.Group options={weekdays.map((d) => ({ value: d, label: word('weekday', d) }))} />
        </Form.Item>
      ) : null}
      <div className={styles.line}>
        <Form.Item name="opens_at" label={t('opens_at')}>
          <TimePicker format="HH:mm" minuteStep={5} allowClear={false} needConfirm={false} style={{ width: 110 }} />
        </Form.Item>
        <Form.Item name="length_minutes" label={t('length')}>
          <InputNumber min={10} max={1440} step={10} style={{ width: 110 }} />
        </Form.Item>
        <Form.Item name="grace_minutes" label={t('grace_minutes')}>
          <InputNumber min={0} max={720} step={10} style={{ width: 110 }} />
        </Form.Item>
      </div>
    </>
  )
}

function Needs() {
  const { t } = useTranslation('plans')
  const hasLocation = Form.useWatch<boolean>('location')
  return (
    <>
      <div className={styles.line}>
        <Form.Item name="face" valuePropName="checked">
          <Checkbox>{t('face')}</Checkbox>
        </Form.Item>
        <Form.Item name="location" valuePropName="checked">
          <Checkbox>{t('location')}</Checkbox>
        </Form.Item>
      </div>
      {hasLocation ? (
        <div className={styles.line}>
          <Form.Item name="lat" label={t('fence_lat')}>
            <InputNumber min={-90} max={90} step={0.001} style={{ width: 130 }} />
          </Form.Item>
          <Form.Item name="lng" label={t('fence_lng')}>
            <InputNumber min={-180} max={180} step={0.001} style={{ width: 130 }} />
          </Form.Item>
          <Form.Item name="radius_m" label={t('fence_radius')}>
            <InputNumber min={50} max={500000} step={100} style={{ width: 110 }} />
          </Form.Item>
        </div>
      ) : null}
      <Form.List name="questions">
        {(fields, { add, remove }) => (
          <>
            {fields.map((field) => (
              <div key={field.key} className={styles.question}>
                <Form.Item name={[field.name, 'text']} label={t('question')}>
                  <Input maxLength={200} />
                </Form.Item>
                <Form.Item name={[field.name, 'options']} label={t('options')}>
                  <Input maxLength={200} placeholder={t('options_hint')} />
                </Form.Item>
                <Button
                  type="text"
                  icon={<MinusCircleOutlined />}
                  aria-label={t('question_remove')}
                  onClick={() => remove(field.name)}
                />
              </div>
            ))}
            <Button
              size="small"
              icon={<PlusOutlined />}
              onClick={() => add({ text: '' })}
              disabled={fields.length >= 20}
            >
              {t('question_add')}
            </Button>
          </>
        )}
      </Form.List>
    </>
  )
}

interface Props {
  personId: string
  plan: Schemas['Plan'] | null
  onClose: () => void
}

/** Adds or changes a plan, with the sentence it makes and its next ten windows beside it. */
export function PlanForm({ personId, plan, onClose }: Props) {
  const { t } = useTranslation('plans')
  const [form] = Form.useForm<Values>()
  const values = Form.useWatch([], form)
  const draft = useDeferredValue(isComplete(values) ? draftOf(values, plan?.zone) : null)
  const save = useSave(personId, plan, onClose)
  return (
    <Drawer
      open
      size={860}
      title={plan ? t('edit_title') : t('add_title')}
      onClose={onClose}
      footer={
        <Button
          type="primary"
          disabled={!draft}
          loading={save.isPending}
          onClick={() => form.submit()}
          data-testid="plan-save"
        >
          {t('save')}
        </Button>
      }
    >
      <div className={styles.editor}>
        <Form<Values>
          form={form}
          layout="vertical"
          initialValues={valuesOf(plan, t('default_title'))}
          onFinish={(v) => save.mutate(draftOf(v, plan?.zone))}
        >
          <Form.Item name="title" label={t('name')} rules={[{ required: true, message: t('name_needed') }]}>
            <Input maxLength={60} />
          </Form.Item>
          <Timing />
          <Needs />
          <Problem error={save.error} />
        </Form>
        <Preview draft={draft} />
      </div>
    </Drawer>
  )
}
