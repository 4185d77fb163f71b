import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/words'
import { reachQuery } from './api'
import styles from './persons.module.css'
import { type Part, partsOf } from './reach'

function useSaying() {
  const { t } = useTranslation('persons')
  const format = useFormat()
  return (p: Part): string => {
    switch (p.key) {
      case 'reach_only':
      case 'reach_also':
        return t(p.key, { ways: p.ways.map((w) => t(`reach_way.${w}`)).join(t('reach_list')) })
      case 'reach_seen':
        return t(p.key, { span: format.span(p.seconds) })
      case 'reach_receipt':
        return t(p.key, { when: format.moment(p.at) })
      default:
        return t(p.key)
    }
  }
}

/** How the person can be reached now, in one line whose place is kept while it is read. */
export function ReachLine({ personId, reason }: { personId: string; reason: string }) {
  const { t } = useTranslation('persons')
  const saying = useSaying()
  const { data, error } = useQuery(reachQuery(personId, reason))
  return (
    <span className={styles.reach} data-testid="reach" data-code={data?.code}>
      {data ? partsOf(data).map(saying).join(t('reach_and')) : null}
      {error && !data ? t('reach_unknown') : null}
    </span>
  )
}
