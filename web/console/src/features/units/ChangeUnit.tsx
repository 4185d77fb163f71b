import { useQueryClient } from '@tanstack/react-query'
import { Alert, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { codeOf } from '../../../../shared/api/problem'
import { api } from '../../lib/api'
import { withItem } from '../../lib/keep'
import { sessionQuery, unitsQuery } from '../../lib/session'
import { useSeen, useWrite } from '../../lib/write'
import { Problem } from '../../ui/Problem'
import { isTelephone, type Unit } from './list'

interface Values {
  name: string
  telephone: string
}

/** Renames a unit and sets its office's telephone. */
export function ChangeUnit({ unit, onClose }: { unit: Unit; onClose: () => void }) {
  const { t } = useTranslation(['units', 'common', 'problems'])
  const queries = useQueryClient()
  const [form] = Form.useForm<Values>()
  const [first] = useState(unit)
  const change = useWrite(
    (values: Values & { version: number }, header) =>
      body(api.PUT('/console/v1/units/{id}', { params: { path: { id: unit.id }, header }, body: values })),
    {
      onSuccess: (next) => {
        queries.setQueryData(unitsQuery.queryKey, (list) => withItem(list, next))
        queries.invalidateQueries({ queryKey: unitsQuery.queryKey })
        queries.invalidateQueries({ queryKey: sessionQuery.queryKey }) // which names one's own unit
      },
      after: onClose,
      onError: (error) => {
        if (codeOf(error) === 'org.changed') queries.invalidateQueries({ queryKey: unitsQuery.queryKey })
      },
    },
  )
  const seen = useSeen(unit, change.error)
  return (
    <Modal
      open
      title={t('change_one', { name: first.name })}
      okText={t('save')}
      cancelText={t('common:cancel')}
      okButtonProps={{ loading: change.isPending, id: 'unit-change-ok' }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        onFinish={({ name, telephone }) =>
          change.mutate({ name: name.trim(), telephone: telephone.trim(), version: seen.version })
        }
        initialValues={{ name: first.name, telephone: first.telephone }}
      >
        <Form.Item
          name="name"
          label={t('name')}
          rules={[{ required: true, whitespace: true, message: t('common:fill_in', { name: t('name') }) }]}
        >
          <Input maxLength={60} autoComplete="off" data-testid="unit-name" />
        </Form.Item>
        <Form.Item
          name="telephone"
          label={t('telephone')}
          extra={t('telephone_hint')}
          rules={[
            {
              validator: async (_, text: string) => {
                if (!isTelephone(text.trim())) throw new Error(t('problems:org.telephone_invalid'))
              },
            },
          ]}
        >
          <Input
            type="tel"
            maxLength={20}
            autoComplete="off"
            data-testid="unit-telephone"
            onPressEnter={() => form.submit()}
          />
        </Form.Item>
      </Form>
      {unit.version === first.version ? null : (
        <Alert
          type="info"
          showIcon
          title={t('now', { name: unit.name, telephone: unit.telephone || t('none') })}
          data-testid="unit-now"
        />
      )}
      <Problem error={change.error} />
    </Modal>
  )
}
