import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import { useSession } from '../../lib/session'
import { useWrite } from '../../lib/write'
import { Problem } from '../../ui/Problem'
import { ReasonModal } from '../../ui/ReasonModal'

/** Begins to look for a person, with what is known. */
export function LookFor({ personId }: { personId: string }) {
  const { t } = useTranslation('liaison')
  const { may } = useSession()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const path = { id: personId }
  const open = useWrite(
    (reason: string, header) =>
      body(api.POST('/console/v1/persons/{id}/lost-contact', { params: { path, header }, body: { reason } })),
    {
      onSuccess: () => {
        queries.invalidateQueries({ queryKey: ['lost_contact'] })
      },
      after: (search) => navigate({ to: '/lost-contacts', search: { item: search.id } as never }),
    },
  )
  if (!may('liaison.act')) return null
  return (
    <>
      <Button onClick={() => setAsking(true)} data-testid="look-for">
        {t('look_for')}
      </Button>
      {asking ? (
        <ReasonModal
          title={t('look_for')}
          note={t('look_for_note')}
          okText={t('look_for')}
          draft={`look-for:${personId}`}
          busy={open.isPending}
          error={<Problem error={open.error} />}
          onOk={(reason) => open.mutate(reason)}
          onCancel={() => {
            open.reset()
            setAsking(false)
          }}
        />
      ) : null}
    </>
  )
}
