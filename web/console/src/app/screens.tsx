// Screens that are made of more than one feature.
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { AlertPanel } from '../features/alerts'
import { CheckinPanel } from '../features/checkins'
import { DeskPage } from '../features/desk'
import { TelephoneBar } from '../features/rollcalls/TelephoneBar'
import { Page } from '../ui/Page'

/** The desk: reviews and alerts, the picked one whole. */
export function DeskScreen() {
  return (
    <DeskPage
      review={(item) => <CheckinPanel key={item.id} requestId={item.id} />}
      alert={(item, together) => (
        <AlertPanel key={item.id} alert={item} together={together}>
          {item.request_id ? <CheckinPanel requestId={item.request_id} /> : null}
          {item.rollcall_id && item.title_code === 'rollcall_phone' ? (
            <TelephoneBar rollCallId={item.rollcall_id} personId={item.person.id} />
          ) : null}
        </AlertPanel>
      )}
    />
  )
}

/** One check-in on its own. */
export function CheckinScreen() {
  const { t } = useTranslation('checkins')
  const { id } = useParams({ strict: false })
  return (
    <Page title={t('one')}>
      <CheckinPanel requestId={id ?? ''} />
    </Page>
  )
}
