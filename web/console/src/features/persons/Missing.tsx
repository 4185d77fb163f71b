import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../lib/session'
import { useFormat } from '../../lib/words'
import { Panel } from '../../ui/Page'
import type { PersonFile } from './api'
import { missingOf, reportBy } from './missing'
import styles from './persons.module.css'

/** What a person's enrolment still lacks, and where to go on with it. Nothing when all is there. */
export function Missing({ person }: { person: PersonFile }) {
  const { t } = useTranslation('persons')
  const format = useFormat()
  const { may } = useSession()
  if (person.status !== 'active') return null
  const missing = missingOf(person)
  const by = reportBy(person, dayjs().format('YYYY-MM-DD'))
  if (missing.length === 0 && !by) return null
  return (
    <Panel
      title={t('missing_title')}
      extra={
        missing[0] && may('person.write') ? (
          <Link to="/persons/$id/enrol" params={{ id: person.id }} search={{ step: missing[0] }}>
            <Button size="small" tabIndex={-1} data-testid="enrol-go-on">
              {t('missing_go_on')}
            </Button>
          </Link>
        ) : null
      }
    >
      <ul className={styles.missing} data-testid="missing">
        {missing.map((step) => (
          <li key={step} data-missing={step}>
            {t(`missing.${step}`)}
          </li>
        ))}
        {by ? <li data-missing="report">{t('missing_report', { day: format.longDay(by) })}</li> : null}
      </ul>
    </Panel>
  )
}
