import { useQuery } from '@tanstack/react-query'
import { Segmented, Spin } from 'antd'
import { Fragment, type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../lib/types'
import { useUrl } from '../../lib/url'
import { useWord } from '../../lib/words'
import { OutcomeIcon, tint } from '../../ui/OutcomeTag'
import { Nothing } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { When } from '../../ui/When'
import { deskQuery } from './api'
import styles from './desk.module.css'
import { Incidents } from './Incidents'
import { look } from './look'
import { shown, step } from './pick'

type Item = Schemas['DeskItem']

interface Props {
  /** A word on a row, composed by the app: who looks at it. */
  mark: (item: Item) => ReactNode
  review: (item: Item) => ReactNode
  /** `together` are the items of the same card. */
  alert: (item: Item, together: Item[]) => ReactNode
}

function Row({ item, picked, onPick, mark }: { item: Item; picked: boolean; onPick: () => void; mark: ReactNode }) {
  const word = useWord()
  const { t } = useTranslation('common')
  const row = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (picked) row.current?.scrollIntoView({ block: 'nearest' })
  }, [picked])
  const outcome = look(item)
  const title = item.kind === 'alert' ? word('alert', item.title_code) : word('finding_short', item.title_code)
  return (
    <button
      ref={row}
      type="button"
      className={styles.row}
      data-picked={picked}
      aria-current={picked}
      data-testid="desk-item"
      data-kind={item.kind}
      onClick={onPick}
    >
      <span className={styles.mark} style={tint(outcome)}>
        <OutcomeIcon outcome={outcome} />
      </span>
      <span className={styles.what}>
        <span className={styles.first}>
          <b>{item.person.masked ? t('minor') : item.person.name}</b>
          <span className={styles.when}>
            <When at={item.at} />
          </span>
        </span>
        <span className={styles.second} data-severity={item.severity}>
          {title}
          {item.state === 'acknowledged' ? <i>{word('alert_state', 'acknowledged')}</i> : null}
        </span>
        <span className={styles.third}>
          {item.station.name} {mark}
        </span>
      </span>
    </button>
  )
}

/** Why the items below are one card. */
function CardHead({ item }: { item: Item }) {
  const word = useWord()
  const { card } = item
  return (
    <p className={styles.card} data-testid="desk-card">
      {word('card_reason', card.reason, { count: card.persons, items: card.items })}
    </p>
  )
}

/** J and K move through the list unless something is being written. */
function useKeys(move: (by: number) => void) {
  const latest = useRef(move)
  latest.current = move
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (event.ctrlKey || event.metaKey || event.altKey || target.closest('input, textarea, select, [role=dialog]'))
        return
      if (event.key === 'j') latest.current(1)
      if (event.key === 'k') latest.current(-1)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

/** What needs a decision now; the right half shows the picked item whole. */
export function DeskPage({ review, alert, mark }: Props) {
  const { t } = useTranslation('desk')
  const desk = useQuery(deskQuery)
  const [search, set] = useUrl()
  const lastIndex = useRef(0)
  const kind = search.kind === 'review' || search.kind === 'alert' ? search.kind : 'all'
  const items = (desk.data?.items ?? []).filter((i) => kind === 'all' || i.kind === kind)
  const item = shown(items, search.item, lastIndex.current)
  const index = item ? items.indexOf(item) : 0
  lastIndex.current = index
  useKeys((by) => set({ item: items[step(index, by, items.length)]?.id }))
  const counts = desk.data?.counts ?? { review: 0, alert: 0 }
  return (
    <div className={styles.desk}>
      <section className={styles.left} aria-label={t('title')}>
        <header className={styles.head}>
          <h1>{t('title')}</h1>
          <Segmented
            aria-label={t('kinds')}
            value={kind}
            onChange={(value) => set({ kind: value === 'all' ? undefined : value, item: undefined })}
            options={[
              { value: 'all', label: t('all', { count: counts.review + counts.alert }) },
              { value: 'review', label: t('reviews', { count: counts.review }) },
              { value: 'alert', label: t('alerts', { count: counts.alert }) },
            ]}
          />
        </header>
        <Incidents incidents={desk.data?.incidents ?? []} />
        <div className={styles.list}>
          {desk.isPending ? <Spin style={{ margin: 32 }} /> : null}
          <Problem error={desk.error} retry={() => desk.refetch()} />
          {items.map((i, n) => (
            <Fragment key={`${i.kind}${i.id}`}>
              {i.card.items > 1 && items[n - 1]?.card.id !== i.card.id ? <CardHead item={i} /> : null}
              <Row item={i} picked={i === item} onPick={() => set({ item: i.id })} mark={mark(i)} />
            </Fragment>
          ))}
          {desk.data && items.length === 0 ? <Nothing>{t('empty')}</Nothing> : null}
        </div>
        <footer className={styles.keys}>
          <kbd>J</kbd> <kbd>K</kbd> {t('keys')}
        </footer>
      </section>
      <section className={styles.right} aria-label={t('picked')} aria-live="off">
        {item ? (
          item.kind === 'review' ? (
            review(item)
          ) : (
            alert(
              item,
              items.filter((i) => i.card.id === item.card.id),
            )
          )
        ) : (
          <Nothing>{desk.data ? t('nothing_picked') : ''}</Nothing>
        )}
      </section>
    </div>
  )
}
