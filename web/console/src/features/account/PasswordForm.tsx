import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import { useWrite } from '../../lib/write'
import { Problem } from '../../ui/Problem'

interface Values {
  old: string
  new: string
  again: string
}

interface Props {
  /** What the password of until now is called, and what the button says. */
  oldLabel: string
  submit: string
  block?: boolean
  onChanged: () => void
}

const MIN = 10

/** Changes one's own password. */
export function PasswordForm({ oldLabel, submit, block, onChanged }: Props) {
  const { t } = useTranslation('account')
  const [form] = Form.useForm<Values>()
  const change = useWrite(
    (v: Values) => body(api.PUT('/console/v1/account/password', { body: { old: v.old, new: v.new } })),
    {
      onSuccess: () => {
        form.resetFields()
        onChanged()
      },
    },
  )
  return (
    <Form<Values> form={form} layout="vertical" requiredMark={false} onFinish={(v) => change.mutate(v)}>
      <Form.Item name="old" label={oldLabel} rules={[{ required: true, message: t('old_needed') }]}>
        <Input.Password autoComplete="current-password" maxLength={128} data-testid="password-old" />
      </Form.Item>
      <Form.Item
        name="new"
        label={t('new')}
        extra={t('new_hint')}
        rules={[{ required: true, min: MIN, message: t('short') }]}
      >
        <Input.Password autoComplete="new-password" maxLength={128} data-testid="password-new" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('again')}
        dependencies={['new']}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, again) =>
              again === getFieldValue('new') ? Promise.resolve() : Promise.reject(new Error(t('different'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={128} data-testid="password-again" />
      </Form.Item>
      <Problem error={change.error} />
      <Button type="primary" htmlType="submit" block={block} loading={change.isPending} data-testid="password-save">
        {submit}
      </Button>
    </Form>
  )
}
