import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Segmented, Spin } from 'antd'
import { Fragment, type ReactNode, useContext, useEffect, useRef, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { HeldContext } from '../../lib/held'
import { useKeys } from '../../lib/keys'
import type { Schemas } from '../../lib/types'
import { useUrl } from '../../lib/url'
import { useFormat, useWord } from '../../lib/words'
import { KeyHints } from '../../ui/KeyHints'
import { Name } from '../../ui/Name'
import { OutcomeIcon, tint } from '../../ui/OutcomeTag'
import { Nothing } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { When } from '../../ui/When'
import { deskQuery } from './api'
import { DeskHead } from './DeskHead'
import styles from './desk.module.css'
import { Incidents } from './Incidents'
import { isOutcome, look } from './look'
import { shown, step } from './pick'
import { Rest } from './Rest'

type Item = Schemas['DeskItem']

interface Props {
  /** A word on a row, composed by the app: who looks at it. */
  mark: (item: Item) => ReactNode
  /** The picked item whole; `together` are the items of the same card. */
  whole: (item: Item, together: Item[]) => ReactNode
}

const kinds = ['review', 'alert', 'appeal', 'leave'] as const

/** What an item asks, in a few words. */
function useAsked() {
  const { t } = useTranslation('desk')
  const status = useTranslation('status')
  const word = useWord()
  const format = useFormat()
  return (item: Item) => {
    switch (item.kind) {
      case 'alert':
        return word('alert', item.title_code)
      case 'appeal':
        return t('appeal_against', {
          outcome: isOutcome(item.title_code)
            ? status.t(`outcome.${item.title_code}`)
            : word('sanction', item.title_code),
        })
      case 'leave':
        return t('leave_days', { from: format.day(item.from_day), to: format.day(item.to_day) })
      default:
        return word('finding_short', item.title_code)
    }
  }
}

function Row({ item, picked, onPick, mark }: { item: Item; picked: boolean; onPick: () => void; mark: ReactNode }) {
  const word = useWord()
  const { t } = useTranslation('common')
  const row = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (picked) row.current?.scrollIntoView({ block: 'nearest' })
  }, [picked])
  const outcome = look(item)
  const asked = useAsked()
  return (
    <button
      ref={row}
      type="button"
      className={styles.row}
      data-picked={picked}
      aria-current={picked}
      data-testid="desk-item"
      data-kind={item.kind}
      data-id={item.id}
      onClick={onPick}
    >
      <span className={styles.mark} style={tint(outcome)}>
        <OutcomeIcon outcome={outcome} />
      </span>
      <span className={styles.what}>
        <span className={styles.first}>
          <b>{item.person.masked ? t('minor') : <Name>{item.person.name}</Name>}</b>
          <span className={styles.when}>
            <When at={item.at} />
          </span>
        </span>
        <span className={styles.second} data-severity={item.severity}>
          {asked(item)}
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

/** What waits for a decision, without that which was decided a moment ago and may still be taken back. */
function useWaiting() {
  const desk = useQuery(deskQuery)
  const writes = useContext(HeldContext)
  const queries = useQueryClient()
  const held = useSyncExternalStore(writes.subscribe, writes.list)
  // What was decided does not come back for as long as it takes to read the list anew.
  useEffect(
    () =>
      writes.onArrived((decided) => {
        const isDecided = (i: Item) => decided.includes(i.id) || decided.includes(i.request_id ?? '')
        queries.setQueryData(
          deskQuery.queryKey,
          (old) => old && { ...old, items: old.items.filter((i) => !isDecided(i)) },
        )
      }),
    [writes, queries],
  )
  const isHeld = (id: string) => held.some((h) => h.problem === undefined && h.items.includes(id))
  const items = (desk.data?.items ?? []).filter((i) => !isHeld(i.id) && !isHeld(i.request_id ?? ''))
  return { desk, items }
}

/** What needs a decision now; the right half shows the picked item whole. */
export function DeskPage({ whole, mark }: Props) {
  const { t } = useTranslation('desk')
  const { desk, items: all } = useWaiting()
  const [search, set] = useUrl()
  const lastIndex = useRef(0)
  const kind = kinds.find((k) => k === search.kind) ?? 'all'
  const items = all.filter((i) => kind === 'all' || i.kind === kind)
  const item = shown(items, search.item, lastIndex.current)
  const index = item ? items.indexOf(item) : 0
  lastIndex.current = index
  const go = (by: number) => set({ item: items[step(index, by, items.length)]?.id })
  useKeys({ j: () => go(1), k: () => go(-1) })
  const more = kinds.filter((k) => desk.data?.more.includes(k))
  const count = (k: 'all' | (typeof kinds)[number]) => {
    const listed = new Set(all.filter((i) => k === 'all' || i.kind === k).map((i) => i.card.id)).size
    return (k === 'all' ? more.length > 0 : more.includes(k)) ? `${listed}+` : listed
  }
  return (
    <div className={styles.desk}>
      <section className={styles.left} aria-label={t('title')}>
        <header className={styles.head}>
          <DeskHead here="waiting" />
          <Segmented
            className={styles.kinds}
            aria-label={t('kinds')}
            size="small"
            block
            value={kind}
            onChange={(value) => set({ kind: value === 'all' ? undefined : value, item: undefined })}
            options={(['all', ...kinds] as const).map((k) => ({
              value: k,
              label: t(`kind.${k}`, { count: count(k) }),
            }))}
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
          <Rest kinds={kind === 'all' ? more : [kind]} isCut={kind === 'all' || more.includes(kind)} />
        </div>
        {items.length > 0 ? (
          <KeyHints className={styles.keys}>
            <kbd>J</kbd> <kbd>K</kbd> {t('keys')} <kbd>Y</kbd> <kbd>N</kbd> <kbd>T</kbd> <kbd>E</kbd> {t('keys_act')}{' '}
            <kbd>Z</kbd> {t('keys_undo')}
          </KeyHints>
        ) : null}
      </section>
      <section className={styles.right} aria-label={t('picked')} aria-live="off">
        {item ? (
          whole(
            item,
            items.filter((i) => i.card.id === item.card.id),
          )
        ) : (
          <Nothing>{desk.data ? t('nothing_picked') : ''}</Nothing>
        )}
      </section>
    </div>
  )
}
