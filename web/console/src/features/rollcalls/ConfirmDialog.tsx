import { useQueries } from '@tanstack/react-query'
import { type ButtonProps, Checkbox, Modal } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sentence } from '../../../../shared/api/problem'
import { useWord } from '../../lib/words'
import { Photo } from '../../ui/Photo'
import { enrolledQuery } from './api'
import styles from './live.module.css'
import type { Officer } from './officer'
import { asking, groupOf, type Invitee } from './roster'
import { entries, useLive } from './store'

/** How many faces are looked at together; the next follow when these are settled. */
const atOnce = 12

interface FacesProps {
  invitee: Invitee
  /** The picture by which the person is known; null when there is none, undefined while it is read. */
  known: string | null | undefined
  /** Whether that picture could not be read: it is not said that there is none. */
  isBroken: boolean
  chosen: boolean
  onChoose: (chosen: boolean) => void
}

/** The picture by which somebody is known beside the one that was just taken. */
function Faces({ invitee, known, isBroken, chosen, onChoose }: FacesProps) {
  const { t } = useTranslation('rollcalls')
  const word = useWord()
  return (
    <li data-testid={`confirm-${invitee.person_id}`}>
      <div className={styles.pair}>
        {known ? (
          <Photo src={known} alt={t('enrolled_of', { name: invitee.name })} width={132} height={99} />
        ) : (
          <span className={styles.noFace}>
            {known === null ? t(isBroken ? 'enrolled_broken' : 'not_enrolled') : t('enrolled_loading')}
          </span>
        )}
        {invitee.snapshot_url ? (
          <Photo
            key={invitee.snapshot_url}
            src={invitee.snapshot_url}
            alt={t('picture_of', { name: invitee.name })}
            width={132}
            height={99}
          />
        ) : (
          <span className={styles.noFace}>{t('no_still')}</span>
        )}
      </div>
      <Checkbox checked={chosen} onChange={(e) => onChoose(e.target.checked)}>
        {invitee.name} {invitee.number}
      </Checkbox>
      {asking(invitee).map((code) => (
        <p key={code} data-code={code}>
          {word('finding_short', code)}
        </p>
      ))}
    </li>
  )
}

/**
 * Whom auto mode has seen: the officer looks at the faces and marks them present in one go. Who has no picture to be
 * compared with, or of whom something was seen that asks for a look, is ticked only by hand.
 */
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
  const pictures = useQueries({ queries: waiting.map((e) => enrolledQuery(officer.id, e.invitee.person_id)) })
  const [ticked, setTicked] = useState<Record<string, boolean>>({})
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const [refused, setRefused] = useState(0)
  const rows = waiting.map(({ invitee }, n) => {
    const answer = pictures[n]
    const known = answer?.isPending ? undefined : (answer?.data?.current?.pictures[0]?.url ?? null)
    return {
      invitee,
      known,
      isBroken: answer?.isError ?? false,
      chosen: ticked[invitee.person_id] ?? (!!known && !invitee.proposal),
    }
  })
  const chosen = rows.filter((r) => r.chosen).map((r) => r.invitee.person_id)
  useEffect(() => {
    if (waiting.length === 0) onCancel()
  }, [waiting.length, onCancel])
  const confirm = async () => {
    setBusy(true)
    setFailure(null)
    try {
      setRefused(await officer.confirm(chosen))
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
        {rows.map((row) => (
          <Faces
            key={row.invitee.person_id}
            {...row}
            onChoose={(yes) => setTicked((old) => ({ ...old, [row.invitee.person_id]: yes }))}
          />
        ))}
      </ul>
      {refused > 0 ? <p role="alert">{t('confirm_refused', { count: refused })}</p> : null}
      {failure ? <p role="alert">{sentence(i18n, failure)}</p> : null}
    </Modal>
  )
}
