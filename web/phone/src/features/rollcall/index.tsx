import './rollcall.css'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Today } from '../../lib/api'
import { InRoom } from './InRoom'
import { Ring } from './Ring'
import { leftHalfDone } from './wayBack'

/** A roll call: it rings, and once it is answered the person takes part. */
export default function RollCall({ id, answered }: { id: string; answered: boolean }) {
  const [, navigate] = useLocation()
  const [inside, setInside] = useState(answered)
  const known = useQueryClient()
    .getQueryData<Today>(['today'])
    ?.roll_calls.find((c) => c.id === id)
  const home = () => navigate('/', { replace: true })
  const checkin = leftHalfDone(history.state)
  const leave = () => (leftHalfDone(history.state) ? navigate(`/checkin/${checkin}`, { replace: true }) : home())
  return (
    <div className="room dark">
      {inside ? (
        <InRoom id={id} onLeave={leave} goesOn={checkin !== undefined} />
      ) : (
        <Ring id={id} station={known?.station_name} onAccept={() => setInside(true)} onDeclined={home} />
      )}
    </div>
  )
}
