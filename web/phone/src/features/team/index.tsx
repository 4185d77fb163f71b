import { body } from '@diandao/shared/api/client'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { api, type TeamMember } from '../../lib/api'
import { useKept } from '../../lib/kept'
import { AsOf } from '../../ui/AsOf'
import { Icon } from '../../ui/Icon'
import { Loading } from '../../ui/Loading'
import { Screen } from '../../ui/Screen'
import { Unloaded } from '../../ui/Unloaded'
import { partOf } from './words'

/** Who is in my correction team, and how to reach them. */
export default function Team() {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  const team = useKept('team', () => body(api.GET('/v1/team')))
  if (team.isPending) return <Loading />
  const members = team.data?.data.items ?? []
  return (
    <Screen title={t('team:title')} lead={t('team:lead')} onBack={() => navigate('/me')}>
      <Unloaded error={team.error} onRetry={() => team.refetch()} />
      <AsOf staleAt={team.data?.staleAt ?? 0} />
      {team.data && members.length === 0 && <p>{t('team:empty')}</p>}
      {members.map((m) => (
        <One key={`${m.name} ${m.since}`} member={m} />
      ))}
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
        <a
          className="dial"
          href={`tel:${member.phone.replaceAll(/[^\d+]/g, '')}`}
          aria-label={t('team:call', { name: member.name, phone: member.phone })}
        >
          <Icon name="call" />
          {member.phone}
        </a>
      )}
    </section>
  )
}
