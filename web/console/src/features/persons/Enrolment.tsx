import { useQuery } from '@tanstack/react-query'
import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../lib/session'
import { useFormat } from '../../lib/words'
import { Nothing, Panel } from '../../ui/Page'
import { Photo } from '../../ui/Photo'
import { Problem } from '../../ui/Problem'
import { enrolmentQuery } from './api'
import styles from './persons.module.css'
import { TakePictures } from './TakePictures'

/** The pictures by which a person is known. */
export function Enrolment({ personId, reason }: { personId: string; reason: string }) {
  const { t } = useTranslation('persons')
  const format = useFormat()
  const { may } = useSession()
  const [taking, setTaking] = useState(false)
  const { data, error, refetch } = useQuery(enrolmentQuery(personId, reason))
  const current = data?.current
  return (
    <Panel
      title={t('enrolment')}
      extra={
        may('person.write') ? (
          <Button size="small" onClick={() => setTaking(true)} data-testid="enrol">
            {t(current ? 'enrol_again' : 'enrol')}
          </Button>
        ) : null
      }
    >
      <Problem error={error} retry={() => refetch()} />
      {data || error ? null : <Skeleton active title={false} paragraph={{ rows: 3 }} />}
      {data && !data.is_compared ? <p className={styles.quiet}>{t('not_compared')}</p> : null}
      {current ? (
        <>
          <div className={styles.pictures} data-testid="enrolled">
            {current.pictures.map((p, n) => (
              <Photo key={p.url} src={p.url} alt={t('picture_n', { n: n + 1 })} width={72} height={96} />
            ))}
          </div>
          <p className={styles.quiet}>{t('enrolled_at', { when: format.moment(current.taken_at) })}</p>
          {current.is_stale && data?.is_compared ? <p className={styles.warn}>{t('stale')}</p> : null}
        </>
      ) : null}
      {data && !current ? <Nothing>{t('not_enrolled')}</Nothing> : null}
      {taking ? <TakePictures personId={personId} onClose={() => setTaking(false)} /> : null}
    </Panel>
  )
}
