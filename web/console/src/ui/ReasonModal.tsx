import { Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'

interface Props {
  title: string
  note?: ReactNode
  /** Reasons that are often given; a click takes one. */
  quick?: string[]
  okText: string
  busy?: boolean
  error?: ReactNode
  max?: number
  onOk: (reason: string) => void
  onCancel: () => void
}

/** Asks for a reason. It can't be sent empty. */
export function ReasonModal({ title, note, quick = [], okText, busy, error, max = 500, onOk, onCancel }: Props) {
  const { t } = useTranslation('common')
  const [reason, setReason] = useState('')
  const given = reason.trim()
  return (
    <Modal
      open
      title={title}
      okText={okText}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: given === '', loading: busy, id: 'reason-ok' }}
      onOk={() => onOk(given)}
      onCancel={onCancel}
    >
      {note ? <p style={{ marginTop: 0 }}>{note}</p> : null}
      <Input.TextArea
        autoFocus
        rows={3}
        maxLength={max}
        showCount
        value={reason}
        aria-label={t('reason')}
        placeholder={t('reason_hint')}
        data-testid="reason-input"
        onChange={(e) => setReason(e.target.value)}
        onKeyDown={(e) => {
          if (e.key === 'Enter' && (e.ctrlKey || e.metaKey) && given) onOk(given)
        }}
      />
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, marginTop: 8 }}>
        {quick.map((text) => (
          <button key={text} type="button" className="chip" onClick={() => setReason(text)}>
            {text}
          </button>
        ))}
      </div>
      {error}
    </Modal>
  )
}
