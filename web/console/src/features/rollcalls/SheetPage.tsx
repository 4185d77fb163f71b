import { FilePdfOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Skeleton, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { outcomes } from '../../../../shared/tokens/status'
import { useSession } from '../../lib/session'
import { useFormat, useWord } from '../../lib/words'
import { OutcomeTag } from '../../ui/OutcomeTag'
import { Page } from '../../ui/Page'
import { Photo } from '../../ui/Photo'
import { Problem } from '../../ui/Problem'
import { type Detail, isRunning, rollCallQuery, sheetAddress } from './api'
import styles from './rollcalls.module.css'

type Row = Detail['invitees'][number]

function Rows({ rollCall }: { rollCall: Detail }) {
  const { t } = useTranslation('rollcalls')
  const word = useWord()
  const format = useFormat()
  return (
    <Table<Row>
      size="medium"
      rowKey="person_id"
      dataSource={rollCall.invitees}
      pagination={false}
      columns={[
        { title: t('seq'), dataIndex: 'seq', width: 60 },
        {
          title: t('picture'),
          width: 96,
          render: (_, i) =>
            i.snapshot_url ? (
              <Photo src={i.snapshot_url} alt={t('picture_of', { name: i.name })} width={80} height={60} />
            ) : (
              '–'
            ),
        },
        {
          title: t('person'),
          render: (_, i) => (
            <Link to="/persons/$id" params={{ id: i.person_id }}>
              {i.name}
            </Link>
          ),
        },
        { title: t('number'), dataIndex: 'number' },
        { title: t('mark'), render: (_, i) => (i.mark ? <OutcomeTag outcome={i.mark} /> : t('unmarked')) },
        { title: t('called_at'), render: (_, i) => (i.called_at ? format.clock(i.called_at) : '–') },
        { title: t('reason'), render: (_, i) => word('mark_reason', i.mark_reason) },
      ]}
    />
  )
}

/** The attendance sheet: everybody with picture and mark, and the PDF. */
export function SheetPage() {
  const { t } = useTranslation('rollcalls')
  const { id = '' } = useParams({ strict: false })
  const format = useFormat()
  const { may } = useSession()
  const { data: rollCall, error, refetch } = useQuery(rollCallQuery(id))
  if (error && !rollCall) return <Problem error={error} retry={() => refetch()} />
  if (!rollCall) return <Skeleton active style={{ padding: 24 }} />
  const when = rollCall.live_at ?? rollCall.created_at
  return (
    <Page
      title={rollCall.title || t('untitled')}
      note={`${rollCall.station.name} · ${format.moment(when)} · ${t('officer', { name: rollCall.officer_name })}`}
      actions={
        isRunning(rollCall.state) ? (
          may('rollcall.run') ? (
            <Link to="/roll-calls/$id/live" params={{ id }}>
              <Button type="primary" tabIndex={-1}>
                {t('enter')}
              </Button>
            </Link>
          ) : null
        ) : (
          <Button icon={<FilePdfOutlined />} href={sheetAddress(id)} download data-testid="sheet-pdf">
            {t('pdf')}
          </Button>
        )
      }
    >
      <div className={styles.totals} data-testid="sheet-totals">
        {outcomes.map((o) => (
          <span key={o}>
            <OutcomeTag outcome={o} /> <b data-testid={`sheet-count-${o}`}>{rollCall.counts[o]}</b>
          </span>
        ))}
      </div>
      <Rows rollCall={rollCall} />
    </Page>
  )
}
