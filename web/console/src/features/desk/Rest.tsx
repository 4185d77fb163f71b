import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../lib/types'
import styles from './desk.module.css'

type Kind = Schemas['DeskItem']['kind']

const lists = {
  review: { to: '/checkins', status: 'review' },
  alert: { to: '/alerts', status: undefined },
  appeal: { to: '/appeals', status: undefined },
  leave: { to: '/leaves', status: undefined },
} as const

interface Props {
  kinds: readonly Kind[]
  /** Whether more waits than is listed above. */
  isCut: boolean
}

/** At the end of the desk: where the whole lists are. */
export function Rest({ kinds, isCut }: Props) {
  const { t } = useTranslation('desk')
  if (kinds.length === 0) return null
  return (
    <p className={styles.rest} data-testid="desk-rest">
      {isCut ? t('rest') : null}
      {kinds.map((kind) => (
        <Link key={kind} to={lists[kind].to} search={{ status: lists[kind].status } as never}>
          {t(`all_of.${kind}`)}
        </Link>
      ))}
    </p>
  )
}
