import { type Outcome, outcomeIcon } from '@diandao/shared/tokens/status'
import type { ReactNode } from 'react'

/** What something came to: icon, colour and words together. */
export function StatusLine({ outcome, children }: { outcome: Outcome | null; children: ReactNode }) {
  if (!outcome) return <span className="status">{children}</span>
  return (
    <span className="status" style={{ color: `var(--${outcome}-text)`, background: `var(--${outcome}-tint)` }}>
      <svg
        aria-hidden="true"
        viewBox="0 0 16 16"
        width="18"
        height="18"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <path d={outcomeIcon[outcome]} />
      </svg>
      {children}
    </span>
  )
}
