import { useQueryClient } from '@tanstack/react-query'
import { App, Checkbox, Form, Input, InputNumber, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import { useFormat } from '../../lib/words'
import { useWrite } from '../../lib/write'
import { Problem } from '../../ui/Problem'
import { type AreaValues, fenceOf } from './draft'
import { FenceField } from './FenceField'
import styles from './plans.module.css'

interface Values extends AreaValues {
  within: number
  face: boolean
  challenge: boolean
  surroundings: boolean
  voice: boolean
  reason: string
}

interface Props {
  personId: string
  /** The person's station, whose fences may be asked. */
  unit: string
  name: string
  onClose: () => void
}

/** Asks a person to check in now, with the reason for it. */
export function AskNow({ personId, unit, name, onClose }: Props) {
  const { t } = useTranslation('plans')
  const format = useFormat()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [form] = Form.useForm<Values>()
  const hasFace = Form.useWatch('face', form)
  const hasLocation = Form.useWatch('location', form)
  const ask = useWrite(
    (v: Values, header) =>
      body(
        api.POST('/console/v1/persons/{id}/checkins', {
          params: { path: { id: personId }, header },
          body: {
            title: t('ask_default'),
            answer_in_minutes: v.within,
            reason: v.reason.trim(),
            requires: {
              face: v.face,
              challenge: v.face && v.challenge,
              location: v.location,
              surroundings: v.surroundings,
              voice: v.voice,
              fence: fenceOf(v),
            },
          },
        }),
      ),
    {
      onSuccess: () => {
        queries.invalidateQueries({ queryKey: ['person'] })
      },
      after: (request) => {
        message.success(t('ask_done', { time: format.clock(request.due_at) }))
        onClose()
      },
    },
  )
  return (
    <Modal
      open
      title={t('ask_title', { name })}
      width={640}
      okText={t('ask_send')}
      okButtonProps={{ loading: ask.isPending, id: 'ask-ok' }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{
          within: 30,
          face: true,
          challenge: false,
          location: true,
          area: 'none',
          picked: null,
          surroundings: false,
          voice: false,
          reason: '',
        }}
        onFinish={(v) => ask.mutate(v)}
      >
        <Form.Item name="within" label={t('ask_within')}>
          <InputNumber min={10} max={240} step={10} />
        </Form.Item>
        <div className={styles.asks}>
          <Form.Item name="face" valuePropName="checked" noStyle>
            <Checkbox>{t('face')}</Checkbox>
          </Form.Item>
          <Form.Item name="challenge" valuePropName="checked" noStyle>
            <Checkbox disabled={!hasFace}>{t('challenge')}</Checkbox>
          </Form.Item>
          <Form.Item name="location" valuePropName="checked" noStyle>
            <Checkbox>{t('location')}</Checkbox>
          </Form.Item>
          <Form.Item name="surroundings" valuePropName="checked" noStyle>
            <Checkbox>{t('surroundings')}</Checkbox>
          </Form.Item>
          <Form.Item name="voice" valuePropName="checked" noStyle>
            <Checkbox>{t('voice')}</Checkbox>
          </Form.Item>
        </div>
        {hasLocation ? <FenceField unit={unit} /> : null}
        <Form.Item
          name="reason"
          label={t('ask_reason')}
          rules={[{ required: true, whitespace: true, message: t('ask_reason_needed') }]}
        >
          <Input.TextArea rows={2} maxLength={500} data-testid="ask-reason" />
        </Form.Item>
      </Form>
      <Problem error={ask.error} />
    </Modal>
  )
}
