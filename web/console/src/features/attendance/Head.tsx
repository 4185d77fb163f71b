import { DownloadOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Breadcrumb, Button, Space } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../lib/session'
import { useUnits } from '../../lib/units'
import { useUrl } from '../../lib/url'
import { DayRange } from '../../ui/DayField'
import { Tabs } from '../../ui/Tabs'
import { type Span, spanFile } from './api'

/** The units from one's own down to the one above that which is shown: the heading names this. */
export function Way({ unit }: { unit?: string }) {
  const { all, byId } = useUnits()
  const { session } = useSession()
  const scope = session?.member.unit.path ?? '/'
  const path = byId.get(unit ?? session?.member.unit.id ?? '')?.path ?? scope
  const above = all.filter((u) => path.startsWith(u.path) && u.path.startsWith(scope) && u.path !== path)
  if (above.length === 0) return null
  return (
    <Breadcrumb
      items={above.map((u) => ({
        key: u.id,
        title: (
          <Link to="." search={(old) => ({ ...old, unit: u.id })}>
            {u.name}
          </Link>
        ),
      }))}
    />
  )
}

export function Days({ span }: { span: Span }) {
  const [, set] = useUrl()
  return (
    <DayRange
      allowClear={false}
      value={[dayjs(span.from), dayjs(span.to)]}
      onChange={(range) => set({ from: range?.[0]?.format('YYYY-MM-DD'), to: range?.[1]?.format('YYYY-MM-DD') })}
    />
  )
}

/** What is shown, as a file in three forms; the audit notes each. */
export function Files({ list, span }: { list: 'overview' | 'fairness'; span: Span }) {
  const { i18n } = useTranslation()
  return (
    <Space.Compact>
      {(['pdf', 'xlsx', 'csv'] as const).map((form, n) => (
        <Button
          key={form}
          icon={n === 0 ? <DownloadOutlined /> : undefined}
          href={spanFile(list, span, form, i18n.language)}
          download
          data-testid={`${list}-${form}`}
        >
          {form.toUpperCase()}
        </Button>
      ))}
    </Space.Compact>
  )
}

export function AttendanceTabs({ here }: { here: 'overview' | 'fairness' | 'reports' }) {
  const { t } = useTranslation('attendance')
  return (
    <Tabs
      label={t('tabs')}
      here={here}
      tabs={[
        { to: '/attendance', id: 'overview', name: t('tab_overview') },
        { to: '/attendance/fairness', id: 'fairness', name: t('tab_fairness') },
        { to: '/attendance/reports', id: 'reports', name: t('tab_reports') },
      ]}
    />
  )
}
