import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { useUrl } from '../lib/url'
import { useFormat, useWord } from '../lib/words'
import styles from './ui.module.css'

interface Props {
  /** The filters of this list that have no control of their own; they come with the way from a figure. */
  filters?: string[]
  /** Whether its days have no control either. */
  days?: boolean
}

/** What a list is narrowed to by the way one came, each to be taken away. */
export function Narrowed({ filters = [], days }: Props) {
  const { t } = useTranslation('common')
  const [search, set] = useUrl()
  const word = useWord()
  const format = useFormat()
  const given = filters.filter((f) => search[f])
  const hasDays = days && (search.from || search.to)
  if (given.length === 0 && !hasDays) return null
  return (
    <p className={styles.narrowed} data-testid="narrowed">
      {t('narrowed')}{' '}
      {hasDays ? (
        <Tag closable onClose={() => set({ from: undefined, to: undefined })}>
          {[search.from, search.to].map((d) => (d ? format.longDay(d) : '')).join(' – ')}
        </Tag>
      ) : null}
      {given.map((f) => (
        <Tag key={f} closable onClose={() => set({ [f]: undefined })}>
          {word('narrowed', search[f] === '1' ? f : `${f}_${search[f]}`)}
        </Tag>
      ))}
    </p>
  )
}
