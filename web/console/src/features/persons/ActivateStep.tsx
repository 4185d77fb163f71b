import { PrinterOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../../ui/Problem'
import type { PersonFile } from './api'
import { type Activation, Code, useIssue } from './Devices'
import styles from './persons.module.css'

/** The phone: a code to scan, and a leaflet that says on paper what to do with it. */
export function ActivateStep({ person, others }: { person: PersonFile; others: ReactNode }) {
  const { t } = useTranslation('persons')
  const queries = useQueryClient()
  const [activation, setActivation] = useState<Activation | null>(null)
  const issue = useIssue(person.id, (next) => {
    setActivation(next)
    queries.invalidateQueries({ queryKey: ['person'] })
  })
  return (
    <>
      <p>{t('step_phone_note')}</p>
      <Problem error={issue.error} retry={() => issue.mutate(null)} />
      {activation ? (
        <section className={styles.leaflet} data-testid="leaflet">
          <h2 className="part">{t('leaflet_title', { station: person.station.name })}</h2>
          <Code activation={activation} />
          <ol>
            <li>{t('leaflet_scan')}</li>
            <li>{t('leaflet_agree')}</li>
            <li>{t('leaflet_icon')}</li>
            <li>{t('leaflet_help', { station: person.station.name })}</li>
          </ol>
        </section>
      ) : null}
      <div className={styles.foot}>
        {others}
        {activation ? (
          <Button type="primary" icon={<PrinterOutlined />} onClick={() => print()} data-testid="leaflet-print">
            {t('leaflet_print')}
          </Button>
        ) : (
          <Button
            type="primary"
            loading={issue.isPending}
            onClick={() => issue.mutate(null)}
            data-testid="enrol-activate"
          >
            {t('step_phone_issue')}
          </Button>
        )}
      </div>
    </>
  )
}
