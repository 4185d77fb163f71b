import { FileExcelOutlined, FilePdfOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Skeleton, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { type Outcome, outcomes } from '../../../../shared/tokens/status'
import { useSession } from '../../lib/session'
import { useUrl } from '../../lib/url'
import { useFormat, useWord } from '../../lib/words'
import { OutcomeTag } from '../../ui/OutcomeTag'
import { Page } from '../../ui/Page'
import { Photo } from '../../ui/Photo'
import { Problem } from '../../ui/Problem'
import { AddNote } from './AddNote'
import { type Detail, isRunning, rollCallQuery, sheetAddress, spreadsheetAddress } from './api'
import { History, KeptApart } from './History'
import { Arrangement, Cancel, Edit, Planned } from './Planned'
import plan from './plan.module.css'
import { Recordings } from './Recordings'
import styles from './rollcalls.module.css'
import { Proof, Seal } from './Seal'
import { Seen } from './Seen'

type Row = Detail['invitees'][number]

function Rows({ rollCall, mark }: { rollCall: Detail; mark?: Outcome }) {
  const { t } = useTranslation('rollcalls')
  const planned = useTranslation('rollplan')
  const word = useWord()
  const format = useFormat()
  return (
    <Table<Row>
      size="medium"
      rowKey="person_id"
      dataSource={rollCall.invitees.filter((i) => !mark || i.mark === mark)}
      data-testid="sheet-rows"
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
        { title: planned.t('rounds'), render: (_, i) => i.calls || '–' },
        { title: planned.t('rung'), render: (_, i) => (i.rung ? word('rung', i.rung) : '–') },
        {
          title: t('reason'),
          render: (_, i) => (
            <>
              {word('mark_reason', i.mark_reason)}
              {i.declined ? (
                <p className={styles.said} data-testid={`declined-${i.person_id}`}>
                  {t('declined', {
                    why: word('decline', i.declined),
                    time: i.declined_at ? format.clock(i.declined_at) : '',
                  })}
                </p>
              ) : null}
            </>
          ),
        },
        ...(rollCall.invitees.some((i) => i.findings.length > 0)
          ? [
              {
                title: t('seen'),
                render: (_: unknown, i: Row) => (
                  <Seen
                    name={i.name}
                    findings={i.findings}
                    asked={i.challenges.at(-1) ?? null}
                    proposal={i.mark ? '' : i.proposal}
                    shown={i.snapshot_url}
                    folded
                    nameOf={(id) => rollCall.invitees.find((o) => o.person_id === id)?.name}
                  />
                ),
              },
            ]
          : []),
        ...(rollCall.is_recorded
          ? [
              {
                title: planned.t('recording'),
                width: 64,
                render: (_: unknown, i: Row) =>
                  i.calls ? <Recordings rollCall={rollCall} personId={i.person_id} name={i.name} /> : '–',
              },
            ]
          : []),
        {
          title: planned.t('note'),
          width: 64,
          render: (_, i) => <AddNote rollCall={rollCall} personId={i.person_id} name={i.name} />,
        },
      ]}
    />
  )
}

/** Where the sheet can be taken to, and what is still to be done with it. */
function Actions({ rollCall }: { rollCall: Detail }) {
  const { t } = useTranslation('rollcalls')
  const planned = useTranslation('rollplan')
  const { may } = useSession()
  if (isRunning(rollCall.state))
    return (
      <>
        <Cancel rollCall={rollCall} />
        {may('rollcall.run') ? (
          <Link to="/roll-calls/$id/live" params={{ id: rollCall.id }}>
            <Button type="primary" tabIndex={-1}>
              {t('enter')}
            </Button>
          </Link>
        ) : null}
      </>
    )
  if (!rollCall.opened_at)
    return (
      <>
        <Cancel rollCall={rollCall} />
        <Edit rollCall={rollCall} />
      </>
    )
  return (
    <>
      <Seal rollCall={rollCall} />
      <Button icon={<FileExcelOutlined />} href={spreadsheetAddress(rollCall.id)} download data-testid="sheet-xlsx">
        {planned.t('xlsx')}
      </Button>
      <Button icon={<FilePdfOutlined />} href={sheetAddress(rollCall.id)} download data-testid="sheet-pdf">
        {t('pdf')}
      </Button>
    </>
  )
}

/** The sheet; each total shows those whom it counts. */
function Sheet({ rollCall }: { rollCall: Detail }) {
  const { t } = useTranslation('rollcalls')
  const [search] = useUrl()
  const mark = outcomes.find((o) => o === search.mark)
  return (
    <div className={plan.column}>
      <div className={styles.totals} data-testid="sheet-totals">
        {outcomes.map((o) => (
          <Link
            key={o}
            to="."
            search={(old) => ({ ...old, mark: mark === o ? undefined : o })}
            replace
            aria-current={mark === o ? 'true' : undefined}
            className={styles.total}
          >
            <OutcomeTag outcome={o} /> <b data-testid={`sheet-count-${o}`}>{rollCall.counts[o]}</b>
          </Link>
        ))}
        {mark ? (
          <Link to="." search={(old) => ({ ...old, mark: undefined })} replace data-testid="sheet-all">
            {t('all_marks', { count: rollCall.invitees.length })}
          </Link>
        ) : null}
      </div>
      <Rows rollCall={rollCall} mark={mark} />
      <Proof rollCall={rollCall} />
      <KeptApart rollCall={rollCall} />
      <Arrangement rollCall={rollCall} />
      <History rollCall={rollCall} />
    </div>
  )
}

/** A roll call: what is planned, or the attendance sheet with everybody's picture and mark. */
export function SheetPage() {
  const { t } = useTranslation('rollcalls')
  const word = useWord()
  const { id = '' } = useParams({ strict: false })
  const format = useFormat()
  const { data: rollCall, error, refetch } = useQuery(rollCallQuery(id))
  if (error && !rollCall) return <Problem error={error} retry={() => refetch()} />
  if (!rollCall) return <Skeleton active style={{ padding: 24 }} />
  const when = rollCall.live_at ?? rollCall.opened_at ?? rollCall.starts_at
  return (
    <Page
      title={rollCall.title || t('untitled')}
      note={`${rollCall.station.name} · ${format.moment(when)} · ${t('officer', { name: rollCall.officer_name })} · ${word('rollcall_state', rollCall.state)}`}
      actions={<Actions rollCall={rollCall} />}
    >
      {rollCall.opened_at ? <Sheet rollCall={rollCall} /> : <Planned rollCall={rollCall} />}
    </Page>
  )
}
