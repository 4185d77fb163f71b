import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../lib/session'
import { useUrl } from '../../lib/url'
import { useFormat } from '../../lib/words'
import { Page, Panel } from '../../ui/Page'
import { PlanTabs } from '../../ui/PlanTabs'
import { Problem } from '../../ui/Problem'
import { calendarQuery } from './api'
import styles from './calendar.module.css'
import { ImportForm } from './ImportForm'
import { Month } from './Month'
import { monthsOf, type Run, runsOf, type Special } from './year'

const first = 2000
const last = 2100

/** The year in the address, or this one. */
function useYear(): [number, (year: number) => void] {
  const [search, set] = useUrl()
  const asked = Number(search.year)
  const year = Number.isInteger(asked) && asked >= first && asked <= last ? asked : new Date().getFullYear()
  return [year, (y) => set({ year: String(y) })]
}

/** The special days in words, as a list: the grid says the same by colour and mark. */
function InWords({ days }: { days: Special[] }) {
  const { t } = useTranslation('calendar')
  const format = useFormat()
  const span = (r: Run) =>
    r.count === 1 ? format.longDay(r.from) : t('from_to', { from: format.longDay(r.from), to: format.longDay(r.to) })
  return (
    <ul className={styles.runs}>
      {runsOf(days).map((r) => (
        <li key={r.from} data-kind={r.kind}>
          <b>{r.name || t(r.kind)}</b> {span(r)}
          <small>{t(r.kind === 'holiday' ? 'days_off' : 'days_worked', { count: r.count })}</small>
        </li>
      ))}
    </ul>
  )
}

/** A year as twelve months: public holidays and the weekend days on which work is made up. */
export function CalendarPage() {
  const { t } = useTranslation('calendar')
  const { may } = useSession()
  const [year, setYear] = useYear()
  const [importing, setImporting] = useState(false)
  const calendar = useQuery(calendarQuery(year))
  const days = calendar.data?.days ?? []
  return (
    <Page
      title={t('title', { year })}
      note={t('note')}
      actions={
        <>
          <Button
            icon={<LeftOutlined />}
            aria-label={t('before')}
            disabled={year <= first}
            onClick={() => setYear(year - 1)}
          />
          <Button
            icon={<RightOutlined />}
            aria-label={t('after')}
            disabled={year >= last}
            onClick={() => setYear(year + 1)}
            data-testid="calendar-after"
          />
          {may('calendar.write') ? (
            <Button
              type="primary"
              disabled={!calendar.data}
              onClick={() => setImporting(true)}
              data-testid="calendar-import"
            >
              {t('import')}
            </Button>
          ) : null}
        </>
      }
    >
      <PlanTabs here="calendar" />
      <Problem error={calendar.error} retry={() => calendar.refetch()} />
      {calendar.isPending ? <Skeleton active paragraph={{ rows: 12 }} /> : null}
      {calendar.data && days.length === 0 ? (
        <Alert
          type="warning"
          showIcon
          title={t('unknown', { year })}
          description={t(may('calendar.write') ? 'unknown_enter' : 'unknown_ask')}
          style={{ marginBottom: 16 }}
          data-testid="calendar-unknown"
        />
      ) : null}
      {calendar.data ? (
        <>
          <p className={styles.legend}>
            <span data-kind="holiday">{t('mark_holiday')}</span> {t('holiday')}
            <span data-kind="make_up_day">{t('mark_make_up_day')}</span> {t('make_up_day')}
          </p>
          <div className={styles.year} data-testid="calendar-year">
            {monthsOf(year, days).map((weeks, month) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the months of a year never change place
              <Month key={month} year={year} month={month} weeks={weeks} />
            ))}
          </div>
          {days.length > 0 ? (
            <Panel title={t('in_words')} className={styles.words}>
              <InWords days={days} />
            </Panel>
          ) : null}
        </>
      ) : null}
      {importing ? <ImportForm year={year} before={days} onClose={() => setImporting(false)} /> : null}
    </Page>
  )
}
