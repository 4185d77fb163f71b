// What somebody else decided while one was looking.
import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../lib/session'
import { useFormat, useWord } from '../../lib/words'
import { checkinQuery, type Detail, decidedHere, dropDrafts } from './api'

/** Tells who decided a submission that was looked at, unless it was done in this window. */
function useTell() {
  const { t } = useTranslation('checkins')
  const word = useWord()
  const format = useFormat()
  const { session } = useSession()
  const { message } = App.useApp()
  return (detail: Detail, checkinId: string) => {
    const last = detail.decisions.at(-1)
    const how = decidedHere.get(checkinId)
    dropDrafts(detail.id)
    if (!last || how === 'done') return
    const values = { at: format.clock(last.at), what: word('decision', last.kind), name: last.by_name }
    const text = last.by_id === session?.member.id ? t('decided_by_me', values) : t('decided_by', values)
    const content = how === 'refused' ? `${text}${t('not_sent')}` : text
    message.info({ content, duration: 8, key: `decided-${checkinId}` })
  }
}

/** Says so when a review that is shown was decided elsewhere, also when the desk has moved on by then. */
export function useNews(id: string, detail: Detail | undefined) {
  const queries = useQueryClient()
  const tell = useTell()
  const latest = useRef(tell)
  latest.current = tell
  const looking = useRef<string | null>(null)
  useEffect(() => {
    if (detail?.status === 'review') looking.current = detail.checkin?.id ?? null
    else if (detail && looking.current) {
      latest.current(detail, looking.current)
      looking.current = null
    }
  }, [detail])
  useEffect(
    () => () => {
      const checkinId = looking.current
      const state = queries.getQueryState(checkinQuery(id).queryKey)
      if (!checkinId || !state) return
      const isKnown = state.data?.status === 'review' && !state.isInvalidated && state.fetchStatus === 'idle'
      if (isKnown) return // left of one's own accord
      const now = queries.fetchQuery({ ...checkinQuery(id), staleTime: 0 })
      now.then((d) => d.status !== 'review' && latest.current(d, checkinId)).catch(() => undefined)
    },
    [id, queries],
  )
}
