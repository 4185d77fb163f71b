import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { useKeys } from '../../lib/keys'
import styles from './live.module.css'
import type { Officer } from './officer'
import { press } from './press'
import { useLive } from './store'

/** Who runs the roll call, who leads, and how the lead changes hands. */
export function Staff({ officer, attempt }: { officer: Officer; attempt: (work: Promise<unknown>) => void }) {
  const { t } = useTranslation('rollcalls')
  const { lead_id, seats } = useLive(officer.store, (s) => s.staff)
  const me = useLive(officer.store, (s) => s.me)
  const leads = lead_id === me
  const take = () => {
    if (!leads && lead_id && !officer.watching) attempt(officer.takeLead())
  }
  useKeys({ o: take })
  const others = seats.filter((s) => s.staff_id !== me && s.on_line)
  return (
    <span className={styles.staff} data-testid="staff" data-lead={lead_id ?? ''}>
      {seats.map((s) => (
        <span key={s.staff_id} data-lead={s.staff_id === lead_id}>
          {s.staff_id === lead_id ? t('staff_lead', { name: s.name }) : s.name}
          {s.staff_id === me ? t('staff_me') : ''}
          {s.on_line ? '' : t('staff_lost')}
        </span>
      ))}
      {leads && others.length > 0 ? (
        <Dropdown
          trigger={['click']}
          menu={{
            items: others.map((s) => ({ key: s.staff_id, label: t('lead_give_to', { name: s.name }) })),
            onClick: ({ key }) => attempt(officer.giveLead(key)),
          }}
        >
          <Button size="small" data-testid="lead-give">
            {t('lead_give')}
          </Button>
        </Dropdown>
      ) : null}
      {!leads && lead_id && !officer.watching ? (
        <Button size="small" onClick={press(take)} data-testid="lead-take">
          {t('lead_take')} <kbd>O</kbd>
        </Button>
      ) : null}
    </span>
  )
}
