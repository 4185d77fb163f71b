import type { ReactNode } from 'react'
import styles from './ui.module.css'

/** A screen: its heading, a picture before it, what can be done, and its content. */
export function Page({
  title,
  note,
  picture,
  actions,
  children,
}: {
  title: ReactNode
  note?: ReactNode
  picture?: ReactNode
  actions?: ReactNode
  children: ReactNode
}) {
  return (
    <div className={styles.page}>
      <header className={styles.pageHead}>
        <div className={picture ? styles.pictured : undefined}>
          {picture}
          <div>
            <h1>{title}</h1>
            {note ? <p className={styles.note}>{note}</p> : null}
          </div>
        </div>
        {actions ? <div className={styles.actions}>{actions}</div> : null}
      </header>
      {children}
    </div>
  )
}

/** A titled part of a screen. */
export function Panel({
  title,
  extra,
  children,
  className = '',
}: {
  title?: ReactNode
  extra?: ReactNode
  children: ReactNode
  className?: string
}) {
  return (
    <section className={`${styles.panel} ${className}`}>
      {title ? (
        <div className={styles.panelHead}>
          <h2>{title}</h2>
          {extra}
        </div>
      ) : null}
      {children}
    </section>
  )
}

/** What a list says when it has nothing. */
export function Nothing({ children }: { children: ReactNode }) {
  return <p className={styles.nothing}>{children}</p>
}

/** Facts as pairs. */
export function Facts({ items }: { items: [ReactNode, ReactNode][] }) {
  return (
    <dl className={styles.facts}>
      {items.map(([name, value], i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pairs never change place
        <div key={i}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
