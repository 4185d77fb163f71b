import './rollcall.css'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Today } from '../../lib/api'
import { toast } from '../../ui/toast'
import { InRoom } from './InRoom'
import { Ring } from './Ring'

/** A roll call: it rings, and once it is answered the person takes part. */
export default function RollCall({ id, answered }: { id: string; answered: boolean }) {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  const [inside, setInside] = useState(answered)
  const known = useQueryClient()
    .getQueryData<Today>(['today'])
    ?.roll_calls.find((c) => c.id === id)
  const home = () => navigate('/', { replace: true })
  const decline = () => {
    toast(t('rollcall:declined'))
    home()
  }
  return (
    <div className="room dark">
      {inside ? (
        <InRoom id={id} onLeave={home} />
      ) : (
        <Ring station={known?.station_name} onAccept={() => setInside(true)} onDecline={decline} />
      )}
    </div>
  )
}
