import type { ReactNode } from 'react'
import { tint } from './OutcomeTag'
import styles from './ui.module.css'

/** A word that asks for attention, in colours whose contrast is enough for small letters. */
export function WarnTag({ children }: { children: ReactNode }) {
  return (
    <span className={`${styles.tag} ${styles.warn}`} style={tint('late')}>
      {children}
    </span>
  )
}
