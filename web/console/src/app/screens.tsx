// Screens that are made of more than one feature.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { AlertPanel } from '../features/alerts'
import { CheckinPanel, ClaimMark, preloadReview } from '../features/checkins'
import { DeskPage, deskQuery } from '../features/desk'
import { TelephoneBar } from '../features/rollcalls/TelephoneBar'
import type { Schemas } from '../lib/types'
import { Page } from '../ui/Page'

type Item = Schemas['DeskItem']

/** A review of the desk; the next one is fetched meanwhile. */
function Review({ item }: { item: Item }) {
  const queries = useQueryClient()
  const { data } = useQuery(deskQuery)
  const items = data?.items ?? []
  const next = items.slice(items.findIndex((i) => i.id === item.id) + 1).find((i) => i.kind === 'review')?.id
  useEffect(() => {
    if (!next) return
    const soon = setTimeout(() => preloadReview(queries, next).catch(() => undefined), 800) // what is shown comes first
    return () => clearTimeout(soon)
  }, [queries, next])
  return <CheckinPanel requestId={item.id} />
}

/** The desk: reviews and alerts, the picked one whole. */
export function DeskScreen() {
  return (
    <DeskPage
      mark={(item) => (item.kind === 'review' ? <ClaimMark id={item.id} /> : null)}
      review={(item) => <Review key={item.id} item={item} />}
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
