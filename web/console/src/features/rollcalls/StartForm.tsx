import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type ButtonProps, Form, Input, Modal, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import { useOnlyChoice } from '../../lib/only'
import type { Schemas } from '../../lib/types'
import { useUnits } from '../../lib/units'
import { useUrl } from '../../lib/url'
import { useWord } from '../../lib/words'
import { useWrite } from '../../lib/write'
import { Problem } from '../../ui/Problem'
import { audiences } from './api'

/** Starts a roll call: phones begin to ring at once. */
export function StartForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('rollcalls')
  const common = useTranslation('common')
  const word = useWord()
  const { stations } = useUnits()
  const [search] = useUrl()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [form] = Form.useForm<Schemas['NewRollCall']>()
  const start = useWrite(
    (draft: Schemas['NewRollCall'], header) =>
      body(api.POST('/console/v1/roll-calls', { params: { header }, body: draft })),
    {
      onSuccess: () => {
        queries.invalidateQueries({ queryKey: ['rollcall'] })
      },
      after: (rollCall) => navigate({ to: '/roll-calls/$id/live', params: { id: rollCall.id } }),
    },
  )
  const picked = stations.find((u) => u.id === search.unit) ?? (stations.length === 1 ? stations[0] : undefined)
  useOnlyChoice(form, 'station_id', picked?.id)
  return (
    <Modal
      open
      title={t('start_title')}
      okText={t('start')}
      cancelText={common.t('cancel')}
      okButtonProps={{ loading: start.isPending, 'data-testid': 'rollcall-start-submit' } as ButtonProps}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>{t('start_note')}</p>
      <Form<Schemas['NewRollCall']>
        form={form}
        layout="vertical"
        initialValues={{ audience: 'adults', station_id: picked?.id }}
        onFinish={(values) => start.mutate({ ...values, title: values.title?.trim() ?? '' })}
      >
        <Form.Item
          name="station_id"
          label={t('station')}
          rules={[{ required: true, message: common.t('fill_in', { name: t('station') }) }]}
        >
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            data-testid="rollcall-station"
            options={stations.map((u) => ({ value: u.id, label: u.name }))}
          />
        </Form.Item>
        <Form.Item name="audience" label={t('audience')} extra={t('audience_note')}>
          <Radio.Group options={audiences.map((a) => ({ value: a, label: word('audience', a) }))} />
        </Form.Item>
        <Form.Item name="title" label={t('name')}>
          <Input maxLength={60} placeholder={t('name_hint')} data-testid="rollcall-title" />
        </Form.Item>
      </Form>
      <Problem error={start.error} />
    </Modal>
  )
}
