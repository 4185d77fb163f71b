import { Link } from '@tanstack/react-router'
import { Button, Segmented, Spin } from 'antd'
import dayjs from 'dayjs'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import { usePages } from '../../lib/pages'
import type { Schemas } from '../../lib/types'
import { useUrl } from '../../lib/url'
import { useFormat, useWord } from '../../lib/words'
import { More } from '../../ui/More'
import { Nothing } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { DeskHead } from './DeskHead'
import styles from './desk.module.css'

type Done = Schemas['DeskDone']

const spans = { today: 1, week: 7, month: 30 } as const

/** Where a thing that was done can be looked at again. */
function Subject({ done }: { done: Done }) {
  const { t } = useTranslation('common')
  const name = done.person.masked ? t('minor') : done.person.name
  if (done.noun === 'checkin')
    return (
      <Link to="/checkins/$id" params={{ id: done.subject_id }}>
        {name}
      </Link>
    )
  if (done.noun === 'leave')
    return (
      <Link to="/leaves" search={{ item: done.subject_id } as never}>
        {name}
      </Link>
    )
  if (done.noun === 'appeal')
    return (
      <Link to="/appeals" search={{ item: done.subject_id } as never}>
        {name}
      </Link>
    )
  return (
    <Link to="/persons/$id" params={{ id: done.person.id }}>
      {name}
    </Link>
  )
}

/**
 * A list as it was when it had been read: what came on top of it since is only counted, until it is asked for, so that
 * nothing moves under who reads. `of` says which list it is.
 */
function useStill<T extends { id: string }>(items: T[], of: string, isRead: boolean) {
  const [top, setTop] = useState<{ of: string; id: string }>()
  const newest = items[0]?.id
  const isHeld = top?.of === of
  useEffect(() => {
    if (isRead && !isHeld && newest) setTop({ of, id: newest })
  }, [isRead, isHeld, newest, of])
  const at = isHeld ? items.findIndex((i) => i.id === top.id) : 0
  const since = Math.max(0, at)
  return { still: items.slice(since), since, showAll: () => setTop(undefined) }
}

/** What I decided or did, newest first. */
export function DonePage() {
  const { t } = useTranslation('desk')
  const word = useWord()
  const format = useFormat()
  const [search, set] = useUrl()
  const span = search.span === 'week' || search.span === 'month' ? search.span : 'today'
  const from = dayjs()
    .startOf('day')
    .subtract(spans[span] - 1, 'day')
    .toISOString()
  const to = dayjs().startOf('day').add(1, 'day').toISOString()
  const what = (done: Done) => {
    const kind = (done.data as { kind?: string } | null)?.kind
    return done.action === 'checkin.decided' && kind ? word('decision', kind) : word('audit', done.action)
  }
  const pages = usePages(['desk', 'done', span, from], (cursor) =>
    body(api.GET('/console/v1/desk/done', { params: { query: { cursor, from, to } } })),
  )
  const isRead = !pages.isFetching && !pages.isPlaceholderData
  const { still, since, showAll } = useStill(pages.items, `${span} ${from}`, isRead)
  return (
    <div className={styles.done}>
      <DeskHead here="done" />
      <div className={styles.span}>
        <Segmented
          aria-label={t('span')}
          value={span}
          onChange={(value) => set({ span: value === 'today' ? undefined : value })}
          options={(['today', 'week', 'month'] as const).map((value) => ({ value, label: t(`spans.${value}`) }))}
        />
        <span aria-live="polite">
          {since > 0 ? (
            <Button size="small" type="link" onClick={showAll} data-testid="desk-done-since">
              {t('done_since', { count: since })}
            </Button>
          ) : null}
        </span>
      </div>
      {pages.isPending ? <Spin style={{ margin: 32 }} /> : null}
      <Problem error={pages.error} retry={() => pages.refetch()} />
      <ul>
        {still.map((done) => (
          <li key={done.id} data-testid="desk-done-item">
            <time dateTime={done.at}>{format.moment(done.at)}</time>
            <Subject done={done} />
            <span>{what(done)}</span>
            <span className={styles.why}>{done.reason}</span>
          </li>
        ))}
      </ul>
      {!pages.isPending && !pages.error && pages.items.length === 0 ? <Nothing>{t('nothing_done')}</Nothing> : null}
      <More pages={pages} />
    </div>
  )
}
