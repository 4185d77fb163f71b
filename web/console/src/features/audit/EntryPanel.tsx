import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { useFormat, useWord } from '../../lib/words'
import { Facts } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { checkChain, type Entry, MAX_DAYS } from './api'
import styles from './audit.module.css'
import { Details } from './Details'
import { PersonName } from './PersonName'

/** One entry with its facts, the ways to what is around it, and whether its chain is whole. */
export function EntryPanel({ entry }: { entry: Entry }) {
  const { t } = useTranslation('audit')
  const word = useWord()
  const format = useFormat()
  const around = {
    from: dayjs(entry.at)
      .subtract(MAX_DAYS - 1, 'day')
      .format('YYYY-MM-DD'),
    to: dayjs(entry.at).format('YYYY-MM-DD'),
  }
  return (
    <>
      <Facts
        items={[
          [t('at'), format.moment(entry.at)],
          [t('who'), `${entry.actor_name} ${word('role', entry.actor_role)}`.trim()],
          [t('what'), word('audit', entry.action)],
          [t('person'), <PersonName key="person" entry={entry} />],
          [t('why'), entry.reason || '–'],
          [
            t('subject'),
            <span key="subject">
              {entry.subject_name} <code>{entry.subject}</code>
            </span>,
          ],
          [t('entry'), <code key="entry">{`${entry.chain} ${entry.seq}`}</code>],
          [
            t('hash'),
            <code key="hash" className={styles.hash}>
              {entry.hash}
            </code>,
          ],
        ]}
      />
      {entry.data ? <Details entry={entry} /> : null}
      <p className={styles.ways}>
        {entry.person_id ? (
          <>
            {entry.person?.withheld === 'elsewhere' ? null : (
              <Link to="/persons/$id" params={{ id: entry.person_id }}>
                {t('to_person')}
              </Link>
            )}
            <Link to="/audit" search={{ person: entry.person_id }} data-testid="audit-of-person">
              {t('of_person')}
            </Link>
          </>
        ) : null}
        {entry.actor_name && entry.actor_role !== 'self' ? (
          <Link to="/audit" search={{ actor: entry.actor_id, ...around }}>
            {t('of_actor')}
          </Link>
        ) : null}
      </p>
      <Chain chain={entry.chain} />
    </>
  )
}

function Chain({ chain }: { chain: string }) {
  const { t } = useTranslation('audit')
  const check = useMutation({ mutationFn: () => checkChain(chain) })
  const found = check.data
  return (
    <section>
      <h3 className={styles.heading}>{t('chain')}</h3>
      <p>{t('chain_text')}</p>
      <Button loading={check.isPending} onClick={() => check.mutate()} data-testid="chain-check">
        {t('chain_check')}
      </Button>
      <Problem error={check.error} />
      {found ? (
        <Alert
          showIcon
          style={{ marginTop: 12 }}
          type={found.is_whole ? 'success' : 'error'}
          data-testid="chain-checked"
          title={
            found.is_whole
              ? t('chain_whole', { count: found.entries })
              : t('chain_broken', { entry: found.broken_at, count: found.entries })
          }
          description={<code className={styles.hash}>{found.head}</code>}
        />
      ) : null}
    </section>
  )
}
