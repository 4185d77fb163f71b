import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { Ring } from './Ring'
import type { Noted } from './wayBack'

interface Props {
  call: { id: string; station_name: string }
  /** The ring is answered, one way or the other. */
  onAnswered: () => void
}

/** A ring over whatever screen is shown, as a call is: what was being written there is still there afterwards. */
export default function RingOver({ call, onAnswered }: Props) {
  const { t } = useTranslation()
  const [from, navigate] = useLocation()
  const accept = () => {
    onAnswered()
    navigate(`/rollcall/${call.id}/join`, { state: { from } satisfies Noted })
  }
  return (
    <div className="room dark over" role="dialog" aria-modal="true" aria-label={t('rollcall:ring')}>
      <Ring id={call.id} station={call.station_name} onAccept={accept} onDeclined={onAnswered} />
    </div>
  )
}
