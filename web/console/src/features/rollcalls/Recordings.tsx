import { DownloadOutlined, PlayCircleOutlined } from '@ant-design/icons'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import { useSession } from '../../lib/session'
import type { Schemas } from '../../lib/types'
import { useFormat, useWord } from '../../lib/words'
import { Problem } from '../../ui/Problem'
import { Side } from '../../ui/Side'
import type { Detail } from './api'
import styles from './plan.module.css'

type Recording = Schemas['Recording']

const recordingsQuery = (rollCallId: string, personId: string) =>
  queryOptions({
    queryKey: ['rollcall', 'recordings', rollCallId, personId],
    queryFn: () =>
      body(
        api.GET('/console/v1/roll-calls/{id}/recordings', {
          params: { path: { id: rollCallId }, query: { person_id: personId } },
        }),
      ),
  })

const secondsOf = (r: Recording) => Math.round((Date.parse(r.to_at) - Date.parse(r.from_at)) / 1000)

/** One recorded call: the film, what is missing in it and its checksum. */
function Film({ recording }: { recording: Recording }) {
  const { t } = useTranslation('rollplan')
  const word = useWord()
  const format = useFormat()
  const [broken, setBroken] = useState(false)
  const missing = recording.gaps.reduce((sum, g) => sum + (g.track === 'picture' ? g.to_ms - g.from_ms : 0), 0)
  return (
    <section className={styles.film} data-testid="recording">
      <h3>{t('recording_title', { attempt: recording.attempt, at: format.clock(recording.from_at) })}</h3>
      {broken ? (
        <p role="alert">{t('recording_broken')}</p>
      ) : (
        // biome-ignore lint/a11y/useMediaCaption: nobody has written down what was said
        <video src={recording.url} controls preload="metadata" onError={() => setBroken(true)} />
      )}
      <p className={styles.quiet}>
        {t('recording_length', { count: secondsOf(recording) })}
        {' · '}
        {word('recording_end', recording.ended)}
        {missing >= 1000 ? ` · ${t('recording_gaps', { count: Math.round(missing / 1000) })}` : ''}
      </p>
      <p className={styles.hash}>SHA-256 {recording.sha256}</p>
      <Button icon={<DownloadOutlined />} href={recording.url} download={`${recording.id}.webm`}>
        {t('recording_download')}
      </Button>
    </section>
  )
}

function Films({ rollCallId, personId }: { rollCallId: string; personId: string }) {
  const { t } = useTranslation('rollplan')
  const { data, error, refetch } = useQuery(recordingsQuery(rollCallId, personId))
  if (error && !data) return <Problem error={error} retry={() => refetch()} />
  if (!data) return <Skeleton active />
  if (data.items.length === 0) return <p className={styles.quiet}>{t('recording_none')}</p>
  return data.items.map((r) => <Film key={r.id} recording={r} />)
}

/** Opens what was recorded of a person's calls. Opening a film is a look at evidence and goes on record. */
export function Recordings({ rollCall, personId, name }: { rollCall: Detail; personId: string; name: string }) {
  const { t } = useTranslation('rollplan')
  const { may } = useSession()
  const [open, setOpen] = useState(false)
  if (!may('evidence.read')) return null
  return (
    <>
      <Button
        type="text"
        icon={<PlayCircleOutlined />}
        aria-label={t('recording_of', { name })}
        title={t('recording_of', { name })}
        onClick={() => setOpen(true)}
        data-testid={`recording-open-${personId}`}
      />
      <Side open={open} onClose={() => setOpen(false)} title={t('recording_of', { name })} size={560} destroyOnHidden>
        <p className={styles.quiet}>{t('recording_note')}</p>
        <Films rollCallId={rollCall.id} personId={personId} />
      </Side>
    </>
  )
}
