import { useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Form, Input, Select, TreeSelect } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { codeOf } from '../../../../shared/api/problem'
import { api } from '../../lib/api'
import { useUnits } from '../../lib/units'
import { useWord } from '../../lib/words'
import { useWrite } from '../../lib/write'
import { Problem } from '../../ui/Problem'
import { Side } from '../../ui/Side'
import { type Draft, events, kinds, type Partner, partnerQuery } from './api'

interface Props {
  /** Changed instead of registered. */
  partner?: Partner
  /** Called also when the form was left before the answer: the secret is told only once. */
  onDone: (partner: Partner, secret?: string) => void
  /** Closes the form. */
  onCancel: () => void
}

type Fields = Draft & { minors: boolean }

function useSave({ partner, onDone, onCancel }: Props) {
  const queries = useQueryClient()
  return useWrite(
    async ({ minors, minors_reason, version, ...rest }: Fields & { version?: number }, header) => {
      const draft: Draft = { ...rest, minors_reason: minors ? minors_reason : '' }
      if (!partner || version === undefined) return body(api.POST('/console/v1/partners', { body: draft }))
      const params = { path: { id: partner.id }, header }
      const change = { ...draft, version }
      return { partner: await body(api.PUT('/console/v1/partners/{id}', { params, body: change })), secret: undefined }
    },
    {
      onSuccess: (done) => onDone(done.partner, done.secret),
      after: onCancel,
      onError: (error) => {
        if (partner && codeOf(error) === 'partner.changed')
          queries.invalidateQueries({ queryKey: partnerQuery(partner.id).queryKey })
      },
    },
  )
}

/** Registers a partner, or changes what was said of it. */
export function PartnerForm(props: Props) {
  const { partner, onCancel } = props
  const { t } = useTranslation(['partners', 'common'])
  const word = useWord()
  const { tree } = useUnits()
  const save = useSave(props)
  const [begun] = useState(partner) // what a colleague has changed since is not written over: it is opened anew
  const [form] = Form.useForm<Fields>()
  const minors = Form.useWatch('minors', form)
  const must = (message: string) => [{ required: true, whitespace: true, message }]
  return (
    <Side
      open
      size={560}
      title={partner ? t('form_edit') : t('form_add')}
      onClose={onCancel}
      extra={
        <Button type="primary" loading={save.isPending} onClick={() => form.submit()} data-testid="partner-save">
          {partner ? t('save') : t('create')}
        </Button>
      }
    >
      <Problem error={save.error} />
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={
          partner
            ? { ...partner, unit_id: partner.unit.id, minors: partner.minors_reason !== '' }
            : { note: '', minors: false, events: [] }
        }
        onFinish={(fields) =>
          save.mutate({ ...fields, minors_reason: fields.minors_reason ?? '', version: begun?.version })
        }
      >
        <Form.Item name="name" label={t('name')} rules={must(t('need_name'))}>
          <Input maxLength={60} autoFocus />
        </Form.Item>
        <Form.Item name="kind" label={t('kind')} rules={[{ required: true, message: t('need_kind') }]}>
          <Select options={kinds.map((k) => ({ value: k, label: word('partner_kind', k) }))} />
        </Form.Item>
        <Form.Item
          name="unit_id"
          label={t('unit')}
          extra={t('unit_note')}
          rules={[{ required: true, message: t('need_unit') }]}
        >
          <TreeSelect treeData={tree} treeDefaultExpandAll showSearch={{ treeNodeFilterProp: 'title' }} />
        </Form.Item>
        <Form.Item name="url" label={t('url')} rules={must(t('need_url'))}>
          <Input maxLength={500} placeholder={t('url_hint')} inputMode="url" spellCheck={false} />
        </Form.Item>
        <Form.Item
          name="events"
          label={t('events')}
          rules={[
            {
              validator: (_, all: string[]) => (all.length > 0 ? Promise.resolve() : Promise.reject(t('need_events'))),
            },
          ]}
        >
          <Checkbox.Group
            style={{ flexDirection: 'column', gap: 6 }}
            options={events.map((e) => ({ value: e, label: word('partner_event', e) }))}
          />
        </Form.Item>
        <Form.Item name="note" label={t('contact')} extra={t('note_note')}>
          <Input.TextArea maxLength={200} rows={2} />
        </Form.Item>
        <Form.Item name="minors" valuePropName="checked" extra={t('minors_note')}>
          <Checkbox>{t('minors_allow')}</Checkbox>
        </Form.Item>
        {minors ? (
          <Form.Item name="minors_reason" label={t('minors_reason')} rules={must(t('need_reason'))}>
            <Input.TextArea maxLength={200} rows={2} />
          </Form.Item>
        ) : null}
      </Form>
    </Side>
  )
}
