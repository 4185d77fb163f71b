import { useQueryClient } from '@tanstack/react-query'
import { Alert, Form, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { codeOf } from '../../../../shared/api/problem'
import { api } from '../../lib/api'
import { keep } from '../../lib/keep'
import { useWrite } from '../../lib/write'
import { Problem } from '../../ui/Problem'
import { type File, staffQuery } from './api'
import { StaffFields, type Values } from './StaffFields'

/** Changes name, role, unit and sex, and says before when that ends sessions. */
export function ChangeStaff({ file, onClose }: { file: File; onClose: () => void }) {
  const { t } = useTranslation(['staff', 'common'])
  const queries = useQueryClient()
  const [form] = Form.useForm<Values>()
  const role = Form.useWatch('role', form)
  const unit = Form.useWatch('unit_id', form)
  const moves = role !== undefined && (role !== file.role || unit !== file.unit.id)
  const change = useWrite(
    (values: Values & { version: number }, header) =>
      body(
        api.PUT('/console/v1/staff/{id}', {
          params: { path: { id: file.id }, header },
          body: values,
        }),
      ),
    {
      onSuccess: (after) => {
        keep(queries, staffQuery(file.id).queryKey, after)
        queries.invalidateQueries({ queryKey: ['staff', 'list'] })
      },
      after: onClose,
      onError: (error) => {
        if (codeOf(error) === 'staff.changed') queries.invalidateQueries({ queryKey: staffQuery(file.id).queryKey })
      },
    },
  )
  const [begun] = useState(file) // what a colleague has changed since is not written over: it is opened anew
  return (
    <Modal
      open
      title={t('change')}
      okText={t('save')}
      cancelText={t('common:cancel')}
      okButtonProps={{ loading: change.isPending, id: 'staff-change-ok' }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        onFinish={(values) => change.mutate({ ...values, version: begun.version })}
        initialValues={{ name: file.name, role: file.role, unit_id: file.unit.id, sex: file.sex }}
      >
        <StaffFields />
      </Form>
      {moves ? (
        <Alert type="info" showIcon title={t('moves', { name: file.name, count: file.sessions.length })} />
      ) : null}
      <Problem error={change.error} />
    </Modal>
  )
}
