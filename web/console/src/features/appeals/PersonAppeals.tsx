import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../lib/session'
import { useFormat, useWord } from '../../lib/words'
import { OutcomeTag } from '../../ui/OutcomeTag'
import { Nothing, Panel } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { Waiting } from '../../ui/Waiting'
import { WarnTag } from '../../ui/WarnTag'
import { When } from '../../ui/When'
import { type Appeal, personAppealsQuery } from './api'
import styles from './appeals.module.css'

/** One appeal in a line: about which day and what, since when, and where it stands. */
function Line({ appeal }: { appeal: Appeal }) {
  const { t } = useTranslation('appeals')
  const word = useWord()
  const format = useFormat()
  return (
    <li data-testid="person-appeal" data-status={appeal.status}>
      <Link to="/appeals" search={{ person: appeal.person.id, item: appeal.id }}>
        {t('about_day', { day: format.longDay(appeal.day) })}
      </Link>
      <span>{appeal.against ? <OutcomeTag outcome={appeal.against} /> : word('sanction', appeal.sanction)}</span>
      <When at={appeal.opened_at} />
      <span className={styles.standing}>
        {word('appeal_status', appeal.status)}
        {appeal.overdue_at && appeal.status === 'open' ? <WarnTag>{t('overdue')}</WarnTag> : null}
      </span>
    </li>
  )
}

/** A person's newest appeals, and the way to all of them. */
export function PersonAppeals({ personId }: { personId: string }) {
  const { t } = useTranslation('appeals')
  const { may } = useSession()
  const isAllowed = may('appeal.read')
  const { data, error, refetch } = useQuery({ ...personAppealsQuery(personId), enabled: isAllowed })
  if (!isAllowed) return null
  return (
    <Panel
      title={t('title')}
      extra={
        <Link to="/appeals" search={{ person: personId }} data-testid="person-appeals-all">
          {t('all')}
        </Link>
      }
    >
      <Problem error={error} retry={() => refetch()} />
      {data || error ? null : <Waiting />}
      <ul className={styles.ofPerson} data-testid="person-appeals">
        {data?.items.map((a) => (
          <Line key={a.id} appeal={a} />
        ))}
      </ul>
      {data?.items.length === 0 ? <Nothing>{t('none_of_person')}</Nothing> : null}
    </Panel>
  )
}
