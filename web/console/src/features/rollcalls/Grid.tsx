import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { memo, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeys } from '../../lib/keys'
import { useWord } from '../../lib/words'
import { OutcomeTag } from '../../ui/OutcomeTag'
import styles from './live.module.css'
import type { Officer } from './officer'
import { isOnLine, page, presenceOf, tilesFor } from './roster'
import { useLive } from './store'
import { type Flow, Video } from './Video'

interface TileProps {
  officer: Officer
  id: string
  slot: number
  onPick: (id: string) => void
}

const Tile = memo(function Tile({ officer, id, slot, onPick }: TileProps) {
  const { t } = useTranslation('rollcalls')
  const word = useWord()
  const [flow, setFlow] = useState<Flow>('waiting')
  const entry = useLive(officer.store, (s) => s.people[id])
  const isHere = useLive(officer.store, (s) => s.slots[slot] === id)
  const said = useLive(officer.store, (s) => s.declined[id])
  const isFocus = useLive(officer.store, (s) => s.focus === id)
  if (!entry) return null
  const { invitee } = entry
  const live = isHere && entry.hasVideo && isOnLine(invitee)
  const mark = invitee.mark as Parameters<typeof OutcomeTag>[0]['outcome'] | null
  return (
    <button
      type="button"
      className={styles.tile}
      data-focus={isFocus}
      data-presence={invitee.presence}
      onClick={(e) => {
        e.currentTarget.blur()
        onPick(id)
      }}
    >
      <span className={styles.picture} data-frozen={live && flow === 'frozen'}>
        <Video
          stream={live ? officer.slotStream(slot) : null}
          testId={`tile-${id}`}
          className={styles.video}
          label={invitee.name}
          onFlow={setFlow}
        />
        {!live || flow === 'waiting' ? (
          <span className={styles.state}>{word('presence', presenceOf(invitee, said !== undefined))}</span>
        ) : null}
        {live && flow === 'frozen' ? <span className={styles.state}>{t('frozen')}</span> : null}
        {entry.handRaised ? <span className={styles.hand}>{t('hand')}</span> : null}
        <span className={styles.badges}>
          {isOnLine(invitee) && entry.rung !== 'video' ? (
            <span data-rung={entry.rung}>{t(`rung.${entry.rung}`)}</span>
          ) : null}
          {entry.trouble ? <span data-trouble={entry.trouble}>{t(`trouble.${entry.trouble}`)}</span> : null}
          {entry.muted ? <span>{t('muted')}</span> : null}
          {said && !live ? <span data-testid={`declined-${id}`}>{word('decline', said.reason)}</span> : null}
          {entry.answer === 'seen' ? <span>{t('to_confirm')}</span> : null}
        </span>
        {invitee.presence === 'called' ? <span className={styles.calling}>{t('calling')}</span> : null}
      </span>
      <span className={styles.name}>
        <span title={invitee.name}>{invitee.name}</span>
        {mark ? <OutcomeTag outcome={mark} /> : null}
      </span>
    </button>
  )
})

/** The places of faces while the line is coming, and what is said when there is nobody. */
function Empty({ officer, columns }: { officer: Officer; columns: number }) {
  const { t } = useTranslation('rollcalls')
  const hasRoster = useLive(officer.store, (s) => s.hasRoster)
  const isComing = useLive(officer.store, (s) => (s.link === 'connecting' || s.link === 'on') && !s.problem)
  if (hasRoster) return <p className={styles.noFaces}>{t('nobody_invited')}</p>
  if (!isComing) return null // what is wrong is said above
  return Array.from({ length: columns }, (_, n) => n).map((n) => (
    <span key={n} className={styles.tile} data-testid="tile-waiting" aria-hidden>
      <span className={styles.picture} />
      <span className={styles.name} />
    </span>
  ))
}

/** Live faces, by pages in the order of calling. */
export function Grid({ officer, onPick }: { officer: Officer; onPick: (id: string) => void }) {
  const { t } = useTranslation('rollcalls')
  const order = useLive(officer.store, (s) => s.order)
  const most = useLive(officer.store, (s) => s.tiles)
  const box = useRef<HTMLDivElement>(null)
  const [shape, setShape] = useState({ columns: 4, rows: 4 })
  const [wanted, setWanted] = useState(0)
  useEffect(() => {
    const element = box.current
    if (!element) return
    const measure = new ResizeObserver(([entry]) => {
      const next = tilesFor(entry?.contentRect.width ?? 0, entry?.contentRect.height ?? 0)
      setShape((old) => (old.columns === next.columns && old.rows === next.rows ? old : next))
    })
    measure.observe(element)
    return () => measure.disconnect()
  }, [])
  const { items, number, count } = useMemo(
    () => page(order, Math.min(most, shape.columns * shape.rows), wanted),
    [order, most, shape, wanted],
  )
  useEffect(() => officer.show(items), [officer, items])
  useKeys({ pageup: () => setWanted(number - 1), pagedown: () => setWanted(number + 1) })
  return (
    <section className={styles.gridPart} aria-label={t('faces')}>
      <div
        ref={box}
        className={styles.grid}
        style={{ gridTemplateColumns: `repeat(${shape.columns}, minmax(0, 1fr))` }}
      >
        {items.length === 0 ? <Empty officer={officer} columns={shape.columns} /> : null}
        {items.map((id, i) => (
          <Tile key={id} officer={officer} id={id} slot={i + 1} onPick={onPick} />
        ))}
      </div>
      {count > 1 ? (
        <div className={styles.pager}>
          <Button
            type="text"
            icon={<LeftOutlined />}
            aria-label={t('page_before')}
            disabled={number === 0}
            onClick={() => setWanted(number - 1)}
          />
          {t('page', { number: number + 1, count })}
          <Button
            type="text"
            icon={<RightOutlined />}
            aria-label={t('page_after')}
            disabled={number === count - 1}
            onClick={() => setWanted(number + 1)}
          />
        </div>
      ) : null}
    </section>
  )
}
