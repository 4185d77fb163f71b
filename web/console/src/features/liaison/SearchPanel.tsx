import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Skeleton, Timeline } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../lib/session'
import { useFormat, useWord } from '../../lib/words'
import { Facts } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { When } from '../../ui/When'
import { type Detail, type NewStep, searchQuery } from './api'
import { FoundModal } from './FoundModal'
import styles from './liaison.module.css'
import { StepModal } from './StepModal'

function Next({ search }: { search: Detail }) {
  const { t } = useTranslation('liaison')
  const word = useWord()
  if (search.state === 'closed' || !search.next) return null
  return (
    <div className={styles.next} data-testid="search-next">
      <b>{word('lost_step_ask', search.next)}</b>
      {search.due_at ? (
        <p>
          {t('due')} <When at={search.due_at} />
        </p>
      ) : null}
      <p className={styles.quiet}>{t('proposes')}</p>
    </div>
  )
}

function Steps({ search }: { search: Detail }) {
  const { t } = useTranslation('liaison')
  const word = useWord()
  const format = useFormat()
  return (
    <Timeline
      items={search.steps.map((s) => ({
        content: (
          <>
            <b>{word('lost_step', s.kind)}</b>
            {s.sign ? <> {word('contact_sign', s.sign)}</> : null}
            {s.how ? <> {word('found_how', s.how)}</> : null} <span>{s.by_name || t('software')}</span>{' '}
            <small>{format.moment(s.happened_at)}</small>
            {s.informed ? <p className={styles.said}>{t('told', { who: s.informed })}</p> : null}
            {s.note ? <p className={styles.said}>{s.note}</p> : null}
          </>
        ),
      }))}
    />
  )
}

/** One search whole: since when nobody has heard of the person, what is next and by when, what was done. */
export function SearchPanel({ id }: { id: string }) {
  const { t } = useTranslation('liaison')
  const common = useTranslation('common')
  const word = useWord()
  const format = useFormat()
  const { may } = useSession()
  const [asking, setAsking] = useState<'step' | 'found' | null>(null)
  const { data: search, error, refetch } = useQuery(searchQuery(id))
  if (error && !search) return <Problem error={error} retry={() => refetch()} />
  if (!search) return <Skeleton active />
  const proposed = search.next && search.next !== 'found' ? (search.next as NewStep['kind']) : 'noted'
  return (
    <div className={styles.panel}>
      <Facts
        items={[
          [
            t('person'),
            <Link key="who" to="/persons/$id" params={{ id: search.person.id }}>
              {search.person.masked ? common.t('minor') : search.person.name}
            </Link>,
          ],
          [t('number'), search.person.number],
          [t('station'), search.station.name],
          [t('since'), `${format.moment(search.since_at)} · ${word('contact_sign', search.since_by)}`],
          [t('opened'), `${format.moment(search.opened_at)} · ${t(search.by_system ? 'by_silence' : 'by_officer')}`],
          [t('stage'), word('lost_stage', search.stage)],
          [t('state'), word('lost_state', search.state)],
        ]}
      />
      <Next search={search} />
      {may('liaison.act') && search.state === 'open' ? (
        <div className={styles.actions}>
          <Button
            type={search.next === 'found' ? 'default' : 'primary'}
            onClick={() => setAsking('step')}
            data-testid="search-step"
          >
            {t('record')}
          </Button>
          <Button
            type={search.next === 'found' ? 'primary' : 'default'}
            onClick={() => setAsking('found')}
            data-testid="search-found"
          >
            {t('found')}
          </Button>
        </div>
      ) : null}
      <h3>{t('history')}</h3>
      <Steps search={search} />
      {asking === 'step' ? <StepModal id={id} proposed={proposed} done={() => setAsking(null)} /> : null}
      {asking === 'found' ? <FoundModal id={id} done={() => setAsking(null)} /> : null}
    </div>
  )
}
