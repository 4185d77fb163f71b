import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../lib/session'
import type { Schemas } from '../../lib/types'
import { useFormat, useWord } from '../../lib/words'
import { Panel } from '../../ui/Page'
import { Photo } from '../../ui/Photo'
import { Problem } from '../../ui/Problem'
import { StatusTag } from '../../ui/StatusTag'
import { When } from '../../ui/When'
import { AcceptedPhotos, DeviceFacts } from './Around'
import { Attest, Witness } from './Attest'
import { checkinQuery, type Detail } from './api'
import { CallBar, useCallAlerts } from './CallBar'
import { ClaimBar } from './ClaimBar'
import { Compare } from './Compare'
import styles from './checkins.module.css'
import { DecideBar } from './DecideBar'
import { Extensions } from './Extensions'
import { Findings, Place } from './Findings'
import { Frames } from './Frames'
import { type Look, lookQuery } from './look'
import { Notices } from './Notices'
import { useNews } from './news'
import { Reopen } from './Reopen'
import { Reveal } from './Reveal'
import { isScore } from './zone'

function Head({ detail }: { detail: Detail }) {
  const { t } = useTranslation('checkins')
  const common = useTranslation('common')
  const word = useWord()
  const format = useFormat()
  return (
    <div className={styles.head}>
      <div>
        <h2>
          <Link to="/persons/$id" params={{ id: detail.person_id }}>
            {detail.person.masked ? common.t('minor') : detail.person.name}
          </Link>{' '}
          <StatusTag status={detail.status} />
        </h2>
        <p className={styles.sub}>
          <span>{detail.person.number}</span>
          <span>{detail.station.name}</span>
          <span>{detail.title || word('plan_kind', detail.kind)}</span>
          <span>
            {t('window', {
              day: format.day(detail.day),
              from: format.clock(detail.opens_at),
              to: format.clock(detail.due_at),
            })}
          </span>
        </p>
      </div>
    </div>
  )
}

/** Why there is no photo to compare; nothing where none was asked for. */
function NoPicture({ detail }: { detail: Detail }) {
  const { t } = useTranslation('checkins')
  const word = useWord()
  const why = detail.checkin?.submission.no_photo
  if (!why && !detail.requires.face) return null
  return <div className={styles.noPicture}>{why ? word('no_photo', why) : t('no_photo')}</div>
}

/** What came beside the photo, or why it did not; nothing where nothing was asked for. */
function Attachments({ detail, look }: { detail: Detail; look: Look | undefined }) {
  const { t } = useTranslation('checkins')
  const word = useWord()
  const { checkin, requires } = detail
  if (!checkin) return null
  const { no_surroundings, no_voice } = checkin.submission
  const surroundings = checkin.surroundings_url ?? look?.surroundings_url
  const voice = checkin.voice_url ?? look?.voice_url
  return (
    <>
      {surroundings || requires.surroundings ? (
        <section data-testid="checkin-surroundings">
          <h3>{t('surroundings')}</h3>
          {surroundings ? (
            <Photo src={surroundings} alt={t('surroundings')} width={320} height={240} />
          ) : (
            <p className={styles.quiet}>
              {no_surroundings ? word('no_surroundings', no_surroundings) : t('no_surroundings')}
            </p>
          )}
        </section>
      ) : null}
      {voice || requires.voice ? (
        <section data-testid="checkin-voice">
          <h3>{t('voice')}</h3>
          {checkin.digits ? <p>{t('digits', { digits: checkin.digits.split('').join(' ') })}</p> : null}
          {voice ? (
            // biome-ignore lint/a11y/useMediaCaption: a person's own words have no written form
            <audio controls preload="none" src={voice} aria-label={t('voice')} />
          ) : (
            <p className={styles.quiet}>{no_voice ? word('no_voice', no_voice) : t('no_voice')}</p>
          )}
        </section>
      ) : null}
    </>
  )
}

interface SubmittedProps {
  detail: Detail
  checkin: Schemas['Checkin']
  look: Look | undefined
}

function Answers({ detail, checkin }: Omit<SubmittedProps, 'look'>) {
  const { t } = useTranslation('checkins')
  const question = new Map(detail.requires.questions?.map((q) => [q.id, q.text]))
  if (checkin.submission.answers.length === 0) return null
  return (
    <section>
      <h3>{t('answers')}</h3>
      <dl className={styles.answers}>
        {checkin.submission.answers.map((a) => (
          <div key={a.question_id}>
            <dt>{question.get(a.question_id) ?? a.question_id}</dt>
            <dd>{a.text}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** What was handed in beside the photo, and what was found in it. */
function Submitted({ detail, checkin, look }: SubmittedProps) {
  const { t } = useTranslation('checkins')
  const question = new Map(detail.requires.questions?.map((q) => [q.id, q.text]))
  // what the comparison found is told with the score, when that is asked for
  const hasScore = look
    ? look.likeness !== null && look.enrolled.length > 0
    : Boolean(checkin.photo_url || detail.is_sealed)
  const findings = checkin.findings.filter((f) => !hasScore || !isScore(f.code))
  const frames = checkin.frames_url ?? look?.frames_url ?? null
  return (
    <div className={styles.body}>
      {frames ? (
        <section className={styles.wide}>
          <h3>{t('frames')}</h3>
          <Frames checkin={{ ...checkin, frames_url: frames }} />
        </section>
      ) : null}
      <div className={styles.facts}>
        <section>
          <h3>{t('findings')}</h3>
          <Findings findings={findings} question={question} />
          <p className={styles.quiet}>
            {t('received')} <When at={checkin.received_at} />
          </p>
        </section>
        <Answers detail={detail} checkin={checkin} />
        <Attachments detail={detail} look={look} />
      </div>
      <div className={styles.facts}>
        {checkin.submission.helper ? (
          <section>
            <h3>{t('helper')}</h3>
            <p>{checkin.submission.helper}</p>
          </section>
        ) : null}
        <section>
          <h3>{t('location')}</h3>
          <Place detail={detail} />
        </section>
        <DeviceFacts facts={checkin.submission.device} />
      </div>
      {look ? <AcceptedPhotos photos={look.accepted} /> : null}
    </div>
  )
}

/** A submission with its pictures; a minor's open for a reason, which is kept for this visit alone. */
function Seen({ detail, checkin }: Omit<SubmittedProps, 'look'>) {
  const { t } = useTranslation('checkins')
  const [reason, setReason] = useState('')
  const hasPictures = Boolean(checkin.photo_url || detail.is_sealed)
  const isClosed = detail.is_sealed && !reason
  const {
    data: look,
    error,
    refetch,
    isPending,
  } = useQuery({
    ...lookQuery(detail.id, checkin.id, reason),
    enabled: hasPictures && !isClosed,
  })
  const inReview = detail.status === 'review'
  if (isClosed)
    return (
      <>
        <Reveal onReason={setReason} />
        <Submitted detail={detail} checkin={checkin} look={undefined} />
      </>
    )
  return (
    <>
      {inReview ? <DecideBar detail={detail} /> : null}
      <Problem error={error} retry={() => refetch()} />
      {hasPictures && isPending && !error ? (
        <div className={styles.pairWaits} role="status" aria-label={t('pictures_wait')} />
      ) : null}
      {look?.sample ? <Compare key={checkin.id} detail={detail} look={look} isOpen={!inReview} /> : null}
      {!hasPictures || (look && !look.sample) ? <NoPicture detail={detail} /> : null}
      <Submitted detail={detail} checkin={checkin} look={look} />
    </>
  )
}

function Decisions({ detail }: { detail: Detail }) {
  const { t } = useTranslation('checkins')
  const word = useWord()
  if (detail.decisions.length === 0) return null
  return (
    <Panel title={t('decisions')}>
      <ul className={styles.decisions}>
        {detail.decisions.map((d) => (
          <li key={d.id}>
            <b>{word('decision', d.kind)}</b> <span>{d.by_name}</span> <When at={d.at} />
            {d.reason ? <p>{d.reason}</p> : null}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** A check-in whole: what was asked, what came, what it shows, what was decided. */
export function CheckinPanel({ requestId }: { requestId: string }) {
  const { t } = useTranslation('checkins')
  const { may } = useSession()
  const { data: detail, error, refetch } = useQuery(checkinQuery(requestId))
  const alerts = useCallAlerts(detail)
  const shown = useRef('')
  useNews(requestId, detail)
  if (error && !detail) return <Problem error={error} retry={() => refetch()} />
  // a task that came a moment later would move what is about to be pressed
  if (!detail || (alerts.isLoading && shown.current !== requestId)) return <Skeleton active />
  shown.current = requestId
  const { checkin } = detail
  const inReview = detail.status === 'review'
  return (
    <div className={styles.stack} data-testid="checkin-panel" data-status={detail.status}>
      <Panel>
        <Head detail={detail} />
        <Extensions extensions={detail.extensions} />
        <CallBar detail={detail} />
        <ClaimBar id={detail.id} isOn={inReview && may('checkin.decide')} />
        {detail.status === 'open' ? <Attest detail={detail} /> : null}
        <Reopen detail={detail} />
        {checkin ? <Seen key={checkin.id} detail={detail} checkin={checkin} /> : null}
        {!checkin && detail.witness ? <Witness witness={detail.witness} /> : null}
        {!checkin && !detail.witness ? <p className={styles.quiet}>{t('nothing_submitted')}</p> : null}
      </Panel>
      <Decisions detail={detail} />
      <Panel title={t('notices')}>
        <Notices notices={detail.notices} />
      </Panel>
    </div>
  )
}
