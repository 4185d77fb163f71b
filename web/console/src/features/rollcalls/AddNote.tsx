import { EditOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import { useSession } from '../../lib/session'
import { useWrite } from '../../lib/write'
import { Problem } from '../../ui/Problem'
import { ReasonModal } from '../../ui/ReasonModal'
import { type Detail, isRunning, rollCallQuery } from './api'

/** Keeps an officer's words on one person, until the sheet is sealed. */
export function AddNote({ rollCall, personId, name }: { rollCall: Detail; personId: string; name: string }) {
  const { t } = useTranslation('rollplan')
  const { may } = useSession()
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const add = useWrite(
    (text: string, header) =>
      body(
        api.POST('/console/v1/roll-calls/{id}/invitees/{person_id}/notes', {
          params: { path: { id: rollCall.id, person_id: personId }, header },
          body: { text },
        }),
      ),
    {
      onSuccess: () => {
        queries.invalidateQueries({ queryKey: rollCallQuery(rollCall.id).queryKey })
      },
      after: () => setAsking(false),
    },
  )
  if (!may('rollcall.run') || !(isRunning(rollCall.state) || rollCall.state === 'closed')) return null
  return (
    <>
      <Button
        size="small"
        type="text"
        icon={<EditOutlined />}
        aria-label={t('note_for', { name })}
        title={t('note_for', { name })}
        onClick={() => setAsking(true)}
        data-testid={`note-${personId}`}
      />
      {asking ? (
        <ReasonModal
          title={t('note_for', { name })}
          note={t('note_note')}
          okText={t('note_save')}
          draft={`rollcall-note:${rollCall.id}:${personId}`}
          busy={add.isPending}
          error={<Problem error={add.error} />}
          onOk={(text) => add.mutate(text)}
          onCancel={() => {
            add.reset()
            setAsking(false)
          }}
        />
      ) : null}
    </>
  )
}
