import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { ConfigProvider, theme } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sentence } from '../../../../shared/api/problem'
import { useKeys } from '../../lib/keys'
import { rollCallQuery } from './api'
import { CalledPanel } from './CalledPanel'
import { CloseDialog } from './CloseDialog'
import { Grid } from './Grid'
import { LiveHead } from './LiveHead'
import styles from './live.module.css'
import { enter, type Officer } from './officer'
import { RosterList } from './RosterList'
import { nextToCall } from './roster'
import { roster, useLive } from './store'
import { useDark } from './useDark'

/** The running roll call, in its own dark room. */
export function LivePage() {
  const { id = '' } = useParams({ strict: false })
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [officer, setOfficer] = useState<Officer | null>(null)
  const [entry, setEntry] = useState(0)
  useDark()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new entry is a new connection
  useEffect(() => {
    const made = enter(id, () => {
      queries.invalidateQueries({ queryKey: ['rollcall'] })
      navigate({ to: '/roll-calls/$id', params: { id } })
    })
    setOfficer(made)
    return () => made.stop()
  }, [id, entry, navigate, queries])
  return (
    <ConfigProvider
      theme={{
        algorithm: theme.darkAlgorithm,
        // What the light theme sets by name is inherited, so each of its colours needs its dark one.
        token: {
          colorPrimary: '#3f86e8',
          colorLink: '#91bbf3',
          colorText: '#e8edf2',
          colorTextSecondary: '#b3bfcc',
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
      {officer ? <Room id={id} officer={officer} onReenter={() => setEntry((n) => n + 1)} /> : null}
    </ConfigProvider>
  )
}

interface RoomProps {
  id: string
  officer: Officer
  onReenter: () => void
}

function Notice({ officer, failure, onReenter }: { officer: Officer; failure: unknown; onReenter: () => void }) {
  const { t, i18n } = useTranslation('rollcalls')
  const link = useLive(officer.store, (s) => s.link)
  const problem = useLive(officer.store, (s) => s.problem) ?? failure
  const ended = link === 'closed' || link === 'replaced' || (link === 'lost' && problem !== null)
  const text =
    link === 'replaced'
      ? t('line.replaced')
      : link === 'closed'
        ? t('line.closed')
        : link === 'lost'
          ? t('line.lost')
          : ''
  return (
    <p className={styles.notice} role="status">
      {text} {problem ? sentence(i18n, problem) : ''}
      {ended ? (
        <button type="button" className="chip" onClick={onReenter}>
          {t('reenter')}
        </button>
      ) : null}
    </p>
  )
}

function Room({ id, officer, onReenter }: RoomProps) {
  const { data: rollCall } = useQuery(rollCallQuery(id))
  const navigate = useNavigate()
  const [failure, setFailure] = useState<unknown>(null)
  const [closing, setClosing] = useState(false)
  const attempt = useCallback((work: Promise<void>) => {
    setFailure(null)
    work.catch(setFailure)
  }, [])
  const pick = useCallback((person: string) => attempt(officer.pick(person)), [attempt, officer])
  const next = useCallback(() => {
    const live = officer.store.getState()
    const one = nextToCall(roster(live), live.focus)
    if (one) pick(one.person_id)
  }, [officer, pick])
  useKeys({ ' ': next })
  return (
    <main className={`dark ${styles.room}`}>
      <LiveHead
        officer={officer}
        rollCall={rollCall}
        onNext={next}
        onClose={() => setClosing(true)}
        onLeave={() => navigate({ to: '/roll-calls' })}
      />
      <Notice officer={officer} failure={failure} onReenter={onReenter} />
      <div className={styles.body}>
        <CalledPanel officer={officer} attempt={attempt} />
        <Grid officer={officer} onPick={pick} />
        <RosterList officer={officer} onPick={pick} />
      </div>
      {closing ? <CloseDialog officer={officer} onCancel={() => setClosing(false)} /> : null}
    </main>
  )
}
