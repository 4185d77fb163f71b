import { DownloadOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Alert, Button, Skeleton, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../lib/session'
import { useFormat, useWord } from '../../lib/words'
import { useWrite } from '../../lib/write'
import { Facts, Page, Panel } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { ReasonModal } from '../../ui/ReasonModal'
import { makeReport, type Report, reportFile, reportQuery, sinceQuery } from './api'
import styles from './attendance.module.css'
import { TrendPanel } from './Charts'
import { AttendanceTabs, Way } from './Head'
import { FairnessNote, Incidents, MonthRanking, OtherFigures, Outcomes } from './Monthly'

/** One version of a monthly report: its frozen figures, each with its list, and what has changed since. */
export function ReportPage() {
  const { t } = useTranslation('attendance')
  const format = useFormat()
  const { id = '' } = useParams({ strict: false })
  const query = useQuery(reportQuery(id))
  const report = query.data
  return (
    <Page
      title={
        report ? t('report_title', { unit: report.unit.name, month: format.month(report.month) }) : t('tab_reports')
      }
      note={<Way unit={report?.unit.id} />}
      actions={report ? <Actions key={report.id} report={report} /> : null}
    >
      <AttendanceTabs here="reports" />
      <Problem error={query.error} retry={() => query.refetch()} />
      {report ? <Whole report={report} /> : query.isPending ? <Skeleton active /> : null}
    </Page>
  )
}

function Whole({ report }: { report: Report }) {
  return (
    <div className={styles.stack}>
      <Since id={report.id} />
      <Made report={report} />
      <Outcomes report={report} />
      <TrendPanel days={report.days} unit={report.unit.id} />
      <OtherFigures report={report} />
      <MonthRanking report={report} />
      <FairnessNote report={report} />
      <Incidents report={report} />
    </div>
  )
}

/** The three forms of the report, and making it anew. */
function Actions({ report }: { report: Report }) {
  const { t, i18n } = useTranslation('attendance')
  const { may } = useSession()
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const make = useWrite(makeReport, {
    after: (r) => {
      setAsking(false)
      navigate({ to: '/attendance/reports/$id', params: { id: r.id } })
    },
  })
  return (
    <>
      <Space.Compact>
        {(['pdf', 'xlsx', 'csv'] as const).map((form, n) => (
          <Button
            key={form}
            icon={n === 0 ? <DownloadOutlined /> : undefined}
            href={reportFile(report.id, form, i18n.language)}
            download
            data-testid={`report-${form}`}
          >
            {form.toUpperCase()}
          </Button>
        ))}
      </Space.Compact>
      {may('report.make') ? (
        <Button onClick={() => setAsking(true)} data-testid="report-anew">
          {t('report_anew')}
        </Button>
      ) : null}
      {asking ? (
        <ReasonModal
          title={t('report_anew')}
          note={t('report_anew_note')}
          okText={t('report_make_ok')}
          busy={make.isPending}
          error={<Problem error={make.error} />}
          onOk={(reason) => make.mutate({ unit_id: report.unit.id, month: report.month, reason })}
          onCancel={() => {
            make.reset()
            setAsking(false)
          }}
        />
      ) : null}
    </>
  )
}

function Changes({ changes }: { changes: Report['corrected'] }) {
  const word = useWord()
  return (
    <ul className={styles.changes}>
      {changes.map((c) => (
        <li key={c.figure}>
          {word('figure', c.figure)} {c.before} → <b>{c.after}</b>
        </li>
      ))}
    </ul>
  )
}

/** What differs when the month is counted now; nothing while nothing does. */
function Since({ id }: { id: string }) {
  const { t } = useTranslation('attendance')
  const { data } = useQuery(sinceQuery(id))
  if (!data || data.changes.length === 0) return null
  return (
    <Alert
      type="info"
      showIcon
      data-testid="report-since"
      title={t('since')}
      description={<Changes changes={data.changes} />}
    />
  )
}

/** When and by whom it was made, what it corrects, and the other versions. */
function Made({ report }: { report: Report }) {
  const { t } = useTranslation('attendance')
  const format = useFormat()
  return (
    <Panel title={t('about_report')}>
      <Facts
        items={[
          [t('made'), `${format.moment(report.made_at)} ${report.maker_name || t('by_itself')}`],
          [t('days_counted'), `${format.longDay(report.first)} – ${format.longDay(report.last)}`],
          ...(report.reason ? [[t('why_anew'), report.reason] as [string, string]] : []),
          [t('digest'), <code key="sum">{report.sum}</code>],
        ]}
      />
      {report.corrected.length > 0 ? (
        <>
          <p className={styles.how}>{t('corrected')}</p>
          <Changes changes={report.corrected} />
        </>
      ) : null}
      <ul className={styles.versions} data-testid="report-versions">
        {report.versions.map((v) => (
          <li key={v.id} aria-current={v.id === report.id ? 'true' : undefined}>
            <Link to="/attendance/reports/$id" params={{ id: v.id }}>
              {t('version_of', { version: v.version })}
            </Link>{' '}
            {format.moment(v.made_at)} {v.reason}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
