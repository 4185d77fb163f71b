import { useQueryClient } from '@tanstack/react-query'
import { Button, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import { keep } from '../../lib/keep'
import { useKeys } from '../../lib/keys'
import { useSession } from '../../lib/session'
import type { Schemas } from '../../lib/types'
import { useWrite } from '../../lib/write'
import { Problem } from '../../ui/Problem'
import { checkinQuery, type Detail } from './api'
import styles from './checkins.module.css'

/** In minutes. */
const spans = [60, 120, 240, 24 * 60]

function useReopen(detail: Detail, name: string, done: () => void) {
  const { t } = useTranslation('checkins')
  const queries = useQueryClient()
  return useWrite(
    (reopening: Schemas['NewReopening'], header) =>
      body(
        api.POST('/console/v1/checkins/{id}/reopening', {
          params: { path: { id: detail.id }, header },
          body: reopening,
        }),
      ),
    {
      onSuccess: (next) => {
        keep(queries, checkinQuery(detail.id).queryKey, next)
        for (const noun of ['desk', 'alert', 'person', 'attendance']) queries.invalidateQueries({ queryKey: [noun] })
        queries.invalidateQueries({ queryKey: ['checkin', 'list'] })
      },
      after: done,
      onError: () => queries.invalidateQueries({ queryKey: checkinQuery(detail.id).queryKey }),
      hold: { items: [detail.id], label: () => `${name} · ${t('reopen')}`, onHeld: done },
    },
  )
}

/** Gives more time for a check-in that ended without an answer. */
export function Reopen({ detail }: { detail: Detail }) {
  const { t } = useTranslation('checkins')
  const common = useTranslation('common')
  const { may } = useSession()
  const [open, setOpen] = useState(false)
  const [minutes, setMinutes] = useState(120)
  const [reason, setReason] = useState('')
  const name = detail.person.masked ? common.t('minor') : detail.person.name
  const reopen = useReopen(detail, name, () => setOpen(false))
  const isOffered = may('checkin.decide') && (detail.status === 'missed' || detail.status === 'not_reached')
  useKeys(isOffered && !open ? { e: () => setOpen(true) } : {})
  if (!isOffered) return null
  const given = reason.trim()
  return (
    <div className={styles.buttons}>
      <Button onClick={() => setOpen(true)} data-testid="reopen">
        {t('reopen')} <kbd>E</kbd>
      </Button>
      <Modal
        open={open}
        title={t('reopen_title', { name })}
        okText={t('reopen_save')}
        okButtonProps={{ loading: reopen.isPending, disabled: given === '', id: 'reopen-save' }}
        cancelText={common.t('cancel')}
        onOk={() => reopen.mutate({ minutes, reason: given })}
        onCancel={() => {
          reopen.reset()
          setOpen(false)
        }}
      >
        <p>{t('reopen_note')}</p>
        <Radio.Group
          value={minutes}
          onChange={(e) => setMinutes(e.target.value)}
          options={spans.map((m) => ({ value: m, label: t('reopen_hours', { count: m / 60 }) }))}
        />
        <Input.TextArea
          rows={2}
          maxLength={500}
          showCount
          value={reason}
          aria-label={common.t('reason')}
          placeholder={common.t('reason_hint')}
          data-testid="reopen-reason"
          onChange={(e) => setReason(e.target.value)}
          style={{ marginTop: 12 }}
        />
        <Problem error={reopen.error} />
      </Modal>
    </div>
  )
}
