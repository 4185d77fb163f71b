import { useTranslation } from 'react-i18next'
import type { Outcome } from '../../../../shared/tokens/status'
import { useFormat, useWord } from '../../lib/words'
import { OutcomeTag } from '../../ui/OutcomeTag'
import uiStyles from '../../ui/ui.module.css'
import { WarnTag } from '../../ui/WarnTag'
import type { Delivery, Partner } from './api'

const looks: Partial<Record<Delivery['state'], Outcome>> = { delivered: 'present', pending: 'late', given_up: 'absent' }

/** Where a delivery stands, as word and icon. */
export function StateTag({ state }: { state: Delivery['state'] }) {
  const word = useWord()
  const look = looks[state]
  const label = word('partner_delivery', state)
  return look ? <OutcomeTag outcome={look} label={label} /> : <span className={uiStyles.plain}>{label}</span>
}

/** Whether a partner is sent to, and since when nothing arrives. */
export function PartnerState({ partner }: { partner: Partner }) {
  const { t } = useTranslation('partners')
  const format = useFormat()
  if (partner.pause) return <OutcomeTag outcome="not_reached" label={t(`pause_of.${partner.pause}`)} />
  if (partner.failing_since) return <WarnTag>{t('failing', { since: format.moment(partner.failing_since) })}</WarnTag>
  return <OutcomeTag outcome="present" label={t('sending')} />
}
