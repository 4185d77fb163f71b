import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { traitIn, useTrait } from '../lib/traits'
import { useUrl } from '../lib/url'
import { useFormat, useWord } from '../lib/words'
import styles from './ui.module.css'

interface Props {
  /** The filters of this list that have no control of their own; they come with the way from a figure. */
  filters?: string[]
  /** Whether its days have no control either. */
  days?: boolean
}

/** A day of that weekday (1 is Monday), to name it by. */
const aDay = (weekday: string) => `2026-06-0${weekday}`

/** What a filter of the address says. */
function useSaying() {
  const { t } = useTranslation('common')
  const [search] = useUrl()
  const word = useWord()
  const format = useFormat()
  const nameOf = useTrait()
  return (filter: string) => {
    const value = search[filter] ?? ''
    switch (filter) {
      case 'trait':
        return `${word('dimension', traitIn(value).dimension)} · ${nameOf(traitIn(value))}`
      case 'weekday':
        return t('hour_of', { weekday: format.weekday(aDay(value)), hour: search.hour ?? 0 })
      case 'before':
        return t('before', { time: format.clock(value) })
      default:
        return word('narrowed', value === '1' || filter === 'person' ? filter : `${filter}_${value}`)
    }
  }
}

/** What a list is narrowed to by the way one came, each to be taken away. */
export function Narrowed({ filters = [], days }: Props) {
  const { t } = useTranslation('common')
  const [search, set] = useUrl()
  const format = useFormat()
  const saying = useSaying()
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
        <Tag key={f} closable onClose={() => set({ [f]: undefined, ...(f === 'weekday' ? { hour: undefined } : {}) })}>
          {saying(f)}
        </Tag>
      ))}
    </p>
  )
}
