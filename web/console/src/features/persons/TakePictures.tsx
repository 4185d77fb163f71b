import { CameraOutlined, DeleteOutlined, UploadOutlined } from '@ant-design/icons'
import { App, Button, Modal, Upload } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../../../shared/api/problem'
import { openCamera, pictureFrom, pictureOf, stopStream } from '../../lib/camera'
import { useWord } from '../../lib/words'
import { Problem } from '../../ui/Problem'
import { useEnrol } from './api'
import styles from './persons.module.css'

/** Fewest and most pictures of an enrolment. */
export const MIN_PICTURES = 3
export const MAX_PICTURES = 5

interface Taken {
  id: number
  blob: Blob
  url: string
}

/** What is to be changed about a picture, by its place; about all of them, under −1. */
export function faultsOf(error: unknown): Map<number, string[]> {
  const out = new Map<number, string[]>()
  if (!(error instanceof ApiProblem)) return out
  for (const { path, reason } of error.problem.errors ?? []) {
    const place = /^pictures\/(\d+)$/.exec(path)?.[1]
    const at = place === undefined ? -1 : Number(place)
    out.set(at, [...(out.get(at) ?? []), reason])
  }
  return out
}

function Camera({ onTake }: { onTake: (blob: Blob) => void }) {
  const { t } = useTranslation('persons')
  const video = useRef<HTMLVideoElement>(null)
  const [state, setState] = useState<'opening' | 'open' | 'shut'>('opening')
  useEffect(() => {
    let stream: MediaStream | null = null
    let left = false
    openCamera().then(
      (s) => {
        if (left) return stopStream(s)
        stream = s
        if (video.current) video.current.srcObject = s
      },
      () => !left && setState('shut'),
    )
    return () => {
      left = true
      stopStream(stream)
    }
  }, [])
  if (state === 'shut') return <p className={styles.quiet}>{t('no_camera')}</p>
  return (
    <div className={styles.camera}>
      <video ref={video} autoPlay muted playsInline onLoadedData={() => setState('open')} />
      <Button
        icon={<CameraOutlined />}
        disabled={state !== 'open'}
        data-testid="enrol-capture"
        onClick={async () => video.current && onTake(await pictureOf(video.current))}
      >
        {t('capture')}
      </Button>
    </div>
  )
}

/** Takes three to five pictures by which a person is known; those that are not good enough are named. */
export function TakePictures({ personId, onClose }: { personId: string; onClose: () => void }) {
  const { t } = useTranslation('persons')
  const common = useTranslation('common')
  return (
    <Modal open width={720} title={t('enrol_title')} footer={null} onCancel={onClose}>
      <Pictures personId={personId} onDone={onClose} others={<Button onClick={onClose}>{common.t('cancel')}</Button>} />
    </Modal>
  )
}

interface Props {
  personId: string
  onDone: () => void
  /** What else can be done than saving them. */
  others: ReactNode
}

/** The camera, the pictures taken so far, and what is to be changed about them. */
export function Pictures({ personId, onDone, others }: Props) {
  const { t } = useTranslation('persons')
  const word = useWord()
  const { message } = App.useApp()
  const [taken, setTaken] = useState<Taken[]>([])
  const next = useRef(0)
  const enrol = useEnrol(personId)
  const faults = faultsOf(enrol.error)
  const all = useRef(taken)
  all.current = taken
  useEffect(
    () => () => {
      for (const p of all.current) URL.revokeObjectURL(p.url)
    },
    [],
  )
  const reading = useRef(Promise.resolve())
  const add = (blob: Blob) => {
    enrol.reset()
    setTaken((before) =>
      before.length < MAX_PICTURES ? [...before, { id: next.current++, blob, url: URL.createObjectURL(blob) }] : before,
    )
  }
  const remove = (p: Taken) => {
    enrol.reset()
    URL.revokeObjectURL(p.url)
    setTaken((before) => before.filter((o) => o !== p))
  }
  return (
    <>
      <p>{t('enrol_note', { min: MIN_PICTURES, max: MAX_PICTURES })}</p>
      <Camera onTake={add} />
      <Upload
        accept="image/jpeg,image/png"
        multiple
        showUploadList={false}
        beforeUpload={(file) => {
          const picture = pictureFrom(file) // at once, while what comes of it is taken in the order of the files
          reading.current = reading.current
            .then(() => picture)
            .then(add, () => void message.warning(t('not_a_picture', { name: file.name })))
          return false
        }}
      >
        <Button icon={<UploadOutlined />} disabled={taken.length >= MAX_PICTURES}>
          {t('choose_files')}
        </Button>
      </Upload>
      <ol className={styles.taken}>
        {taken.map((p, n) => (
          <li key={p.id} data-testid="enrol-picture">
            <img src={p.url} alt={t('picture_n', { n: n + 1 })} />
            <Button
              size="small"
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('remove_n', { n: n + 1 })}
              onClick={() => remove(p)}
            />
            {faults.get(n)?.map((code) => (
              <p key={code} role="alert">
                {word('finding', code)}
              </p>
            ))}
          </li>
        ))}
      </ol>
      {faults.get(-1)?.map((code) => (
        <p key={code} role="alert">
          {word('finding', code)}
        </p>
      ))}
      <Problem error={enrol.error} />
      <div className={styles.foot}>
        {others}
        <Button
          type="primary"
          id="enrol-save"
          disabled={taken.length < MIN_PICTURES}
          loading={enrol.isPending}
          onClick={() =>
            enrol.mutate(
              taken.map((p) => p.blob),
              { onSuccess: onDone },
            )
          }
        >
          {t('enrol_save')}
        </Button>
      </div>
    </>
  )
}
