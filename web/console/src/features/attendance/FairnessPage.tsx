import { useQuery } from '@tanstack/react-query'
import { Skeleton, Table, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../lib/types'
import { useUnits } from '../../lib/units'
import { useUrl } from '../../lib/url'
import { useWord } from '../../lib/words'
import { Nothing, Page, Panel } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { fairnessQuery, spanOf } from './api'
import styles from './attendance.module.css'
import { AttendanceTabs, Days, Way } from './Head'
import { useTrait } from './useTrait'

type Fairness = Schemas['Fairness']
type Group = Schemas['TraitGroup']
type Share = Schemas['GroupShare']

const dimensions: Group['dimension'][] = ['phone', 'age', 'sex', 'way']

function Part({ share, all }: { share: Share; all: Share }) {
  const { t } = useTranslation('attendance')
  if (share.part === null) return <span className={styles.few}>{t('too_few')}</span>
  const scale = Math.max(0.2, (all.part ?? 0) * 3) // the same for all rows, wide enough for three times the whole
  return (
    <span className={styles.part}>
      <span className={styles.bar} aria-hidden>
        <i style={{ width: `${Math.min(100, (share.part / scale) * 100)}%` }} data-high={share.is_high} />
      </span>
      <span className={styles.number}>{(share.part * 100).toFixed(1)}%</span>
      {share.is_high ? <Tag color="purple">{t('high')}</Tag> : null}
    </span>
  )
}

function Groups({ all, dimension }: { all: Fairness; dimension: Group['dimension'] }) {
  const { t } = useTranslation('attendance')
  const word = useWord()
  const nameOf = useTrait()
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
          { title: t('occasions'), width: '14%', align: 'right', render: (_, g) => g.occasions.toLocaleString() },
          { title: t('missed'), render: (_, g) => <Part share={g.misses} all={all.misses} /> },
          { title: t('decided'), render: (_, g) => <Part share={g.decisions} all={all.decisions} /> },
        ]}
      />
    </Panel>
  )
}

const percent = (share: Share) => (share.part === null ? '–' : `${(share.part * 100).toFixed(1)}%`)

/** Whether misses and decisions follow phones, ages, sexes or ways rather than people. */
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
      actions={<Days span={span} />}
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
              <p className={styles.whole}>
                {t('all_persons')} · {t('occasions')} <b>{data.occasions.toLocaleString()}</b> · {t('missed')}{' '}
                <b>{percent(data.misses)}</b> · {t('decided')} <b>{percent(data.decisions)}</b>
              </p>
              {dimensions.map((d) => (
                <Groups key={d} all={data} dimension={d} />
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
