import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import { useSession } from '../../lib/session'
import { useWord } from '../../lib/words'
import { Nothing, Panel } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { Waiting } from '../../ui/Waiting'
import { When } from '../../ui/When'
import styles from './alerts.module.css'
import { noteCode } from './note'

/** The newest questions about a person and how each ended. */
export function PersonAlerts({ personId }: { personId: string }) {
  const { t } = useTranslation('alerts')
  const word = useWord()
  const { may } = useSession()
  const alerts = useQuery({
    queryKey: ['alert', 'person', personId],
    queryFn: () => body(api.GET('/console/v1/alerts', { params: { query: { person_id: personId } } })),
    enabled: may('alert.read'),
  })
  if (!may('alert.read')) return null
  const ending = (note: string) => {
    const code = noteCode(note)
    return code ? word('alert_note', code) : note
  }
  return (
    <Panel title={t('of_person')}>
      <Problem error={alerts.error} retry={() => alerts.refetch()} />
      <ul className={styles.past} data-testid="person-alerts">
        {alerts.data?.items.slice(0, 5).map((a) => (
          <li key={a.id}>
            <span>{word('alert', a.kind)}</span>
            <When at={a.opened_at} />
            <p>{a.state === 'resolved' ? ending(a.note) : t('not_ended')}</p>
          </li>
        ))}
      </ul>
      {alerts.isPending ? <Waiting /> : null}
      {alerts.data?.items.length === 0 ? <Nothing>{t('none_of_person')}</Nothing> : null}
    </Panel>
  )
}
