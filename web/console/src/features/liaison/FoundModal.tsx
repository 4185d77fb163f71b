import { useQueryClient } from '@tanstack/react-query'
import { Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import { useWord } from '../../lib/words'
import { useWrite } from '../../lib/write'
import { Problem } from '../../ui/Problem'
import { type Found, hows } from './api'

/** Ends a search: how the person was found. What follows from it is decided elsewhere, by people. */
export function FoundModal({ id, done }: { id: string; done: () => void }) {
  const { t } = useTranslation('liaison')
  const common = useTranslation('common')
  const word = useWord()
  const queries = useQueryClient()
  const [how, setHow] = useState<Found['how']>()
  const [note, setNote] = useState('')
  const write = useWrite(
    (found: Found, header) =>
      body(api.POST('/console/v1/lost-contacts/{id}/close', { params: { path: { id }, header }, body: found })),
    {
      onSuccess: () => {
        queries.invalidateQueries({ queryKey: ['lost_contact'] })
        queries.invalidateQueries({ queryKey: ['desk'] })
      },
      after: done,
    },
  )
  return (
    <Modal
      open
      title={t('found')}
      okText={t('found')}
      cancelText={common.t('cancel')}
      okButtonProps={{ disabled: !how || note.trim() === '', loading: write.isPending, id: 'found-ok' }}
      onOk={() => how && write.mutate({ how, note: note.trim() })}
      onCancel={done}
    >
      <p>{t('found_note')}</p>
      <Form layout="vertical" component="div">
        <Form.Item label={t('how')} htmlFor="found-how" required>
          <Select
            id="found-how"
            value={how}
            onChange={setHow}
            options={hows.map((h) => ({ value: h, label: word('found_how', h) }))}
          />
        </Form.Item>
        <Form.Item label={t('result')} htmlFor="found-note" required>
          <Input.TextArea
            id="found-note"
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
