import { MinusCircleOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Form, Input, Select } from 'antd'
import dayjs from 'dayjs'
import { useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { codeOf } from '../../../../shared/api/problem'
import { api } from '../../lib/api'
import type { Schemas } from '../../lib/types'
import { useFormat, useWord } from '../../lib/words'
import { useWrite } from '../../lib/write'
import { Problem } from '../../ui/Problem'
import { Side } from '../../ui/Side'
import { keepPlan, templatesQuery } from './api'
import { draftOf, isComplete, type Values, valuesOf } from './draft'
import { FenceField } from './FenceField'
import styles from './plans.module.css'
import { useSentence } from './sentence'
import { Times } from './Times'

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
      onSuccess: (saved) => {
        keepPlan(queries, personId, saved)
        queries.invalidateQueries({ queryKey: ['person'] })
      },
      after: onClose,
      onError: (error) => {
        if (codeOf(error) === 'checkin.plan_changed')
          queries.invalidateQueries({ queryKey: ['person', 'one', personId] })
      },
    },
  )
}

/** One time of a draft; what the calendar or a leave takes away is struck through, with the reason. */
function Occurrence({ of: w }: { of: Schemas['Occurrence'] }) {
  const { t } = useTranslation('plans')
  const format = useFormat()
  const isAsked = w.effect === 'opens' || w.effect === 'without_fence'
  const when = `${format.longDay(w.day)} ${format.weekday(w.day)}`
  const hours = w.is_range
    ? t('drawn_between', { from: format.clock(w.opens_at), to: format.clock(w.due_at) })
    : `${format.clock(w.opens_at)}–${format.clock(w.due_at)}`
  const why = w.effect === 'opens' ? '' : w.name || t(`effect.${w.effect}`)
  return (
    <li data-effect={w.effect}>
      {isAsked ? `${when} ${hours}` : <del>{when}</del>}
      {why ? <small>{why}</small> : null}
    </li>
  )
}

/** What a draft reads like, and its next ten windows; those of a person with the leave that is approved. */
export function Preview({ draft, personId }: { draft: Draft | null; personId?: string }) {
  const { t } = useTranslation('plans')
  const sentence = useSentence()
  const preview = useQuery({
    queryKey: ['plan', 'preview', personId, draft],
    queryFn: () =>
      body(api.POST('/console/v1/plans/preview', { params: { query: { person_id: personId } }, body: draft as Draft })),
    enabled: draft !== null,
    placeholderData: (old) => old,
    retry: false,
  })
  return (
    <aside className={styles.preview}>
      <h2 className="part">{t('reads')}</h2>
      <p>{draft ? sentence(draft) : t('incomplete')}</p>
      <h2 className="part">{t('next_ten')}</h2>
      <Problem error={preview.error} />
      <ol>{draft && preview.data?.windows.map((w) => <Occurrence key={w.opens_at} of={w} />)}</ol>
      {draft && preview.data?.unknown_years.length ? (
        <p className={styles.warn}>{t('unknown_years', { years: preview.data.unknown_years.join('、') })}</p>
      ) : null}
      {draft?.span_minutes ? <p className={styles.hint}>{t('drawn_note')}</p> : null}
    </aside>
  )
}

/** The fields of a plan but for its template; fences are those that serve the unit, or oneself without one. */
export function Fields({ unit }: { unit?: string }) {
  const { t } = useTranslation('plans')
  return (
    <>
      <Form.Item name="title" label={t('name')} rules={[{ required: true, message: t('name_needed') }]}>
        <Input maxLength={60} />
      </Form.Item>
      <Times />
      <Needs unit={unit} />
    </>
  )
}

function Needs({ unit }: { unit?: string }) {
  const { t } = useTranslation('plans')
  const hasLocation = Form.useWatch<boolean>('location')
  const hasFace = Form.useWatch<boolean>('face')
  const hasVoice = Form.useWatch<boolean>('voice')
  return (
    <>
      <div className={styles.line}>
        <Form.Item name="face" valuePropName="checked">
          <Checkbox>{t('face')}</Checkbox>
        </Form.Item>
        <Form.Item name="challenge" valuePropName="checked" tooltip={t('challenge_note')}>
          <Checkbox disabled={!hasFace}>{t('challenge')}</Checkbox>
        </Form.Item>
        <Form.Item name="location" valuePropName="checked">
          <Checkbox>{t('location')}</Checkbox>
        </Form.Item>
      </div>
      <div className={styles.line}>
        <Form.Item name="surroundings" valuePropName="checked">
          <Checkbox>{t('surroundings')}</Checkbox>
        </Form.Item>
        <Form.Item name="voice" valuePropName="checked">
          <Checkbox>{t('voice')}</Checkbox>
        </Form.Item>
        {hasVoice ? (
          <Form.Item name="voice_on_file" valuePropName="checked">
            <Checkbox>{t('voice_on_file')}</Checkbox>
          </Form.Item>
        ) : null}
      </div>
      {hasLocation ? <FenceField unit={unit} /> : null}
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
                <Form.Item name={[field.name, 'show_if']} label={t('show_if')} tooltip={t('show_if_hint')}>
                  <Input maxLength={60} disabled={field.name === 0} />
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

/** Fills the form in from a template of the city. */
export function Templates({ onPick }: { onPick: (draft: Draft) => void }) {
  const { t } = useTranslation('plans')
  const word = useWord()
  const all = useQuery(templatesQuery)
  const items = all.data?.items ?? []
  if (items.length === 0) return null
  return (
    <Form.Item label={t('template')}>
      <Select
        data-testid="plan-template"
        aria-label={t('template')}
        value={null}
        options={items.map((i) => ({ value: i.id, label: `${word('level', i.level)} · ${i.title}` }))}
        onChange={(id) => {
          const picked = items.find((i) => i.id === id)
          if (picked) onPick({ ...picked, starts_on: dayjs().format('YYYY-MM-DD') })
        }}
      />
    </Form.Item>
  )
}

interface Props {
  personId: string
  /** The person's station. */
  unit?: string
  plan: Schemas['Plan'] | null
  onClose: () => void
}

/** Adds or changes a plan, with the sentence it makes and its next ten windows beside it. */
export function PlanForm({ personId, unit, plan, onClose }: Props) {
  const { t } = useTranslation('plans')
  const [form] = Form.useForm<Values>()
  const values = Form.useWatch([], form)
  const draft = useDeferredValue(isComplete(values) ? draftOf(values, plan?.zone) : null)
  const save = useSave(personId, plan, onClose)
  return (
    <Side
      open
      size={920}
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
          {plan ? null : <Templates onPick={(picked) => form.setFieldsValue(valuesOf(picked, ''))} />}
          <Fields unit={unit} />
          <Problem error={save.error} />
        </Form>
        <Preview draft={draft} personId={personId} />
      </div>
    </Side>
  )
}
