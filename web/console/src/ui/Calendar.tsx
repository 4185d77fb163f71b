import { useTranslation } from 'react-i18next'
import { type Outcome, outcomes } from '../../../shared/tokens/status'
import { useFormat } from '../lib/words'
import styles from './calendar.module.css'
import { OutcomeIcon, OutcomeTag, tint } from './OutcomeTag'
import { type Day, weeks } from './weeks'

interface Props {
  days: { day: string; status: Outcome }[]
  today?: Date
}

function Cell({ day }: { day: Day }) {
  const { t } = useTranslation(['status', 'common'])
  const format = useFormat()
  if (day.isAhead) return <td aria-hidden="true" />
  const word = day.outcome ? t(`status:outcome.${day.outcome}`) : t('common:no_occasion')
  const label = `${format.longDay(day.day)} ${format.weekday(day.day)} ${word}`
  return (
    <td>
      <span
        className={styles.cell}
        style={day.outcome ? tint(day.outcome) : undefined}
        title={label}
        role="img"
        aria-label={label}
      >
        {day.outcome ? <OutcomeIcon outcome={day.outcome} /> : null}
      </span>
    </td>
  )
}

/** Twelve weeks of attendance: one column a week, icon and colour in each cell. */
export function Calendar({ days, today }: Props) {
  const { t } = useTranslation('common')
  const format = useFormat()
  const columns = weeks(days, today ?? new Date())
  return (
    <div>
      <table className={styles.calendar}>
        <caption className="visually-hidden">{t('calendar')}</caption>
        <thead>
          <tr>
            <td />
            {columns.map((week, i) => (
              <th key={week[0]?.day} scope="col">
                <span className={i % 3 === 0 ? undefined : 'visually-hidden'}>
                  {format.longDay(week[0]?.day ?? '')}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[0, 1, 2, 3, 4, 5, 6].map((row) => (
            <tr key={row}>
              <th scope="row">{format.weekday(columns[0]?.[row]?.day ?? '')}</th>
              {columns.map((week) => {
                const day = week[row]
                return day ? <Cell key={day.day} day={day} /> : null
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <div className={styles.legend}>
        {outcomes.map((o) => (
          <OutcomeTag key={o} outcome={o} />
        ))}
      </div>
    </div>
  )
}
