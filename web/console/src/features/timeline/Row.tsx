import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Outcome, outcomeIcon } from '../../../../shared/tokens/status'
import { useFormat, useWord } from '../../lib/words'
import { OutcomeTag } from '../../ui/OutcomeTag'
import { StatusTag } from '../../ui/StatusTag'
import { When } from '../../ui/When'
import type { Item } from './api'
import { whenOf } from './days'
import styles from './timeline.module.css'

/** What an item says in one line, and where it stands. */
function useLine(): (i: Item) => [ReactNode, ReactNode] {
  const { t } = useTranslation('timeline')
  const word = useWord()
  const format = useFormat()
  const plain = (text: string) => <span className={styles.state}>{text}</span>
  return (i) => {
    switch (i.kind) {
      case 'checkin':
      case 'miss':
        return [i.title || t('checkin'), <StatusTag key="s" status={i.code} />]
      case 'rollcall':
        return [
          i.title || t('rollcall'),
          i.code in outcomeIcon ? <OutcomeTag key="s" outcome={i.code as Outcome} /> : plain(i.code),
        ]
      case 'leave':
        return [
          t('leave', { place: i.title, from: format.longDay(i.from_day), to: format.longDay(i.to_day) }),
          plain(word('leave_status', i.code)),
        ]
      case 'alert':
        return [word('alert', i.code), i.status === 'open' ? plain(t('alert_open')) : null]
      case 'appeal':
        return [t('appeal', { day: format.longDay(i.from_day) }), plain(word('appeal_status', i.code))]
      case 'sanction':
        return [
          t('sanction', { kind: word('sanction', i.code), day: format.longDay(i.from_day) }),
          plain(word('sanction_status', i.status)),
        ]
      default:
        return [
          word('audit', i.code),
          i.corrected.length > 0 ? plain(i.corrected.map((name) => word('person_fact', name)).join(t('and'))) : null,
        ]
    }
  }
}

function Target({ item, children }: { item: Item; children: ReactNode }) {
  const id = item.subject_id
  switch (item.subject) {
    case 'checkin':
      return (
        <Link to="/checkins/$id" params={{ id }}>
          {children}
        </Link>
      )
    case 'rollcall':
      return (
        <Link to="/roll-calls/$id" params={{ id }}>
          {children}
        </Link>
      )
    case 'leave':
      return (
        <Link to="/leaves" search={{ item: id }}>
          {children}
        </Link>
      )
    case 'appeal':
      return (
        <Link to="/appeals" search={{ item: id }}>
          {children}
        </Link>
      )
    case 'sanction':
      return (
        <Link to="/appeals/sanctions" search={{ item: id }}>
          {children}
        </Link>
      )
    default:
      return <span>{children}</span>
  }
}

/** A small picture; one that can't be shown leaves its place empty. */
function Thumb({ src, alt }: { src: string; alt: string }) {
  const [broken, setBroken] = useState(false)
  if (broken) return <span />
  return (
    <img
      className={styles.thumb}
      src={src}
      alt={alt}
      width={36}
      height={36}
      loading="lazy"
      decoding="async"
      onError={() => setBroken(true)}
    />
  )
}

/** Words for a reason: somebody's own, or those of its code. */
function useReason() {
  const word = useWord()
  return (i: Item) => {
    const code = i.reason.match(/^code:([a-z_]+)$/)?.[1]
    if (code) return word('alert_note', code)
    return i.kind === 'rollcall' ? word('mark_reason', i.reason) : i.reason
  }
}

/** One thing that happened: when, what, why and by whom. */
export function Row({ item }: { item: Item }) {
  const { t } = useTranslation('timeline')
  const word = useWord()
  const format = useFormat()
  const line = useLine()
  const reasonOf = useReason()
  const [text, state] = line(item)
  const who = item.by_name || (item.by_role ? word('role', item.by_role) : '')
  const reason = reasonOf(item)
  return (
    <li className={styles.row} data-kind={item.kind} data-testid="timeline-item">
      <When at={whenOf(item)} by="clock" />
      <span className={styles.kind}>{word('timeline', item.kind)}</span>
      <div className={styles.what}>
        <p>
          <Target item={item}>{text}</Target> {state}
        </p>
        {item.is_sent_later && item.made_at ? (
          <p className={styles.quiet} data-testid="sent-later">
            {t('sent_later', { made: format.moment(item.made_at), sent: format.clock(item.at) })}
          </p>
        ) : null}
        {item.causes.length > 0 ? (
          <p className={styles.quiet}>
            {item.causes.map((c) => word('cause', c.code, { value: c.value, of: c.of })).join(t('and'))}
          </p>
        ) : null}
        {reason || who ? (
          <p className={styles.quiet}>
            {who ? <span title={who}>{who}</span> : null}
            {who && reason ? t('says') : null}
            {reason}
          </p>
        ) : null}
      </div>
      {item.picture_url ? <Thumb src={item.picture_url} alt={t('picture')} /> : <span />}
    </li>
  )
}
