import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Segmented, Table, Typography } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { canCheck, countOf, revealedAt } from '../../../../shared/draw/check'
import { usePages } from '../../lib/pages'
import { useUrl } from '../../lib/url'
import { useFormat } from '../../lib/words'
import { DayRange } from '../../ui/DayField'
import { More } from '../../ui/More'
import { Nothing, Page, Panel } from '../../ui/Page'
import { PlanTabs } from '../../ui/PlanTabs'
import { Problem } from '../../ui/Problem'
import { type Checked, checkAll, type Draw, type Drawn, daysOf, drawsQuery, listDrawn } from './api'
import styles from './draws.module.css'
import { VerdictTag } from './VerdictTag'

/** Hex that is looked at rather than read: its beginning, whole when pointed at or copied. */
function Hex({ text }: { text: string }) {
  const { t } = useTranslation('draws')
  return (
    <Typography.Text code copyable={{ text, tooltips: [t('copy'), ''] }} title={text}>
      {text.slice(0, 16)}…
    </Typography.Text>
  )
}

function Days({ draws, checked, loading }: { draws: Draw[]; checked?: Checked; loading: boolean }) {
  const { t } = useTranslation('draws')
  const format = useFormat()
  return (
    <Table
      size="medium"
      rowKey="day"
      loading={loading}
      dataSource={draws}
      pagination={draws.length > 15 ? { pageSize: 15, showSizeChanger: false } : false}
      locale={{ emptyText: t('no_days') }}
      data-testid="draw-days"
      columns={[
        { title: t('day'), render: (_, d) => `${format.longDay(d.day)} ${format.weekday(d.day)}` },
        { title: t('commitment'), render: (_, d) => <Hex text={d.commitment} /> },
        { title: t('committed'), render: (_, d) => format.moment(d.committed_at) },
        {
          title: t('seed'),
          render: (_, d) =>
            d.seed ? (
              <Hex text={d.seed} />
            ) : (
              <span className={styles.quiet}>{t('secret_seed', { when: format.moment(revealedAt(d.day)) })}</span>
            ),
        },
        { title: t('result'), render: (_, d) => <VerdictTag verdict={checked?.days.get(d.day)} /> },
      ]}
    />
  )
}

function Times({ drawn, checked, loading }: { drawn: Drawn[]; checked?: Checked; loading: boolean }) {
  const { t } = useTranslation('draws')
  const common = useTranslation('common')
  const format = useFormat()
  return (
    <Table
      size="medium"
      rowKey="request_id"
      loading={loading}
      dataSource={drawn}
      pagination={false}
      locale={{ emptyText: t('no_times') }}
      data-testid="draw-times"
      columns={[
        {
          title: t('person'),
          render: (_, d) => (
            <Link to="/checkins/$id" params={{ id: d.request_id }}>
              {d.person.masked ? common.t('minor') : d.person.name}
            </Link>
          ),
        },
        { title: t('plan'), dataIndex: 'title' },
        { title: t('day'), render: (_, d) => format.longDay(d.day) },
        {
          title: t('range'),
          render: (_, { rule }) =>
            t('range_words', {
              from: rule.opens_at,
              span: format.span(rule.span_minutes * 60),
              count: rule.times,
            }),
        },
        { title: t('opened'), render: (_, d) => format.clock(d.opens_at) },
        {
          title: t('redrawn'),
          render: (_, d) =>
            checked?.times
              .get(d.request_id)
              ?.times.map((at) => format.clock(new Date(at)))
              .join(' '),
        },
        { title: t('result'), render: (_, d) => <VerdictTag verdict={checked?.times.get(d.request_id)?.verdict} /> },
      ]}
    />
  )
}

function Summary({ checked }: { checked: Checked }) {
  const { t } = useTranslation('draws')
  const days = countOf(checked.days.values())
  const times = countOf([...checked.times.values()].map((r) => r.verdict))
  const differs = days.differs + times.differs > 0
  return (
    <Alert
      type={differs ? 'warning' : 'success'}
      showIcon
      role="status"
      title={`${t('summary_days', days)} ${t('summary_times', times)}`}
      description={differs ? t('differs_note') : undefined}
      data-testid="draw-summary"
    />
  )
}

/** Draws of a range of days, computed again in the browser. */
export function DrawsPage() {
  const { t } = useTranslation('draws')
  const [search, set] = useUrl()
  const days = daysOf(search)
  const { unit, person } = search
  const draws = useQuery(drawsQuery(days))
  const pages = usePages(['draw', 'times', { ...days, unit, person }], listDrawn(days, search))
  const [asked, setAsked] = useState(false)
  const all = draws.data?.items ?? []
  const checking = useQuery({
    queryKey: ['draw', 'checked', all, pages.items.map((d) => d.request_id)],
    queryFn: () => checkAll(all, pages.items),
    enabled: asked && draws.isSuccess && pages.isSuccess,
    placeholderData: (old) => old,
  })
  const checked = asked ? checking.data : undefined
  const onlyDiffers = search.show === 'differs' && checked !== undefined
  const shownDays = onlyDiffers ? all.filter((d) => checked.days.get(d.day) === 'differs') : all
  const shownTimes = onlyDiffers
    ? pages.items.filter((d) => checked.times.get(d.request_id)?.verdict === 'differs')
    : pages.items
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <DayRange
            value={[dayjs(days.from), dayjs(days.to)]}
            allowClear={false}
            aria-label={t('from_to')}
            onChange={(range) => set({ from: range?.[0]?.format('YYYY-MM-DD'), to: range?.[1]?.format('YYYY-MM-DD') })}
            disabledDate={(day, { from }) => (from ? Math.abs(day.diff(from, 'day')) > 60 : false)}
          />
          <Button
            type="primary"
            disabled={!canCheck() || !draws.isSuccess || !pages.isSuccess}
            loading={checking.isFetching && asked}
            onClick={() => setAsked(true)}
            data-testid="draw-check"
          >
            {checking.isFetching && asked ? t('checking') : t('check')}
          </Button>
        </>
      }
    >
      <PlanTabs here="draws" />
      <div className={styles.stack}>
        <p className={styles.note}>{t('note')}</p>
        {canCheck() ? null : <Alert type="warning" showIcon title={t('no_crypto')} />}
        <Problem error={draws.error ?? pages.error} retry={() => [draws, pages].map((q) => q.refetch())} />
        <Problem error={checking.error} retry={() => checking.refetch()} />
        {checked ? (
          <>
            <Summary checked={checked} />
            <Segmented
              className={styles.show}
              value={onlyDiffers ? 'differs' : 'all'}
              onChange={(value) => set({ show: value === 'differs' ? value : undefined })}
              options={[
                { value: 'all', label: t('show_all') },
                { value: 'differs', label: t('show_differs') },
              ]}
            />
          </>
        ) : null}
        {onlyDiffers && shownDays.length + shownTimes.length === 0 ? (
          <Nothing>{t('none_differ')}</Nothing>
        ) : (
          <>
            {onlyDiffers && shownDays.length === 0 ? null : (
              <Panel title={t('days')}>
                <Days draws={shownDays} checked={checked} loading={draws.isPending} />
              </Panel>
            )}
            {onlyDiffers && shownTimes.length === 0 ? null : (
              <Panel title={t('times')}>
                <Times drawn={shownTimes} checked={checked} loading={pages.isPending} />
                <More pages={pages} />
              </Panel>
            )}
          </>
        )}
      </div>
    </Page>
  )
}
