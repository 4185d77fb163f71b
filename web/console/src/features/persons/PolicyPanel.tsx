import { useQuery } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormat, useWord } from '../../lib/words'
import { Panel } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import styles from './persons.module.css'
import { policyQuery } from './teamApi'

/** Which version of the privacy policy a person has read, and what they agreed to. */
export function PolicyPanel({ personId, reason }: { personId: string; reason: string }) {
  const { t } = useTranslation('persons')
  const word = useWord()
  const format = useFormat()
  const { data, error, refetch } = useQuery(policyQuery(personId, reason))
  const answer = data?.answer
  return (
    <Panel title={t('policy')}>
      <Problem error={error} retry={() => refetch()} />
      {data || error ? null : <Skeleton active title={false} paragraph={{ rows: 1 }} />}
      {data && !answer ? <p data-testid="policy-line">{t('policy_unread', { version: data.shown_version })}</p> : null}
      {data && answer ? (
        <>
          <p data-testid="policy-line">
            {t('policy_line', {
              version: answer.version,
              day: format.longDay(answer.at),
              face: word('policy_choice', answer.face),
              voice: word('policy_choice', answer.voice),
            })}
          </p>
          {answer.version < data.shown_version ? (
            <p className={styles.quiet}>{t('policy_newer', { version: data.shown_version })}</p>
          ) : null}
          {answer.face === 'no' ? <p className={styles.quiet}>{t('policy_no_face')}</p> : null}
        </>
      ) : null}
    </Panel>
  )
}
