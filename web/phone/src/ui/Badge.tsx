import { type Outcome, outcomeIcon } from '@diandao/shared/tokens/status'
import { Icon } from './Icon'

/** A large sign of what became of it, beside the words; null while nothing has. */
export function Badge({ outcome }: { outcome: Outcome | null }) {
  const o = outcome ?? 'excused'
  return (
    <div className="mark" style={{ color: `var(--${o}-text)`, background: `var(--${o}-tint)` }}>
      {outcome ? <Drawing path={outcomeIcon[outcome]} /> : <Icon name="today" size={40} />}
    </div>
  )
}

function Drawing({ path }: { path: string }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      width="44"
      height="44"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={path} />
    </svg>
  )
}
