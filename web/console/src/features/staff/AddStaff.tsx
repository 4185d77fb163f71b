import { useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import { useOnlyChoice } from '../../lib/only'
import { useUnits } from '../../lib/units'
import { useWrite } from '../../lib/write'
import { Problem } from '../../ui/Problem'
import { Side } from '../../ui/Side'
import type { First } from './api'
import { StaffFields, type Values } from './StaffFields'

type NewStaff = Values & { username: string }

/** Adds a staff member; the answer brings the first password. */
export function AddStaff({ onClose, onAdded }: { onClose: () => void; onAdded: (first: First) => void }) {
  const { t } = useTranslation(['staff', 'common'])
  const { inside } = useUnits()
  const queries = useQueryClient()
  const [form] = Form.useForm<NewStaff>()
  const only = inside.length === 1 ? inside[0]?.id : undefined
  useOnlyChoice(form, 'unit_id', only)
  const add = useWrite((values: NewStaff) => body(api.POST('/console/v1/staff', { body: values })), {
    onSuccess: (first) => {
      queries.invalidateQueries({ queryKey: ['staff'] })
      onAdded(first) // its password is told only once
    },
    after: onClose,
  })
  return (
    <Side
      open
      size={460}
      title={t('add')}
      onClose={onClose}
      footer={
        <Button type="primary" loading={add.isPending} onClick={() => form.submit()} data-testid="staff-save">
          {t('add_submit')}
        </Button>
      }
    >
      <Form<NewStaff>
        form={form}
        layout="vertical"
        onFinish={(values) => add.mutate({ ...values, username: values.username.trim().toLowerCase() })}
        initialValues={{ sex: '', role: 'officer', unit_id: only }}
      >
        <Form.Item
          name="username"
          label={t('username')}
          extra={t('username_hint')}
          rules={[{ required: true, message: t('common:fill_in', { name: t('username') }) }]}
        >
          <Input maxLength={64} autoComplete="off" autoFocus data-testid="staff-username" />
        </Form.Item>
        <StaffFields />
      </Form>
      <Problem error={add.error} />
    </Side>
  )
}
