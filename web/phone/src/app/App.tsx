import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { Route, Router, Switch } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { Today } from '../features/today'
import { type Account, type Ended, onAccount } from '../lib/auth'
import { Loading } from '../ui/Loading'
import { Broken } from './Broken'
import { Shell } from './Shell'
import { useFlush } from './useFlush'
import { useFocusBack, useRing } from './useRing'
import { useWorker } from './useWorker'

const Activate = lazy(() => import('../features/activate'))
const loadResult = () => import('../features/result')
const Checkin = lazy(async () => {
  const checkin = await import('../features/checkin')
  loadResult().catch(() => undefined) // which tells that it waits, where the network is gone when it is sent
  return checkin
})
const Result = lazy(loadResult)
const Messages = lazy(() => import('../features/messages'))
const Opening = lazy(() => import('../features/messages/Opening'))
const Record = lazy(() => import('../features/record'))
const Checkins = lazy(() => import('../features/record/Checkins'))
const RollCalls = lazy(() => import('../features/record/RollCalls'))
const Timeline = lazy(() => import('../features/record/Timeline'))
const Looks = lazy(() => import('../features/record/Looks'))
const Draws = lazy(() => import('../features/draws'))
const Leaves = lazy(() => import('../features/leave'))
const Apply = lazy(() => import('../features/leave/Apply'))
const Appeals = lazy(() => import('../features/appeal'))
const FileAppeal = lazy(() => import('../features/appeal/File'))
const RollCall = lazy(() => import('../features/rollcall'))
const RingOver = lazy(() => import('../features/rollcall/RingOver'))
const Team = lazy(() => import('../features/team'))
const Policy = lazy(() => import('../features/policy'))
const Papers = lazy(() => import('../features/papers'))
const Me = lazy(() => import('../features/me'))

interface Props {
  account: Account | null
  /** Why the account before ended. */
  ended: Ended | null
}

/** Everything: the activation, or the screens of an activated device. */
export function App(initial: Props) {
  return (
    <Broken>
      <Router hook={useHashLocation}>
        <Suspense fallback={<Loading />}>
          <Gate {...initial} />
        </Suspense>
      </Router>
    </Broken>
  )
}

function Gate(initial: Props) {
  const [account, setAccount] = useState(initial.account)
  const [ended, setEnded] = useState(initial.ended)
  const [location, navigate] = useHashLocation()
  const queries = useQueryClient()
  useEffect(
    () =>
      onAccount((a, ended) => {
        setAccount(a)
        setEnded(ended)
        queries.clear() // what was read was somebody else's, or of before
        if (a) navigate('/', { replace: true }) // the screen was, too
      }),
    [queries, navigate],
  )
  if (!account || location.startsWith('/activate'))
    return <Activate known={account !== null} ended={ended} onDone={() => navigate('/', { replace: true })} />
  return <Activated key={account.deviceId} />
}

function Activated() {
  const worker = useWorker()
  const waiting = useFlush()
  const ring = useRing()
  useFocusBack(ring !== null)
  return (
    <>
      <div className="under" inert={ring !== null}>
        <Screens onUpdate={worker.update} waiting={waiting} ringing={ring?.call.id} />
      </div>
      {ring && (
        <Suspense fallback={null}>
          <RingOver key={ring.call.id} {...ring} />
        </Suspense>
      )}
    </>
  )
}

interface ScreensProps {
  onUpdate: (() => void) | null
  waiting: ReturnType<typeof useFlush>
  ringing: string | undefined
}

function Screens({ onUpdate, waiting, ringing }: ScreensProps) {
  return (
    <Switch>
      <Route path="/checkin/:id">{({ id }) => <Checkin key={id} id={id} />}</Route>
      <Route path="/result/:id">{({ id }) => <Result key={id} id={id} />}</Route>
      <Route path="/rollcall/:id/:act?">
        {({ id, act }) => <RollCall key={id} id={id} answered={act === 'join'} />}
      </Route>
      <Route path="/appeal/:source/:id">
        {({ source, id }) => <FileAppeal key={id} id={id} source={source === 'sanction' ? 'sanction' : 'rollcall'} />}
      </Route>
      <Route path="/appeal/:id">{({ id }) => <FileAppeal key={id} id={id} />}</Route>
      <Route path="/open/:id">{({ id }) => <Opening id={id} />}</Route>
      <Route>
        <Shell onUpdate={onUpdate}>
          <Suspense fallback={<Loading />}>
            <Switch>
              <Route path="/messages">
                <Messages />
              </Route>
              <Route path="/record">
                <Record />
              </Route>
              <Route path="/record/checkins">
                <Checkins />
              </Route>
              <Route path="/record/roll-calls">
                <RollCalls />
              </Route>
              <Route path="/record/timeline">
                <Timeline />
              </Route>
              <Route path="/looks">
                <Looks />
              </Route>
              <Route path="/draws">
                <Draws />
              </Route>
              <Route path="/leave">
                <Leaves />
              </Route>
              <Route path="/leave/apply">
                <Apply />
              </Route>
              <Route path="/appeals">
                <Appeals />
              </Route>
              <Route path="/team">
                <Team />
              </Route>
              <Route path="/policy">
                <Policy />
              </Route>
              <Route path="/papers">
                <Papers />
              </Route>
              <Route path="/me">
                <Me />
              </Route>
              <Route>
                <Today waiting={waiting.list} onSeen={waiting.drop} ringing={ringing} />
              </Route>
            </Switch>
          </Suspense>
        </Shell>
      </Route>
    </Switch>
  )
}
