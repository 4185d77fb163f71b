import { dial } from '../lib/contact'
import { Icon } from './Icon'

interface Props {
  number: string
  /** Who is rung, with the number, for those who listen. */
  label: string
  /** What is shown; the number where it is not said. */
  children?: string
}

/** Rings a number up. */
export function Dial({ number, label, children }: Props) {
  return (
    <a className="dial" href={dial(number)} aria-label={label}>
      <Icon name="call" />
      {children ?? number}
    </a>
  )
}
