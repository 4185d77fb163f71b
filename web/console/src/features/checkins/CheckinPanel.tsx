import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormat, useWord } from '../../lib/words'
import { Panel } from '../../ui/Page'
import { Photo } from '../../ui/Photo'
import { Problem } from '../../ui/Problem'
import { StatusTag } from '../../ui/StatusTag'
import { When } from '../../ui/When'
import { Attest, Witness } from './Attest'
import { checkinQuery, type Detail } from './api'
import { CallBar } from './CallBar'
import styles from './checkins.module.css'
import { DecideBar } from './DecideBar'
import { Extensions } from './Extensions'
import { Findings, Place } from './Findings'
import { Frames } from './Frames'
import { Notices } from './Notices'
import { Reopen } from './Reopen'

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

function Picture({ detail }: { detail: Detail }) {
  const { t } = useTranslation('checkins')
  const word = useWord()
  const submission = detail.checkin?.submission
  if (detail.checkin?.photo_url)
    return <Photo src={detail.checkin.photo_url} alt={t('photo')} width={300} height={400} />
  return (
    <div className={styles.noPicture}>
      {submission?.no_photo ? word('no_photo', submission.no_photo) : t('no_photo')}
    </div>
  )
}

/** What came beside the photo, or why it did not; nothing where nothing was asked for. */
function Attachments({ detail }: { detail: Detail }) {
  const { t } = useTranslation('checkins')
  const word = useWord()
  const { checkin, requires } = detail
  if (!checkin) return null
  const { no_surroundings, no_voice } = checkin.submission
  return (
    <>
      {checkin.surroundings_url || requires.surroundings ? (
        <section data-testid="checkin-surroundings">
          <h3>{t('surroundings')}</h3>
          {checkin.surroundings_url ? (
            <Photo src={checkin.surroundings_url} alt={t('surroundings')} width={320} height={240} />
          ) : (
            <p className={styles.quiet}>
              {no_surroundings ? word('no_surroundings', no_surroundings) : t('no_surroundings')}
            </p>
          )}
        </section>
      ) : null}
      {checkin.voice_url || requires.voice ? (
        <section data-testid="checkin-voice">
          <h3>{t('voice')}</h3>
          {checkin.digits ? <p>{t('digits', { digits: checkin.digits.split('').join(' ') })}</p> : null}
          {checkin.voice_url ? (
            // biome-ignore lint/a11y/useMediaCaption: a person's own words have no written form
            <audio controls preload="none" src={checkin.voice_url} aria-label={t('voice')} />
          ) : (
            <p className={styles.quiet}>{no_voice ? word('no_voice', no_voice) : t('no_voice')}</p>
          )}
        </section>
      ) : null}
    </>
  )
}

function Submitted({ detail }: { detail: Detail }) {
  const { t } = useTranslation('checkins')
  const checkin = detail.checkin
  if (!checkin && detail.witness) return <Witness witness={detail.witness} />
  if (!checkin) return <p className={styles.quiet}>{t('nothing_submitted')}</p>
  const question = new Map(detail.requires.questions?.map((q) => [q.id, q.text]))
  return (
    <div className={styles.body}>
      <Picture detail={detail} />
      <div className={styles.facts}>
        <section>
          <h3>{t('findings')}</h3>
          <Findings findings={checkin.findings} question={question} />
          <p className={styles.quiet}>
            {t('received')} <When at={checkin.received_at} />
          </p>
        </section>
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
        <Attachments detail={detail} />
        {checkin.submission.answers.length > 0 ? (
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
        ) : null}
      </div>
      {checkin.frames_url ? (
        <section className={styles.wide}>
          <h3>{t('frames')}</h3>
          <Frames checkin={checkin} />
        </section>
      ) : null}
    </div>
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
  const { data: detail, error, refetch } = useQuery(checkinQuery(requestId))
  if (error && !detail) return <Problem error={error} retry={() => refetch()} />
  if (!detail) return <Skeleton active />
  return (
    <div className={styles.stack} data-testid="checkin-panel" data-status={detail.status}>
      <Panel>
        <Head detail={detail} />
        <Extensions extensions={detail.extensions} />
        <CallBar detail={detail} />
        {detail.status === 'review' ? <DecideBar detail={detail} /> : null}
        {detail.status === 'open' ? <Attest detail={detail} /> : null}
        <Reopen detail={detail} />
        <Submitted detail={detail} />
      </Panel>
      <Decisions detail={detail} />
      <Panel title={t('notices')}>
        <Notices notices={detail.notices} />
      </Panel>
    </div>
  )
}
