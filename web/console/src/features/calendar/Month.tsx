import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/words'
import styles from './calendar.module.css'
import type { Cell } from './year'

function Day({ cell }: { cell: Cell }) {
  const { t } = useTranslation('calendar')
  const format = useFormat()
  const { special } = cell
  if (!special)
    return (
      <td className={styles.day} data-weekend={cell.isWeekend}>
        {cell.number}
      </td>
    )
  const words = `${format.longDay(cell.day)} ${format.weekday(cell.day)} ${special.name} ${t(special.kind)}`
  return (
    <td className={styles.day} data-kind={special.kind} title={words}>
      <span aria-hidden="true">
        {cell.number}
        <i>{t(special.kind === 'holiday' ? 'mark_holiday' : 'mark_make_up_day')}</i>
      </span>
      <span className="visually-hidden">{words}</span>
    </td>
  )
}

/** One month as a table of weeks, Monday first. */
export function Month({ year, month, weeks }: { year: number; month: number; weeks: (Cell | null)[][] }) {
  const format = useFormat()
  const name = new Intl.DateTimeFormat(format.lang, { month: 'long' }).format(new Date(year, month, 1))
  // 1 January 2024 was a Monday.
  const heads = [1, 2, 3, 4, 5, 6, 7].map((n) =>
    new Intl.DateTimeFormat(format.lang, { weekday: 'narrow' }).format(new Date(2024, 0, n)),
  )
  return (
    <table className={styles.month}>
      <caption>{name}</caption>
      <thead>
        <tr>
          {heads.map((h, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the days of a week never change place
            <th key={i} scope="col">
              {h}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, w) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the weeks of a month never change place
          <tr key={w}>
            {week.map((cell, d) =>
              // biome-ignore lint/suspicious/noArrayIndexKey: an empty cell has nothing but its place
              cell ? <Day key={cell.day} cell={cell} /> : <td key={d} />,
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
