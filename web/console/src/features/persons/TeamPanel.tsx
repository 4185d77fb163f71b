import { useQuery } from '@tanstack/react-query'
import { Button, Collapse } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../lib/session'
import { useFormat, useWord } from '../../lib/words'
import { Nothing, Panel } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { Waiting } from '../../ui/Waiting'
import { WarnTag } from '../../ui/WarnTag'
import styles from './persons.module.css'
import { TeamForm } from './TeamForm'
import { type TeamMember, teamQuery } from './teamApi'

function usePart() {
  const word = useWord()
  return (m: TeamMember) => (m.relation ? word('team_relation', m.relation) : word('role', m.staff_role))
}

function Members({ members }: { members: TeamMember[] }) {
  const { t } = useTranslation('persons')
  const part = usePart()
  return (
    <ul className={styles.team}>
      {members.map((m) => (
        <li key={m.id} data-testid="team-member">
          <span>
            {m.name}
            {m.role === 'lead' ? <b> · {t('team_lead')}</b> : null}
            {m.is_gone ? ` · ${t('team_gone')}` : null}
          </span>
          <span>{part(m)}</span>
          <span className={styles.number}>
            {m.phone || t('team_no_phone')}
            {m.phone ? <small>{t(m.is_phone_shown ? 'team_shown' : 'team_not_shown')}</small> : null}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Former({ members }: { members: TeamMember[] }) {
  const { t } = useTranslation('persons')
  const format = useFormat()
  const part = usePart()
  if (members.length === 0) return null
  const list = (
    <ul className={styles.team}>
      {members.map((m) => (
        <li key={m.id}>
          <span>{m.name}</span>
          <span>{part(m)}</span>
          <span>{t('team_span', { from: format.longDay(m.since), to: format.longDay(m.until ?? m.since) })}</span>
        </li>
      ))}
    </ul>
  )
  return (
    <Collapse
      ghost
      size="small"
      items={[{ key: 'former', label: t('team_former', { count: members.length }), children: list }]}
    />
  )
}

/** Who looks after a person, with what the law asks of the team and it does not have. */
export function TeamPanel({ personId, isMinor, reason }: { personId: string; isMinor: boolean; reason: string }) {
  const { t } = useTranslation('persons')
  const word = useWord()
  const { may } = useSession()
  const [editing, setEditing] = useState(false)
  const { data, error, refetch } = useQuery(teamQuery(personId, reason))
  return (
    <Panel
      title={t('team')}
      extra={
        may('person.write') && data ? (
          <Button size="small" onClick={() => setEditing(true)} data-testid="team">
            {t(data.members.length > 0 ? 'team_change' : 'team_set_up')}
          </Button>
        ) : null
      }
    >
      <Problem error={error} retry={() => refetch()} />
      {data || error ? null : <Waiting />}
      {data && data.members.length === 0 ? <Nothing>{t('team_none')}</Nothing> : null}
      {data && data.members.length > 0 ? (
        <>
          {data.lacks.map((c) => (
            <p key={c} className={styles.lack} data-testid="team-lack" data-code={c}>
              <WarnTag>{t('team_lacks')}</WarnTag>
              {word('team_lack', c)}
            </p>
          ))}
          <Members members={data.members} />
          <Former members={data.former} />
        </>
      ) : null}
      {editing && data ? (
        <TeamForm
          personId={personId}
          isMinor={isMinor}
          reason={reason}
          current={data}
          onClose={() => setEditing(false)}
        />
      ) : null}
    </Panel>
  )
}
