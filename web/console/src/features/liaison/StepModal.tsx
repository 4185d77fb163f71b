import { useQueryClient } from '@tanstack/react-query'
import { Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import { useWord } from '../../lib/words'
import { useWrite } from '../../lib/write'
import { Problem } from '../../ui/Problem'
import { type NewStep, recordable, telling } from './api'

/** Records what was done, when it has just been done. */
export function StepModal({ id, proposed, done }: { id: string; proposed: NewStep['kind']; done: () => void }) {
  const { t } = useTranslation('liaison')
  const common = useTranslation('common')
  const word = useWord()
  const queries = useQueryClient()
  const [kind, setKind] = useState(proposed)
  const [informed, setInformed] = useState('')
  const [note, setNote] = useState('')
  const tells = telling.includes(kind)
  const write = useWrite(
    (step: NewStep, header) =>
      body(api.POST('/console/v1/lost-contacts/{id}/steps', { params: { path: { id }, header }, body: step })),
    {
      onSuccess: () => {
        queries.invalidateQueries({ queryKey: ['lost_contact'] })
        queries.invalidateQueries({ queryKey: ['desk'] })
      },
      after: done,
    },
  )
  const ready = note.trim() !== '' && (!tells || informed.trim() !== '')
  return (
    <Modal
      open
      title={t('record')}
      okText={t('record')}
      cancelText={common.t('cancel')}
      okButtonProps={{ disabled: !ready, loading: write.isPending, id: 'step-ok' }}
      onOk={() => write.mutate({ kind, note: note.trim(), informed: informed.trim() || undefined })}
      onCancel={done}
    >
      <Form layout="vertical" component="div">
        <Form.Item label={t('what')} htmlFor="step-kind">
          <Select
            id="step-kind"
            value={kind}
            onChange={setKind}
            options={recordable.map((k) => ({ value: k, label: word('lost_step', k) }))}
          />
        </Form.Item>
        <Form.Item label={t('whom')} htmlFor="step-whom" required={tells}>
          <Input id="step-whom" maxLength={100} value={informed} onChange={(e) => setInformed(e.target.value)} />
        </Form.Item>
        <Form.Item label={t('result')} htmlFor="step-note" required>
          <Input.TextArea
            id="step-note"
            rows={3}
            maxLength={500}
            showCount
            value={note}
            onChange={(e) => setNote(e.target.value)}
          />
        </Form.Item>
      </Form>
      <Problem error={write.error} />
    </Modal>
  )
}
