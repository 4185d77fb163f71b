import { Select, Skeleton } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { usePages } from '../../lib/pages'
import { useUrl } from '../../lib/url'
import { useFormat, useWord } from '../../lib/words'
import { DayRange } from '../../ui/DayField'
import { More } from '../../ui/More'
import { Nothing, Panel } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { kinds, kindsOf, listTimeline } from './api'
import { byDay } from './days'
import { Row } from './Row'
import styles from './timeline.module.css'

function Filters() {
  const { t } = useTranslation('timeline')
  const word = useWord()
  const [{ kinds: chosen, from, to }, set] = useUrl()
  return (
    <div className={styles.filters}>
      <Select
        mode="multiple"
        allowClear
        maxTagCount="responsive"
        className={styles.kinds}
        aria-label={t('kinds')}
        placeholder={t('all_kinds')}
        value={kindsOf(chosen)}
        options={kinds.map((k) => ({ value: k, label: word('timeline', k) }))}
        onChange={(value) => set({ kinds: value.join(',') || undefined })}
      />
      <DayRange
        allowEmpty={[true, true]}
        aria-label={t('days')}
        value={[from ? dayjs(from) : null, to ? dayjs(to) : null]}
        maxDate={dayjs()}
        onChange={(range) =>
          set({
            from: range?.[0]?.format('YYYY-MM-DD') ?? undefined,
            to: range?.[1]?.format('YYYY-MM-DD') ?? undefined,
          })
        }
      />
    </div>
  )
}

/** What happened to a person, newest first, with filters in the address. A minor's needs the reason of the file. */
export function Timeline({ personId, reason }: { personId: string; reason: string }) {
  const { t } = useTranslation('timeline')
  const format = useFormat()
  const [search] = useUrl()
  const { kinds: chosen, from, to } = search
  const pages = usePages(
    ['person', 'timeline', personId, { chosen, from, to }, reason],
    listTimeline(personId, search, reason),
  )
  const days = byDay(pages.items)
  return (
    <Panel title={t('title')} extra={<Filters />}>
      <Problem error={pages.error} retry={() => pages.refetch()} />
      {pages.isPending ? <Skeleton active /> : null}
      <div data-testid="timeline" aria-busy={pages.isFetching}>
        {days.map(({ day, items }) => (
          <section key={day}>
            <h3 className={styles.day}>
              {format.longDay(day)} <span>{format.weekday(day)}</span>
            </h3>
            <ol className={styles.list}>
              {items.map((i) => (
                <Row key={i.id} item={i} />
              ))}
            </ol>
          </section>
        ))}
      </div>
      {pages.isSuccess && days.length === 0 ? <Nothing>{t(chosen || from || to ? 'none' : 'empty')}</Nothing> : null}
      <More pages={pages} />
    </Panel>
  )
}
