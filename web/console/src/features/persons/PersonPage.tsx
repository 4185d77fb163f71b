import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Skeleton, Space } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { codeOf } from '../../../../shared/api/problem'
import { useFormat, useWord } from '../../lib/words'
import { Calendar } from '../../ui/Calendar'
import { Facts, Nothing, Page, Panel } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { ReasonModal } from '../../ui/ReasonModal'
import { StatusTag } from '../../ui/StatusTag'
import { type PersonFile, personQuery } from './api'
import { Correct } from './Correct'
import { Devices } from './Devices'
import { Enrolment } from './Enrolment'
import { LadderPanel } from './LadderPanel'
import { PlacesPanel } from './PlacesPanel'
import { PolicyPanel } from './PolicyPanel'
import { Portrait } from './Portrait'
import styles from './persons.module.css'
import { ReachLine } from './ReachLine'
import { SeparationPanel } from './SeparationPanel'
import { TeamPanel } from './TeamPanel'
import { Transfer } from './Transfer'
import { WayPanel } from './WayPanel'

function Who({ person }: { person: PersonFile }) {
  const { t } = useTranslation('persons')
  const word = useWord()
  const format = useFormat()
  return (
    <Panel
      title={t('facts')}
      extra={
        <Space wrap>
          <Correct person={person} />
          <Transfer person={person} />
        </Space>
      }
    >
      <Facts
        items={[
          [t('number'), person.number],
          [t('station'), person.station.name],
          [t('level'), word('level', person.level)],
          [t('category'), word('category', person.category)],
          [t('status'), word('person_status', person.status)],
          [t('sex'), word('sex', person.sex)],
          [t('born_on'), format.longDay(person.born_on)],
          [t('phone'), person.phone || t('no_phone')],
          [t('term'), `${format.longDay(person.term_from)} – ${format.longDay(person.term_to)}`],
        ]}
      />
    </Panel>
  )
}

function Recent({ person }: { person: PersonFile }) {
  const { t } = useTranslation('persons')
  const word = useWord()
  const format = useFormat()
  return (
    <Panel
      title={t('recent')}
      extra={
        <Link to="/checkins" search={{ person: person.id }}>
          {t('all')}
        </Link>
      }
    >
      <ul className={styles.recent}>
        {person.requests.map((r) => (
          <li key={r.id}>
            <Link to="/checkins/$id" params={{ id: r.id }}>
              {format.moment(r.due_at)}
            </Link>
            <span>{r.title || word('plan_kind', r.kind)}</span>
            <StatusTag status={r.status} />
          </li>
        ))}
      </ul>
      {person.requests.length === 0 ? <Nothing>{t('no_recent')}</Nothing> : null}
    </Panel>
  )
}

interface Props {
  id: string
  /** The person's plans, composed by the app. */
  plans: (person: PersonFile) => ReactNode
  /** What can be begun for the person, composed by the app. */
  actions: (person: PersonFile) => ReactNode
  /** What was asked about the person, composed by the app. */
  alerts: (person: PersonFile) => ReactNode
  /** What was decided about the person and what happened, composed by the app; a minor's needs the reason. */
  record: (person: PersonFile, reason: string) => ReactNode
}

/** One person's file. A minor's opens only with a reason, which is kept for this visit alone. */
export function PersonPage({ id, plans, alerts, actions, record }: Props) {
  const { t } = useTranslation('persons')
  const [reason, setReason] = useState('')
  const { data: person, error, refetch } = useQuery(personQuery(id, reason))
  if (codeOf(error) === 'person.reason_required') {
    // also of a file that was open: a birth date put right may have closed it
    return (
      <Page title={t('minor_title')}>
        <ReasonModal
          title={t('minor_title')}
          note={t('minor_note')}
          okText={t('minor_open')}
          max={200}
          hint={t('look_hint')}
          onOk={setReason}
          onCancel={() => history.back()}
        />
      </Page>
    )
  }
  if (error && !person)
    return (
      <Page title={t('one')}>
        <Problem error={error} retry={() => refetch()} />
      </Page>
    )
  if (!person) return <Skeleton active style={{ padding: 24 }} />
  return (
    <Page
      title={person.name}
      picture={<Portrait portrait={person.portrait} />}
      actions={actions(person)}
      note={
        <>
          {`${person.number} · ${person.station.name}${person.is_minor ? ` · ${t('is_minor')}` : ''}`}
          <ReachLine personId={person.id} reason={reason} />
        </>
      }
    >
      <div className={styles.grid}>
        <div className={styles.column}>
          <Who person={person} />
          <Panel title={t('calendar')}>
            <Calendar days={person.attendance} />
          </Panel>
          {record(person, reason)}
          <Recent person={person} />
          <PlacesPanel person={person} reason={reason} />
          {alerts(person)}
        </div>
        <div className={styles.column}>
          <TeamPanel personId={person.id} isMinor={person.is_minor} reason={reason} />
          {plans(person)}
          <LadderPanel personId={person.id} reason={reason} />
          <Enrolment personId={person.id} reason={reason} />
          <WayPanel personId={person.id} reason={reason} />
          <PolicyPanel personId={person.id} reason={reason} />
          <SeparationPanel personId={person.id} reason={reason} />
          <Devices person={person} />
        </div>
      </div>
    </Page>
  )
}
