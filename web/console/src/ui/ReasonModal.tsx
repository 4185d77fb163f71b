import { Input, Modal } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useDraft } from '../lib/drafts'

interface Props {
  title: string
  note?: ReactNode
  /** Reasons that are often given; a click takes one. */
  quick?: string[]
  okText: string
  busy?: boolean
  error?: ReactNode
  max?: number
  /** What the empty field says; else that the person can see the facts and appeal. */
  hint?: string
  /** Under which name the text outlives a reload; of the record and the field. */
  draft?: string
  onOk: (reason: string) => void
  onCancel: () => void
}

/** Asks for a reason. It can't be sent empty. */
export function ReasonModal({
  title,
  note,
  quick = [],
  okText,
  busy,
  error,
  max = 500,
  hint,
  draft,
  onOk,
  onCancel,
}: Props) {
  const { t } = useTranslation('common')
  const [reason, setReason, drop] = useDraft(draft)
  const given = reason.trim()
  const sent = useRef(false)
  const wasBusy = useRef(false)
  useEffect(() => {
    if (wasBusy.current && !busy) sent.current = false // still open: it has not arrived
    wasBusy.current = busy ?? false
  }, [busy])
  useEffect(() => () => void (sent.current && drop()), [drop]) // closed after sending: it has arrived
  const send = () => {
    sent.current = true
    onOk(given)
  }
  const cancel = () => {
    drop()
    onCancel()
  }
  return (
    <Modal
      open
      title={title}
      okText={okText}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: given === '', loading: busy, id: 'reason-ok' }}
      onOk={send}
      onCancel={cancel}
    >
      {note ? <p style={{ marginTop: 0 }}>{note}</p> : null}
      <Input.TextArea
        autoFocus
        rows={3}
        maxLength={max}
        showCount
        value={reason}
        aria-label={t('reason')}
        placeholder={hint ?? t('reason_hint')}
        data-testid="reason-input"
        onChange={(e) => setReason(e.target.value)}
        onKeyDown={(e) => {
          if (e.key === 'Enter' && (e.ctrlKey || e.metaKey) && given) send()
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
