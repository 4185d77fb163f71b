import { useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { codeOf } from '../../../../shared/api/problem'
import { api } from '../../lib/api'
import { useSeen, useWrite } from '../../lib/write'
import { Problem } from '../../ui/Problem'
import { ReasonModal } from '../../ui/ReasonModal'
import { type File, type First, staffQuery } from './api'
import { ChangeStaff } from './ChangeStaff'
import styles from './staff.module.css'

interface Props {
  file: File
  /** One's own name may be changed; nothing else of oneself here. */
  isSelf: boolean
  onDone: (after: File) => void
  onFirst: (first: First) => void
}

type Asking = 'change' | 'reset' | 'unlink' | 'reason'

/** What can be done to a staff member. Each says before what will happen. */
export function Acts({ file, isSelf, onDone, onFirst }: Props) {
  const { t } = useTranslation('staff')
  const [asking, setAsking] = useState<Asking | null>(null)
  const close = () => setAsking(null)
  return (
    <div className={styles.actions}>
      <Button onClick={() => setAsking('change')} data-testid="staff-change">
        {t('change')}
      </Button>
      {isSelf ? null : (
        <>
          {file.is_active ? (
            <Button onClick={() => setAsking('reset')} data-testid="staff-reset">
              {t('reset')}
            </Button>
          ) : null}
          {file.is_linked ? (
            <Button onClick={() => setAsking('unlink')} data-testid="staff-unlink">
              {t('unlink')}
            </Button>
          ) : null}
          <Button danger={file.is_active} onClick={() => setAsking('reason')} data-testid="staff-active">
            {t(file.is_active ? 'deactivate' : 'reactivate')}
          </Button>
        </>
      )}
      {asking === 'change' ? <ChangeStaff file={file} onClose={close} /> : null}
      {asking === 'reset' ? <Reset file={file} onClose={close} onDone={onDone} onFirst={onFirst} /> : null}
      {asking === 'unlink' ? <Unlink file={file} onClose={close} onDone={onDone} /> : null}
      {asking === 'reason' ? <Activity file={file} onClose={close} onDone={onDone} /> : null}
    </div>
  )
}

interface Ask {
  file: File
  onClose: () => void
  onDone: (after: File) => void
}

function Reset({ file, onClose, onDone, onFirst }: Ask & { onFirst: (first: First) => void }) {
  const { t } = useTranslation(['staff', 'common'])
  const reset = useWrite(
    (_: null) => body(api.POST('/console/v1/staff/{id}/password', { params: { path: { id: file.id } } })),
    {
      onSuccess: (first) => {
        onDone(first.staff)
        onFirst(first) // its password is told only once
      },
      after: onClose,
    },
  )
  return (
    <Modal
      open
      title={t('reset_title', { name: file.name })}
      okText={t('reset')}
      cancelText={t('common:cancel')}
      okButtonProps={{ loading: reset.isPending, id: 'staff-reset-ok' }}
      onOk={() => reset.mutate(null)}
      onCancel={onClose}
    >
      <p>{t('reset_text', { name: file.name, count: file.sessions.length })}</p>
      <Problem error={reset.error} />
    </Modal>
  )
}

function Unlink({ file, onClose, onDone }: Ask) {
  const { t } = useTranslation(['staff', 'common'])
  const unlink = useWrite(
    (_: null, header) => body(api.POST('/console/v1/staff/{id}/unlink', { params: { path: { id: file.id }, header } })),
    {
      onSuccess: onDone,
      after: onClose,
    },
  )
  return (
    <Modal
      open
      title={t('unlink_title', { name: file.name })}
      okText={t('unlink')}
      cancelText={t('common:cancel')}
      okButtonProps={{ loading: unlink.isPending, id: 'staff-unlink-ok' }}
      onOk={() => unlink.mutate(null)}
      onCancel={onClose}
    >
      <p>{t('unlink_text', { name: file.name, count: file.sessions.length })}</p>
      <Problem error={unlink.error} />
    </Modal>
  )
}

function Activity({ file, onClose, onDone }: Ask) {
  const { t } = useTranslation('staff')
  const queries = useQueryClient()
  const send = useWrite(
    ({ isActive, ...change }: { reason: string; version: number; isActive: boolean }, header) =>
      body(
        api.POST(isActive ? '/console/v1/staff/{id}/deactivate' : '/console/v1/staff/{id}/reactivate', {
          params: { path: { id: file.id }, header },
          body: change,
        }),
      ),
    {
      onSuccess: onDone,
      after: onClose,
      onError: (error) => {
        if (codeOf(error) === 'staff.changed') queries.invalidateQueries({ queryKey: staffQuery(file.id).queryKey })
      },
    },
  )
  // an answer that was lost must not turn the act into its opposite
  const { name, is_active: isActive, version, sessions } = useSeen(file, send.error)
  return (
    <ReasonModal
      title={isActive ? t('deactivate_title', { name }) : t('reactivate_title', { name })}
      note={isActive ? t('deactivate_text', { name, count: sessions.length }) : t('reactivate_text', { name })}
      quick={isActive ? [t('quick.left'), t('quick.retired'), t('quick.leave')] : [t('quick.back')]}
      okText={t(isActive ? 'deactivate' : 'reactivate')}
      busy={send.isPending}
      error={<Problem error={send.error} />}
      onOk={(reason) => send.mutate({ reason, version, isActive })}
      onCancel={onClose}
    />
  )
}
