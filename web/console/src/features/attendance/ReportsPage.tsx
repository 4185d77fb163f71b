import { FileAddOutlined } from '@ant-design/icons'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Form, Input, Modal, Table, Tag } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePages } from '../../lib/pages'
import { useSession } from '../../lib/session'
import { useUnits } from '../../lib/units'
import { useUrl } from '../../lib/url'
import { useFormat } from '../../lib/words'
import { useWrite } from '../../lib/write'
import { DayField } from '../../ui/DayField'
import { More } from '../../ui/More'
import { Page } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { listReports, makeReport, type ReportRow } from './api'
import styles from './attendance.module.css'
import { rateOf } from './figures'
import { AttendanceTabs, Way } from './Head'

/** The monthly reports of a unit, newest month first. */
export function ReportsPage() {
  const { t } = useTranslation('attendance')
  const [{ unit }] = useUrl()
  const { session, may } = useSession()
  const { byId } = useUnits()
  const [making, setMaking] = useState(false)
  const here = unit ?? session?.member.unit.id
  const pages = usePages(['report', 'list', { unit: here }], listReports(here), here !== undefined)
  const name = byId.get(here ?? '')?.name
  return (
    <Page
      title={name ? t('reports_title', { unit: name }) : t('tab_reports')}
      note={<Way unit={unit} />}
      actions={
        may('report.make') && here ? (
          <Button icon={<FileAddOutlined />} onClick={() => setMaking(true)} data-testid="report-make">
            {t('report_make')}
          </Button>
        ) : null
      }
    >
      <AttendanceTabs here="reports" />
      <Problem error={pages.error} retry={() => pages.refetch()} />
      <Months rows={pages.items} busy={pages.isPending} />
      <More pages={pages} />
      <p className={styles.how}>{t('reports_how')}</p>
      {making && here ? <Making unit={here} onClose={() => setMaking(false)} /> : null}
    </Page>
  )
}

function Months({ rows, busy }: { rows: ReportRow[]; busy: boolean }) {
  const { t } = useTranslation('attendance')
  const format = useFormat()
  return (
    <Table
      size="medium"
      rowKey="id"
      loading={busy}
      dataSource={rows}
      pagination={false}
      locale={{ emptyText: t('no_reports') }}
      data-testid="reports"
      columns={[
        {
          title: t('month'),
          render: (_, r) => (
            <Link to="/attendance/reports/$id" params={{ id: r.id }} data-testid="report-open">
              {format.month(r.month)}
            </Link>
          ),
        },
        { title: t('persons'), align: 'right', render: (_, r) => r.counts.persons },
        { title: t('rate'), align: 'right', render: (_, r) => rateOf(r.counts) },
        { title: t('report_absent'), align: 'right', render: (_, r) => r.counts.absent },
        { title: t('alerts'), align: 'right', render: (_, r) => r.counts.alerts },
        { title: t('made'), render: (_, r) => format.moment(r.made_at) },
        {
          title: t('version'),
          render: (_, r) => (
            <>
              {r.version} {r.by_hand ? <Tag>{t('by_hand')}</Tag> : null}
            </>
          ),
        },
      ]}
    />
  )
}

function Making({ unit, onClose }: { unit: string; onClose: () => void }) {
  const { t } = useTranslation('attendance')
  const common = useTranslation('common')
  const navigate = useNavigate()
  const [month, setMonth] = useState<Dayjs>(dayjs().subtract(1, 'month'))
  const [reason, setReason] = useState('')
  const make = useWrite(makeReport, {
    after: (r) => navigate({ to: '/attendance/reports/$id', params: { id: r.id } }),
  })
  const given = { unit_id: unit, month: month.format('YYYY-MM'), reason: reason.trim() }
  return (
    <Modal
      open
      title={t('report_make')}
      okText={t('report_make_ok')}
      cancelText={common.t('cancel')}
      okButtonProps={{ disabled: given.reason === '', loading: make.isPending, id: 'report-make-ok' }}
      onOk={() => make.mutate(given)}
      onCancel={onClose}
    >
      <p>{t('report_make_note')}</p>
      <Form layout="vertical">
        <Form.Item label={t('month')} htmlFor="report-month">
          <DayField
            id="report-month"
            picker="month"
            allowClear={false}
            value={month}
            maxDate={dayjs().subtract(1, 'month')}
            onChange={(m) => m && setMonth(m)}
          />
        </Form.Item>
        <Form.Item label={common.t('reason')} htmlFor="report-reason">
          <Input.TextArea
            id="report-reason"
            rows={3}
            maxLength={500}
            showCount
            value={reason}
            onChange={(e) => setReason(e.target.value)}
          />
        </Form.Item>
      </Form>
      <Problem error={make.error} />
    </Modal>
  )
}
