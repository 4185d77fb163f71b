import { useQuery } from '@tanstack/react-query'
import { type ButtonProps, Checkbox, Modal } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sentence } from '../../../../shared/api/problem'
import { Photo } from '../../ui/Photo'
import { enrolledQuery } from './api'
import styles from './live.module.css'
import type { Officer } from './officer'
import { groupOf, type Invitee } from './roster'
import { entries, useLive } from './store'

/** Most persons the server confirms at once. */
const atOnce = 100

interface FacesProps {
  invitee: Invitee
  chosen: boolean
  onChoose: (chosen: boolean) => void
}

/** The picture by which somebody is known beside the one that was just taken. */
function Faces({ invitee, chosen, onChoose }: FacesProps) {
  const { t } = useTranslation('rollcalls')
  const { data, isPending } = useQuery(enrolledQuery(invitee.person_id))
  const known = data?.current?.pictures[0]?.url
  return (
    <li data-testid={`confirm-${invitee.person_id}`}>
      <div className={styles.pair}>
        {known ? (
          <Photo src={known} alt={t('enrolled_of', { name: invitee.name })} width={132} height={99} />
        ) : (
          <span className={styles.noFace}>{isPending ? '' : t('not_enrolled')}</span>
        )}
        {invitee.snapshot_url ? (
          <Photo src={invitee.snapshot_url} alt={t('picture_of', { name: invitee.name })} width={132} height={99} />
        ) : (
          <span className={styles.noFace}>{t('no_still')}</span>
        )}
      </div>
      <Checkbox checked={chosen} onChange={(e) => onChoose(e.target.checked)}>
        {invitee.name} {invitee.number}
      </Checkbox>
    </li>
  )
}

/** Whom auto mode has seen: the officer looks at the faces and marks them present in one go, or leaves some out. */
export function ConfirmDialog({ officer, onCancel }: { officer: Officer; onCancel: () => void }) {
  const { t, i18n } = useTranslation('rollcalls')
  const people = useLive(officer.store, (s) => s.people)
  const order = useLive(officer.store, (s) => s.order)
  const waiting = useMemo(
    () =>
      entries({ order, people })
        .filter((e) => groupOf(e) === 'to_confirm')
        .slice(0, atOnce),
    [order, people],
  )
  const [left, setLeft] = useState<string[]>([])
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const [refused, setRefused] = useState(0)
  const chosen = waiting.map((e) => e.invitee.person_id).filter((id) => !left.includes(id))
  const confirm = async () => {
    setBusy(true)
    setFailure(null)
    try {
      const not = await officer.confirm(chosen)
      setRefused(not)
      if (not === 0 && left.length === 0) onCancel()
    } catch (error) {
      setFailure(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      open
      width={940}
      title={t('confirm_title')}
      okText={t('confirm_ok', { count: chosen.length })}
      cancelText={t('confirm_back')}
      okButtonProps={{ loading: busy, disabled: chosen.length === 0, 'data-testid': 'confirm-ok' } as ButtonProps}
      onOk={confirm}
      onCancel={onCancel}
    >
      <p>{t('confirm_note')}</p>
      <ul className={styles.faces}>
        {waiting.map(({ invitee }) => (
          <Faces
            key={invitee.person_id}
            invitee={invitee}
            chosen={!left.includes(invitee.person_id)}
            onChoose={(yes) =>
              setLeft((old) => (yes ? old.filter((id) => id !== invitee.person_id) : [...old, invitee.person_id]))
            }
          />
        ))}
      </ul>
      {refused > 0 ? <p role="alert">{t('confirm_refused', { count: refused })}</p> : null}
      {failure ? <p role="alert">{sentence(i18n, failure)}</p> : null}
    </Modal>
  )
}
