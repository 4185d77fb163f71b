// Screens that are made of more than one feature.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import { lazy, Suspense, useContext, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { AlertPanel } from '../features/alerts'
import { CheckinPanel, ClaimMark, preloadReview } from '../features/checkins'
import { DeskPage, DonePage, deskQuery } from '../features/desk'
import { Telephone } from '../features/persons/Telephone'
import { TelephoneBar } from '../features/rollcalls/TelephoneBar'
import { HeldContext, HoldContext } from '../lib/held'
import type { Schemas } from '../lib/types'
import { useUrl } from '../lib/url'
import { Page, Panel } from '../ui/Page'

const AppealPanel = lazy(async () => ({ default: (await import('../features/appeals')).AppealPanel }))
const LeavePanel = lazy(async () => ({ default: (await import('../features/leaves')).LeavePanel }))

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

function Alert({ item, together }: { item: Item; together: Item[] }) {
  return (
    <AlertPanel alert={item} together={together} contact={<Telephone key={item.person.id} personId={item.person.id} />}>
      {item.request_id ? <CheckinPanel requestId={item.request_id} /> : null}
      {item.rollcall_id && item.title_code === 'rollcall_phone' ? (
        <TelephoneBar rollCallId={item.rollcall_id} personId={item.person.id} />
      ) : null}
    </AlertPanel>
  )
}

function whole(item: Item, together: Item[]) {
  switch (item.kind) {
    case 'review':
      return <Review key={item.id} item={item} />
    case 'alert':
      return <Alert key={item.id} item={item} together={together} />
    case 'appeal':
      return (
        <Panel key={item.id}>
          <Suspense fallback={<Skeleton active />}>
            <AppealPanel id={item.id} />
          </Suspense>
        </Panel>
      )
    case 'leave':
      return (
        <Panel key={item.id}>
          <Suspense fallback={<Skeleton active />}>
            <LeavePanel id={item.id} />
          </Suspense>
        </Panel>
      )
  }
}

/** The desk: what waits for a decision, the picked one whole; decisions taken here can be taken back for a while. */
export function DeskScreen() {
  const [search] = useUrl()
  const held = useContext(HeldContext)
  if (search.view === 'done') return <DonePage />
  return (
    <HoldContext value={held}>
      <DeskPage whole={whole} mark={(item) => (item.kind === 'review' ? <ClaimMark id={item.id} /> : null)} />
    </HoldContext>
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
