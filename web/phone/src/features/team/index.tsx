import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Station, TeamMember } from '../../lib/api'
import { useTeam } from '../../lib/contact'
import { AsOf } from '../../ui/AsOf'
import { Dial } from '../../ui/Dial'
import { Loading } from '../../ui/Loading'
import { Screen } from '../../ui/Screen'
import { Unloaded } from '../../ui/Unloaded'
import { partOf } from './words'

/** Who is in my correction team, and how to reach them. */
export default function Team() {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  const team = useTeam()
  if (team.isPending) return <Loading />
  const members = team.data?.data.items ?? []
  const station = team.data?.data.station as Station | undefined // an older version of this app kept none
  return (
    <Screen title={t('team:title')} lead={t('team:lead')} onBack={() => navigate('/me')}>
      <Unloaded error={team.error} onRetry={() => team.refetch()} />
      <AsOf staleAt={team.data?.staleAt ?? 0} />
      {team.data && members.length === 0 && <p>{t('team:empty')}</p>}
      {members.map((m) => (
        <One key={`${m.name} ${m.since}`} member={m} />
      ))}
      {station && <Office station={station} isOnly={members.every((m) => !m.phone)} />}
    </Screen>
  )
}

function One({ member }: { member: TeamMember }) {
  const { t } = useTranslation()
  return (
    <section className="card" data-testid="team-member">
      <p className="big-line">{member.name}</p>
      <p className="muted">
        {t(partOf(member))}
        {member.is_lead && ` · ${t('team:lead_of_it')}`}
      </p>
      {member.phone && (
        <Dial number={member.phone} label={t('team:call', { name: member.name, phone: member.phone })} />
      )}
    </section>
  )
}

/** The station's own number; without one, what to do where nobody else has one either. */
function Office({ station: { name, telephone }, isOnly }: { station: Station; isOnly: boolean }) {
  const { t } = useTranslation()
  if (!telephone && !isOnly) return null
  return (
    <section className="card" data-testid="team-office">
      <p className="big-line">{name}</p>
      <p className="muted">{telephone ? t('team:office') : t('common:contact_none', { station: name })}</p>
      {telephone && <Dial number={telephone} label={t('team:call', { name, phone: telephone })} />}
    </section>
  )
}
