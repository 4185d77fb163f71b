import { type ButtonProps, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sentence } from '../../../../shared/api/problem'
import { useFormat } from '../../lib/words'
import styles from './live.module.css'
import type { Officer } from './officer'
import { useLive } from './store'

const longest = 200

/** Writes to the person who is looked at, or to all; shows what was written before. */
export function TextDialog({ officer, onCancel }: { officer: Officer; onCancel: () => void }) {
  const { t, i18n } = useTranslation('rollcalls')
  const format = useFormat()
  const focus = useLive(officer.store, (s) => (s.focus ? s.people[s.focus]?.invitee : undefined))
  const people = useLive(officer.store, (s) => s.people)
  const texts = useLive(officer.store, (s) => s.texts)
  const [toAll, setToAll] = useState(!focus)
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const [reached, setReached] = useState<number | null>(null)
  const given = text.trim()
  const send = async () => {
    setBusy(true)
    setFailure(null)
    try {
      setReached(await officer.text(toAll ? null : (focus?.person_id ?? null), given))
      setText('')
    } catch (error) {
      setFailure(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      open
      title={t('text_title')}
      okText={t('text_send')}
      cancelText={t('text_done')}
      okButtonProps={{ disabled: given === '', loading: busy, 'data-testid': 'text-send' } as ButtonProps}
      onOk={send}
      onCancel={onCancel}
    >
      <Radio.Group
        value={toAll}
        onChange={(e) => setToAll(e.target.value)}
        options={[
          ...(focus ? [{ value: false, label: t('text_to_person', { name: focus.name }) }] : []),
          { value: true, label: t('text_to_all') },
        ]}
      />
      <Input.TextArea
        autoFocus
        rows={3}
        maxLength={longest}
        showCount
        value={text}
        aria-label={t('text')}
        data-testid="text-input"
        onChange={(e) => setText(e.target.value)}
        onKeyDown={(e) => {
          if (e.key === 'Enter' && (e.ctrlKey || e.metaKey) && given) send()
        }}
      />
      <div className={styles.chips}>
        {[t('phrase.near'), t('phrase.light'), t('phrase.wait'), t('phrase.quiet')].map((phrase) => (
          <button key={phrase} type="button" className="chip" onClick={() => setText(phrase)}>
            {phrase}
          </button>
        ))}
      </div>
      <p role="status">{reached === null ? t('text_note') : t('text_reached', { count: reached })}</p>
      {failure ? <p role="alert">{sentence(i18n, failure)}</p> : null}
      <ul className={styles.texts}>
        {texts
          .slice(-5)
          .reverse()
          .map((s) => (
            <li key={s.seq}>
              {format.clock(s.at)} · {s.person_id ? people[s.person_id]?.invitee.name : t('text_to_all')} · {s.text}
            </li>
          ))}
      </ul>
    </Modal>
  )
}
