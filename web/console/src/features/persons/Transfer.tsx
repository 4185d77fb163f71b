import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import { useSession } from '../../lib/session'
import type { Schemas } from '../../lib/types'
import { useUnits } from '../../lib/units'
import { useSeen, useWrite } from '../../lib/write'
import { Problem } from '../../ui/Problem'
import { keepFacts, type PersonFile } from './api'

type Values = Pick<Schemas['Transfer'], 'station_id' | 'reason'>
type Sent = Schemas['Transfer']

/** Hands a person over to another station. Offered only to those who are in charge of more than one. */
export function Transfer({ person }: { person: PersonFile }) {
  const { t } = useTranslation('persons')
  const { may } = useSession()
  const { stations } = useUnits()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const [form] = Form.useForm<Values>()
  const transfer = useWrite(
    (sent: Sent, header) =>
      body(api.POST('/console/v1/persons/{id}/transfer', { params: { path: { id: person.id }, header }, body: sent })),
    {
      onSuccess: (moved) => {
        keepFacts(queries, moved)
        for (const noun of ['person', 'desk', 'checkin', 'attendance']) queries.invalidateQueries({ queryKey: [noun] })
      },
      after: (moved) => {
        message.success(t('transfer_done', { station: moved.station.name }))
        setOpen(false)
      },
    },
  )
  const seen = useSeen(person, transfer.error, open)
  const others = stations.filter((u) => u.id !== seen.station.id)
  if (!may('person.write') || others.length === 0) return null
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)} data-testid="transfer">
        {t('transfer')}
      </Button>
      <Modal
        open={open}
        title={t('transfer_title', { name: person.name })}
        okText={t('transfer')}
        okButtonProps={{ loading: transfer.isPending, id: 'transfer-ok' }}
        onOk={() => form.submit()}
        onCancel={() => {
          transfer.reset()
          setOpen(false)
        }}
      >
        <p>{t('transfer_note')}</p>
        <Form<Values>
          form={form}
          layout="vertical"
          onFinish={(v) => transfer.mutate({ ...v, reason: v.reason.trim(), version: seen.version })}
        >
          <Form.Item
            name="station_id"
            label={t('transfer_to')}
            rules={[{ required: true, message: t('transfer_needed') }]}
          >
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={others.map((u) => ({ value: u.id, label: u.name }))}
            />
          </Form.Item>
          <Form.Item
            name="reason"
            label={t('transfer_reason')}
            rules={[{ required: true, whitespace: true, message: t('transfer_needed') }]}
          >
            <Input.TextArea rows={2} maxLength={500} />
          </Form.Item>
        </Form>
        <Problem error={transfer.error} />
      </Modal>
    </>
  )
}
