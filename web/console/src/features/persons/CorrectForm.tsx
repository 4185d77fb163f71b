import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, type FormInstance, Input } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { ApiProblem, codeOf, sentence } from '../../../../shared/api/problem'
import { api } from '../../lib/api'
import type { Schemas } from '../../lib/types'
import { useSeen, useWrite } from '../../lib/write'
import { DayField } from '../../ui/DayField'
import { Problem } from '../../ui/Problem'
import { Side } from '../../ui/Side'
import { keepFacts, type PersonFile } from './api'
import { FactFields, useNeeded } from './FactFields'

type Sent = Schemas['Correction']
type Values = Omit<Sent, 'born_on' | 'term_from' | 'term_to' | 'version' | 'phone'> & {
  phone: string
  born_on: Dayjs
  term_from: Dayjs
  term_to: Dayjs
}
type Field = keyof Values

const date = (d: Dayjs) => d.format('YYYY-MM-DD')

const valuesOf = (p: PersonFile): Omit<Values, 'reason'> => ({
  name: p.name,
  number: p.number,
  sex: p.sex,
  born_on: dayjs(p.born_on),
  category: p.category,
  level: p.level,
  phone: p.phone,
  term_from: dayjs(p.term_from),
  term_to: dayjs(p.term_to),
})

const sentOf = ({ born_on, term_from, term_to, ...rest }: Values, version: number): Sent => ({
  ...rest,
  reason: rest.reason.trim(),
  born_on: date(born_on),
  term_from: date(term_from),
  term_to: date(term_to),
  version,
})

/** The fields of the form that a refusal is about. */
function wrongFields(error: unknown): Field[] {
  if (codeOf(error) === 'person.number_taken') return ['number']
  if (codeOf(error) === 'person.correction_invalid') return ['reason']
  if (!(error instanceof ApiProblem)) return []
  return (error.problem.errors ?? []).map(({ path }) => (path.split('.').at(-1) ?? '') as Field)
}

function useCorrect(person: PersonFile, onClose: () => void) {
  const { t } = useTranslation('persons')
  const { message } = App.useApp()
  const queries = useQueryClient()
  return useWrite(
    (sent: Sent, header) =>
      body(api.PUT('/console/v1/persons/{id}/facts', { params: { path: { id: person.id }, header }, body: sent })),
    {
      onSuccess: (next) => {
        keepFacts(queries, next)
        queries.invalidateQueries({ queryKey: ['person'] })
      },
      after: () => {
        message.success(t('correct_done'))
        onClose()
      },
      onError: (error) => {
        if (codeOf(error) === 'person.changed') queries.invalidateQueries({ queryKey: ['person', 'one', person.id] })
      },
    },
  )
}

/** Shows at each field that a refusal is about what is wrong with it. */
function useWrong(form: FormInstance<Values>, error: unknown) {
  const { t, i18n } = useTranslation('persons')
  useEffect(() => {
    const general = codeOf(error) === 'person.invalid' || codeOf(error) === 'request.invalid'
    const text = general ? t('correct_wrong') : sentence(i18n, error)
    const wrong = wrongFields(error)
    form.setFields(wrong.map((name) => ({ name, errors: [text] })))
    if (wrong[0]) form.focusField(wrong[0])
  }, [form, error, t, i18n])
}

interface Props {
  person: PersonFile
  onClose: () => void
}

/** Corrects what is recorded of a person. What somebody else has stored meanwhile takes the place of what was written. */
export function CorrectForm({ person, onClose }: Props) {
  const { t } = useTranslation('persons')
  const [form] = Form.useForm<Values>()
  const correct = useCorrect(person, onClose)
  const seen = useSeen(person, correct.error)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another version takes the place of what was written
  useEffect(() => form.setFieldsValue(valuesOf(seen)), [form, seen.version])
  useWrong(form, correct.error)
  return (
    <Side
      open
      size={460}
      title={t('correct_title', { name: seen.name })}
      onClose={onClose}
      footer={
        <Button type="primary" loading={correct.isPending} onClick={() => form.submit()} data-testid="correct-save">
          {t('save')}
        </Button>
      }
    >
      <p>{t('correct_note')}</p>
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={valuesOf(seen)}
        onFinish={(v) => correct.mutate(sentOf(v, seen.version))}
      >
        <Fields />
      </Form>
      <Problem error={correct.error} />
      {codeOf(correct.error) === 'person.changed' ? <p>{t('correct_reloaded')}</p> : null}
    </Side>
  )
}

function Fields() {
  const { t } = useTranslation('persons')
  const { chosen, written } = useNeeded()
  return (
    <>
      <FactFields />
      <Form.Item name="term_from" label={t('term_from')} rules={chosen(t('term_from'))}>
        <DayField style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="term_to" label={t('term_to')} rules={chosen(t('term_to'))} extra={t('correct_term')}>
        <DayField style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="reason" label={t('correct_reason')} rules={written(t('correct_reason'))}>
        <Input.TextArea rows={2} maxLength={500} placeholder={t('correct_hint')} data-testid="correct-reason" />
      </Form.Item>
    </>
  )
}
