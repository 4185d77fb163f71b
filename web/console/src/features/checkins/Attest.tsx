import { useQueryClient } from '@tanstack/react-query'
import { Button, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import { useDraft } from '../../lib/drafts'
import { keep } from '../../lib/keep'
import { useSession } from '../../lib/session'
import type { Schemas } from '../../lib/types'
import { useWord } from '../../lib/words'
import { useWrite } from '../../lib/write'
import { Problem } from '../../ui/Problem'
import { When } from '../../ui/When'
import { checkinQuery, type Detail } from './api'
import styles from './checkins.module.css'

const ways: Schemas['Witness']['way'][] = ['kiosk', 'call', 'guardian']

/** Settles an open check-in by the officer's own word. */
export function Attest({ detail }: { detail: Detail }) {
  const { t } = useTranslation('checkins')
  const word = useWord()
  const { may } = useSession()
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const [way, setWay] = useState(ways[0] ?? 'kiosk')
  const [note, setNote, dropNote] = useDraft(`checkin:${detail.id}:attest`)
  const attest = useWrite(
    (witness: Schemas['NewWitness'], header) =>
      body(
        api.POST('/console/v1/checkins/{id}/attestation', {
          params: { path: { id: detail.id }, header },
          body: witness,
        }),
      ),
    {
      onSuccess: (next) => {
        keep(queries, checkinQuery(detail.id).queryKey, next)
        for (const noun of ['desk', 'person', 'attendance']) queries.invalidateQueries({ queryKey: [noun] })
        queries.invalidateQueries({ queryKey: ['checkin', 'list'] })
        dropNote()
      },
      after: () => setOpen(false),
      onError: () => queries.invalidateQueries({ queryKey: checkinQuery(detail.id).queryKey }),
    },
  )
  if (!may('checkin.decide')) return null
  return (
    <div className={styles.buttons}>
      <Button onClick={() => setOpen(true)} data-testid="attest">
        {t('attest')}
      </Button>
      <Modal
        open={open}
        title={t('attest_title')}
        okText={t('attest_save')}
        okButtonProps={{ loading: attest.isPending, id: 'attest-save' }}
        onOk={() => attest.mutate({ way, note: note.trim() })}
        onCancel={() => {
          attest.reset()
          setOpen(false)
        }}
      >
        <p>{t('attest_note')}</p>
        <Radio.Group
          vertical
          value={way}
          onChange={(e) => setWay(e.target.value)}
          options={ways.map((w) => ({ value: w, label: word('witness', w) }))}
        />
        <Input.TextArea
          rows={2}
          maxLength={500}
          value={note}
          aria-label={t('attest_words')}
          placeholder={t('attest_words')}
          onChange={(e) => setNote(e.target.value)}
          style={{ marginTop: 12 }}
        />
        <Problem error={attest.error} />
      </Modal>
    </div>
  )
}

/** The officer's word instead of a submission. */
export function Witness({ witness }: { witness: Schemas['Witness'] }) {
  const word = useWord()
  return (
    <p data-testid="witness">
      <b>{word('witness', witness.way)}</b> <span>{witness.by_name}</span> <When at={witness.at} />
      {witness.note ? <span> · {witness.note}</span> : null}
    </p>
  )
}
