import { type ButtonProps, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sentence } from '../../../../shared/api/problem'
import { OutcomeTag } from '../../ui/OutcomeTag'
import styles from './live.module.css'
import type { Officer } from './officer'
import { atClosing } from './roster'
import { roster, useLive } from './store'

const verified = ['review', 'absent', 'not_reached'] as const

/** Before closing: who will be asked about afterwards, and why. */
export function CloseDialog({ officer, onCancel }: { officer: Officer; onCancel: () => void }) {
  const { t, i18n } = useTranslation('rollcalls')
  const live = useLive(officer.store, (s) => s)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const all = roster(live)
  const close = async () => {
    setBusy(true)
    try {
      await officer.closeRollCall()
    } catch (error) {
      setFailure(error)
      setBusy(false)
    }
  }
  const groups = verified
    .map((o) => ({ outcome: o, people: all.filter((i) => atClosing(i, i.person_id in live.declined) === o) }))
    .filter((g) => g.people.length > 0)
  return (
    <Modal
      open
      title={t('close_title')}
      okText={t('close_ok')}
      cancelText={t('close_back')}
      okButtonProps={{ loading: busy, 'data-testid': 'rollcall-close-confirm' } as ButtonProps}
      onOk={close}
      onCancel={onCancel}
    >
      <p>{groups.length > 0 ? t('close_note') : t('close_clear')}</p>
      {groups.map(({ outcome, people }) => (
        <section key={outcome} className={styles.closing}>
          <OutcomeTag outcome={outcome} />
          <span>{t(`close_why.${outcome}`)}</span>
          <p>{people.map((i) => i.name).join(t('comma'))}</p>
        </section>
      ))}
      {failure ? <p role="alert">{sentence(i18n, failure)}</p> : null}
    </Modal>
  )
}
