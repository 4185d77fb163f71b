import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Skeleton, Table, Tag } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { traitCode, useTrait } from '../../lib/traits'
import type { Schemas } from '../../lib/types'
import { useUnits } from '../../lib/units'
import { type Search, useUrl } from '../../lib/url'
import { useWord } from '../../lib/words'
import { Count } from '../../ui/Count'
import { Nothing, Page, Panel } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { fairnessQuery, type Span, spanOf } from './api'
import styles from './attendance.module.css'
import { AttendanceTabs, Days, Files, Way } from './Head'
import { recordsOf } from './links'

type Fairness = Schemas['Fairness']
type Group = Schemas['TraitGroup']
type Share = Schemas['GroupShare']

const dimensions: Group['dimension'][] = ['phone', 'network', 'age', 'sex', 'way']

/** The count that opens its list, then the share of it as a bar and a number. */
function Part({ share, all, children }: { share: Share; all: Share; children: ReactNode }) {
  const { t } = useTranslation('attendance')
  if (share.part === null)
    return (
      <span className={styles.part}>
        <span className={styles.count}>{children}</span>
        <span className={styles.few}>{t('too_few')}</span>
      </span>
    )
  const scale = Math.max(0.2, (all.part ?? 0) * 3) // the same for all rows, wide enough for three times the whole
  return (
    <span className={styles.part}>
      <span className={styles.count}>{children}</span>
      <span className={styles.bar} aria-hidden>
        <i style={{ width: `${Math.min(100, (share.part / scale) * 100)}%` }} data-high={share.is_high} />
      </span>
      <span className={styles.number}>{(share.part * 100).toFixed(1)}%</span>
      {share.is_high ? <Tag color="purple">{t('high')}</Tag> : null}
    </span>
  )
}

interface GroupsProps {
  all: Fairness
  dimension: Group['dimension']
  span: Span
}

/** The groups of one dimension; each number opens what it counts. */
function Groups({ all, dimension, span }: GroupsProps) {
  const { t } = useTranslation('attendance')
  const word = useWord()
  const nameOf = useTrait()
  const list = (g: Group, filters: Search) =>
    recordsOf(span.unit_id, span.from, span.to, { ...filters, trait: traitCode(g) })
  return (
    <Panel title={word('dimension', dimension)}>
      <Table
        size="small"
        tableLayout="fixed"
        rowKey="value"
        dataSource={all.groups.filter((g) => g.dimension === dimension)}
        pagination={false}
        data-testid="fairness"
        columns={[
          { title: t('group'), width: '26%', render: (_, g) => nameOf(g) },
          {
            title: t('occasions'),
            width: '14%',
            align: 'right',
            render: (_, g) => (
              <Link {...list(g, { among: 'due' })}>
                <Count of={g.occasions} />
              </Link>
            ),
          },
          {
            title: t('missed'),
            render: (_, g) => (
              <Part share={g.misses} all={all.misses}>
                <Link {...list(g, { among: 'missed' })}>
                  <Count of={g.missed} />
                </Link>
              </Part>
            ),
          },
          {
            title: t('decided'),
            render: (_, g) => (
              <Part share={g.decisions} all={all.decisions}>
                <Link {...list(g, { decided: '1' })} to="/checkins">
                  <Count of={g.decided} />
                </Link>
              </Part>
            ),
          },
        ]}
      />
    </Panel>
  )
}

const percent = (share: Share) => (share.part === null ? '–' : `${(share.part * 100).toFixed(1)}%`)

/** All persons together; each number opens what it counts. */
function Whole({ data, span }: { data: Fairness; span: Span }) {
  const { t } = useTranslation('attendance')
  const list = (filters: Search) => recordsOf(span.unit_id, span.from, span.to, filters)
  return (
    <p className={styles.whole} data-testid="fairness-all">
      {t('all_persons')} · {t('occasions')}{' '}
      <Link {...list({ among: 'due' })}>
        <Count of={data.occasions} />
      </Link>{' '}
      · {t('missed')} <Link {...list({ among: 'missed' })}>{percent(data.misses)}</Link> · {t('decided')}{' '}
      <Link {...list({ decided: '1' })} to="/checkins">
        {percent(data.decisions)}
      </Link>
    </p>
  )
}

/** Whether misses and decisions follow phones, networks, ages, sexes or ways rather than people. */
export function FairnessPage() {
  const { t } = useTranslation('attendance')
  const [search] = useUrl()
  const { byId } = useUnits()
  const span = spanOf(search)
  const query = useQuery(fairnessQuery(span))
  const unit = byId.get(search.unit ?? '')?.name
  const data = query.data
  return (
    <Page
      title={unit ? t('fairness_title', { unit }) : t('fairness_bare')}
      note={<Way unit={search.unit} />}
      actions={
        <>
          <Days span={span} />
          <Files list="fairness" span={span} />
        </>
      }
    >
      <AttendanceTabs here="fairness" />
      <Problem error={query.error} retry={() => query.refetch()} />
      {data ? (
        <div className={styles.stack}>
          <p className={styles.lead}>{t('fairness_note')}</p>
          {data.groups.length === 0 ? (
            <Nothing>{t('fairness_none')}</Nothing>
          ) : (
            <>
              <Whole data={data} span={span} />
              {dimensions.map((d) => (
                <Groups key={d} all={data} dimension={d} span={span} />
              ))}
            </>
          )}
          <p className={styles.how}>{t('fairness_how', { count: data.at_least })}</p>
        </div>
      ) : query.isPending ? (
        <Skeleton active />
      ) : null}
    </Page>
  )
}
