import { clock } from '@diandao/shared/i18n/format'
import { useTranslation } from 'react-i18next'
import type { Act, ActKind } from '../lib/outbox'
import { BigButton } from './BigButton'

const words = {
  appeal: 'common:act_appeal',
  appeal_withdraw: 'common:act_appeal_withdraw',
  leave: 'common:act_leave',
  leave_withdraw: 'common:act_leave_withdraw',
  leave_return: 'common:act_leave_return',
  policy: 'common:act_policy',
  decline: 'common:act_decline',
} as const satisfies Record<ActKind, string>

interface Props {
  acts: Act[]
  onSeen: (id: string) => void
  /** Only these are shown. */
  kinds?: ActKind[]
}

/** What was written and has not reached the server yet, or was not taken by it. */
export function WaitingActs({ acts, onSeen, kinds }: Props) {
  const shown = acts.filter((a) => !kinds || kinds.includes(a.kind))
  return shown.map((a) => <One key={a.id} act={a} onSeen={onSeen} />)
}

function One({ act, onSeen }: { act: Act; onSeen: (id: string) => void }) {
  const { t, i18n } = useTranslation()
  const why = `problems:${act.refused}`
  return (
    <section className="card" data-testid="act-waiting" data-kind={act.kind}>
      <p className="big-line">{t(act.refused ? 'common:act_refused' : 'common:act_waits')}</p>
      <p>{t(words[act.kind])}</p>
      <p className="muted">
        {act.refused
          ? i18n.exists(why)
            ? t(why as 'problems:unknown')
            : t('problems:unknown')
          : t('common:act_kept', { time: clock(act.keptAt, i18n.language) })}
      </p>
      {act.refused && (
        <BigButton quiet onClick={() => onSeen(act.id)}>
          {t('common:act_seen')}
        </BigButton>
      )}
    </section>
  )
}
