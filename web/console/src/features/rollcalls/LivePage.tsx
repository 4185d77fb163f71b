import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { ConfigProvider, theme } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { codeOf, sentence } from '../../../../shared/api/problem'
import { useKeys } from '../../lib/keys'
import { useSession } from '../../lib/session'
import { HeldBar } from '../../ui/HeldBar'
import { OfflineStrip } from '../../ui/OfflineStrip'
import { Problem } from '../../ui/Problem'
import { type Detail, rollCallQuery } from './api'
import { CalledPanel } from './CalledPanel'
import { CloseDialog } from './CloseDialog'
import { ConfirmDialog } from './ConfirmDialog'
import { Grid } from './Grid'
import { KeysDialog } from './KeysDialog'
import { LiveHead, WatchHead } from './LiveHead'
import styles from './live.module.css'
import { enter, type Officer } from './officer'
import { RecallDialog } from './RecallDialog'
import { RosterList } from './RosterList'
import { hands } from './roster'
import { Spoken } from './Spoken'
import { AutoStrip, HandStrip } from './Strips'
import { entries, takeDeclined, useLive } from './store'
import { TextDialog } from './TextDialog'
import { useDark } from './useDark'

/** The running roll call, in its own dark room. */
export function LivePage() {
  return <DarkRoom watching={false} />
}

/** The same for a supervisor who looks on in silence. */
export function WatchPage() {
  return <DarkRoom watching />
}

function DarkRoom({ watching }: { watching: boolean }) {
  const { id = '' } = useParams({ strict: false })
  const queries = useQueryClient()
  const navigate = useNavigate()
  const me = useSession().session?.member.id
  const [officer, setOfficer] = useState<Officer | null>(null)
  const [entry, setEntry] = useState(0)
  useDark()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new entry is a new connection
  useEffect(() => {
    if (!me) return
    const made = enter(
      id,
      me,
      () => {
        queries.invalidateQueries({ queryKey: ['rollcall'] })
        // who is on the way to another screen is not called back
        if (location.pathname.includes(`/roll-calls/${id}/`)) navigate({ to: '/roll-calls/$id', params: { id } })
      },
      watching,
    )
    setOfficer(made)
    return () => made.stop()
  }, [id, me, entry, navigate, queries, watching])
  const Inside = watching ? Watching : Room
  return (
    <ConfigProvider
      theme={{
        algorithm: theme.darkAlgorithm,
        // What the light theme sets by name is inherited, so each of its colours needs its dark one.
        token: {
          colorPrimary: '#3f86e8',
          colorLink: '#91bbf3',
          colorLinkHover: '#b8d4f8',
          colorText: '#e8edf2',
          colorTextSecondary: '#b3bfcc',
          colorTextDescription: '#a7b2be',
          colorTextDisabled: '#8d98a5',
          colorPrimaryHover: '#3169b4',
          colorTextPlaceholder: '#8d98a5',
          colorBorder: '#3a4755',
          colorBorderSecondary: '#2a3541',
          colorError: '#ee2b5b',
          colorBgElevated: '#1f2a35',
          colorBgContainer: '#1a232d',
          colorBgLayout: '#10161d',
        },
      }}
    >
      {officer ? <Inside id={id} officer={officer} onReenter={() => setEntry((n) => n + 1)} /> : null}
    </ConfigProvider>
  )
}

interface RoomProps {
  id: string
  officer: Officer
  onReenter: () => void
}

interface NoticeProps {
  officer: Officer
  failure: unknown
  said: string
  onReenter: () => void
}

function Notice({ officer, failure, said, onReenter }: NoticeProps) {
  const { t, i18n } = useTranslation('rollcalls')
  const link = useLive(officer.store, (s) => s.link)
  const problem = useLive(officer.store, (s) => s.problem) ?? failure
  const mayReturn = link === 'barred' && codeOf(problem) === 'rollcall.session_ended'
  const ended = link === 'closed' || link === 'replaced' || mayReturn || (link === 'lost' && problem !== null)
  const text = link === 'on' || link === 'barred' ? '' : t(`line.${link}`)
  // what was under way as the line broke is asked about once it is back; that it is broken is not true any more
  const words = link === 'on' && codeOf(problem) === 'signal.offline' ? t('line.unsure') : sentence(i18n, problem)
  return (
    <p className={styles.notice} role="status">
      {text} {problem ? words : said}
      {ended ? (
        <button type="button" className="chip" onClick={onReenter}>
          {t('reenter')}
        </button>
      ) : null}
    </p>
  )
}

/** The roll call as it is on record, asked for anew at every hint; what persons said is shown with their faces. */
function useRollCall(id: string, officer: Officer) {
  const query = useQuery(rollCallQuery(id))
  useEffect(() => {
    if (query.data) takeDeclined(officer.store, query.data.invitees)
  }, [query.data, officer])
  return query
}

interface UnderHeadProps extends NoticeProps {
  rollCall: UseQueryResult<Detail>
}

/** Between the heading and the faces: whether there is a network, what is said, and what could not be read. */
function UnderHead({ rollCall, ...notice }: UnderHeadProps) {
  return (
    <>
      <OfflineStrip />
      <Notice {...notice} />
      <div className={styles.problem}>
        <Problem error={rollCall.data ? null : rollCall.error} retry={() => rollCall.refetch()} />
      </div>
      <Spoken officer={notice.officer} masked={rollCall.data?.audience === 'minors' || !rollCall.data} />
    </>
  )
}

/** The dialogs of the room; one at a time. */
type Dialog = 'close' | 'text' | 'confirm' | 'keys' | 'recall' | null

function Room({ id, officer, onReenter }: RoomProps) {
  const { t } = useTranslation('rollcalls')
  const rollCall = useRollCall(id, officer)
  const navigate = useNavigate()
  const [failure, setFailure] = useState<unknown>(null)
  const [said, setSaid] = useState('')
  const [dialog, setDialog] = useState<Dialog>(null)
  const [seconds, setSeconds] = useState(12)
  const attempt = useCallback((work: Promise<unknown>) => {
    setFailure(null)
    setSaid('')
    work.catch(setFailure)
  }, [])
  const pick = useCallback((person: string) => attempt(officer.pick(person)), [attempt, officer])
  const next = () => attempt(officer.next())
  const auto = () => attempt(officer.switchAuto(seconds))
  const recall = () => attempt(officer.recall([]).then((count) => setSaid(t('recalled', { count }))))
  useKeys({
    ' ': next,
    c: () => attempt(officer.endCall()),
    g: auto,
    b: () => setDialog('recall'), // many phones ring: no single letter does that
    t: () => setDialog('text'),
    y: () => setDialog('confirm'),
    '?': () => setDialog('keys'),
    h: () => {
      const first = hands(entries(officer.store.getState()))[0]
      if (first) pick(first.invitee.person_id)
    },
  })
  const leave = () => navigate({ to: '/roll-calls' })
  const shut = useCallback(() => setDialog(null), [])
  return (
    <main className={`dark ${styles.room}`}>
      <LiveHead
        officer={officer}
        rollCall={rollCall.data}
        attempt={attempt}
        onNext={next}
        onText={() => setDialog('text')}
        onRecall={recall}
        onAuto={auto}
        seconds={seconds}
        onSeconds={setSeconds}
        onKeys={() => setDialog('keys')}
        onClose={() => setDialog('close')}
        onLeave={leave}
      />
      <div>
        <UnderHead rollCall={rollCall} officer={officer} failure={failure} said={said} onReenter={onReenter} />
        <AutoStrip officer={officer} onConfirm={() => setDialog('confirm')} />
        <HandStrip officer={officer} onPick={pick} attempt={attempt} />
      </div>
      <div className={styles.body}>
        <CalledPanel officer={officer} attempt={attempt} />
        <Grid officer={officer} onPick={pick} />
        <RosterList officer={officer} onPick={pick} />
      </div>
      {dialog === 'close' ? <CloseDialog officer={officer} onCancel={shut} /> : null}
      {dialog === 'text' ? <TextDialog officer={officer} onCancel={shut} /> : null}
      {dialog === 'confirm' ? <ConfirmDialog officer={officer} onCancel={shut} /> : null}
      {dialog === 'keys' ? <KeysDialog onCancel={shut} /> : null}
      {dialog === 'recall' ? <RecallDialog officer={officer} onRecall={recall} onCancel={shut} /> : null}
      <HeldBar />
    </main>
  )
}

/** The room as a supervisor sees it in silence: everything is shown, nothing can be done. */
function Watching({ id, officer, onReenter }: RoomProps) {
  const rollCall = useRollCall(id, officer)
  const navigate = useNavigate()
  const [failure, setFailure] = useState<unknown>(null)
  const attempt = useCallback((work: Promise<unknown>) => {
    setFailure(null)
    work.catch(setFailure)
  }, [])
  const pick = useCallback((person: string) => attempt(officer.pick(person)), [attempt, officer])
  const leave = () => navigate({ to: '/roll-calls' })
  return (
    <main className={`dark ${styles.room}`}>
      <WatchHead officer={officer} rollCall={rollCall.data} attempt={attempt} onLeave={leave} />
      <div>
        <UnderHead rollCall={rollCall} officer={officer} failure={failure} said="" onReenter={onReenter} />
        <AutoStrip officer={officer} />
        <HandStrip officer={officer} onPick={pick} attempt={attempt} />
      </div>
      <div className={styles.body}>
        <CalledPanel officer={officer} attempt={attempt} />
        <Grid officer={officer} onPick={pick} />
        <RosterList officer={officer} onPick={pick} />
      </div>
      <HeldBar />
    </main>
  )
}
