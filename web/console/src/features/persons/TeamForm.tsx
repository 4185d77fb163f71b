import { DeleteOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Input, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useWord } from '../../lib/words'
import { useSeen } from '../../lib/write'
import { Problem } from '../../ui/Problem'
import styles from './persons.module.css'
import { candidatesQuery, relations, type Team, useSaveTeam } from './teamApi'
import { blankMember, type Draft, draftOf, isFull, maxMembers, membersOf } from './teamDraft'

interface Props {
  personId: string
  isMinor: boolean
  reason: string
  current: Team
  onClose: () => void
}

/** Names the members of a team: staff in charge, and people from outside. */
export function TeamForm({ personId, isMinor, reason, current, onClose }: Props) {
  const { t } = useTranslation('persons')
  const [members, setMembers] = useState<Draft[]>(() => draftOf(current.members))
  const [isChecked, setChecked] = useState(false)
  const save = useSaveTeam(personId, reason, onClose)
  const seen = useSeen(current, save.error)
  const isReady = members.length > 0 && members.every(isFull) && members.some((m) => m.role === 'lead')
  const change = (key: string, part: Partial<Draft>) =>
    setMembers((all) => all.map((m) => (m.key === key ? { ...m, ...part } : m)))
  const lead = (key: string) => setMembers((all) => all.map((m) => ({ ...m, role: m.key === key ? 'lead' : 'member' })))
  const add = (isStaff: boolean) => setMembers((all) => [...all, blankMember(isStaff, all.length === 0 && isStaff)])
  const onOk = () => {
    setChecked(true)
    if (isReady) save.mutate({ version: seen.version, members: membersOf(members) })
  }
  return (
    <Modal
      open
      width={820}
      title={t('team')}
      okText={t('team_save')}
      okButtonProps={{ loading: save.isPending, id: 'team-save' }}
      onOk={onOk}
      onCancel={onClose}
    >
      <p className={styles.quiet}>{t('team_note')}</p>
      <div className={styles.members}>
        {members.map((m, n) => (
          <Row
            key={m.key}
            n={n + 1}
            personId={personId}
            member={m}
            taken={members.map((o) => o.staff_id).filter((s) => s !== '' && s !== m.staff_id)}
            isMinor={isMinor}
            isChecked={isChecked}
            onChange={(part) => change(m.key, part)}
            onLead={() => lead(m.key)}
            onRemove={() => setMembers((all) => all.filter((o) => o.key !== m.key))}
          />
        ))}
      </div>
      <div className={styles.adds}>
        <Button onClick={() => add(true)} disabled={members.length >= maxMembers} data-testid="team-add-staff">
          {t('team_add_staff')}
        </Button>
        <Button onClick={() => add(false)} disabled={members.length >= maxMembers} data-testid="team-add-other">
          {t('team_add_outside')}
        </Button>
      </div>
      {isChecked && !isReady ? (
        <p className={styles.warn} role="alert">
          {t(members.every(isFull) ? 'team_lead_needed' : 'team_fill')}
        </p>
      ) : null}
      <Problem error={save.error} />
    </Modal>
  )
}

interface RowProps {
  n: number
  personId: string
  member: Draft
  taken: string[]
  isMinor: boolean
  isChecked: boolean
  onChange: (part: Partial<Draft>) => void
  onLead: () => void
  onRemove: () => void
}

function Row({ n, member: m, isMinor, isChecked, onChange, onLead, onRemove, ...whose }: RowProps) {
  const { t } = useTranslation('persons')
  const word = useWord()
  return (
    <fieldset className={styles.member} data-testid="team-row">
      <legend className={styles.sr}>{t('team_nth', { n })}</legend>
      {m.isStaff ? <StaffPick {...whose} member={m} isChecked={isChecked} onChange={onChange} /> : null}
      {m.isStaff ? null : (
        <>
          <Input
            value={m.name}
            maxLength={32}
            placeholder={t('name')}
            aria-label={t('name')}
            {...(isChecked && !m.name.trim() ? { status: 'error' as const } : {})}
            onChange={(e) => onChange({ name: e.target.value })}
            data-testid="team-name"
          />
          <Select
            value={m.relation || undefined}
            placeholder={t('team_relation')}
            aria-label={t('team_relation')}
            {...(isChecked && !m.relation ? { status: 'error' as const } : {})}
            options={relations.map((r) => ({ value: r, label: word('team_relation', r) }))}
            onChange={(relation) => onChange({ relation })}
            data-testid="team-relation"
          />
        </>
      )}
      <Radio.Group
        value={m.sex || undefined}
        aria-label={t('sex')}
        options={(['male', 'female'] as const).map((s) => ({ value: s, label: word('sex', s) }))}
        onChange={(e) => onChange({ sex: e.target.value })}
        data-testid="team-sex"
      />
      <Button
        type="text"
        size="small"
        icon={<DeleteOutlined />}
        aria-label={t('team_remove', { n })}
        onClick={onRemove}
      />
      <Input
        value={m.phone}
        maxLength={32}
        inputMode="tel"
        placeholder={t('phone')}
        aria-label={t('phone')}
        onChange={(e) => onChange({ phone: e.target.value })}
        data-testid="team-phone"
      />
      <Checkbox checked={m.is_phone_shown} onChange={(e) => onChange({ is_phone_shown: e.target.checked })}>
        {t('team_show_phone')}
      </Checkbox>
      {isMinor ? (
        <Checkbox checked={m.knows_minors} onChange={(e) => onChange({ knows_minors: e.target.checked })}>
          {t('team_knows_minors')}
        </Checkbox>
      ) : (
        <span />
      )}
      {m.isStaff ? (
        <Radio checked={m.role === 'lead'} onChange={onLead} data-testid="team-lead">
          {t('team_lead')}
        </Radio>
      ) : null}
    </fieldset>
  )
}

type StaffProps = Pick<RowProps, 'personId' | 'member' | 'taken' | 'isChecked' | 'onChange'>

/** Chooses a member of staff; who has moved away meanwhile stays named. */
function StaffPick({ personId, member: m, taken, isChecked, onChange }: StaffProps) {
  const { t } = useTranslation('persons')
  const word = useWord()
  const { data, isPending } = useQuery(candidatesQuery(personId))
  const options = (data?.items ?? [])
    .filter((c) => !taken.includes(c.id))
    .map((c) => ({ value: c.id, label: `${c.name} · ${word('role', c.role)}` }))
  if (m.staff_id && !options.some((o) => o.value === m.staff_id)) options.push({ value: m.staff_id, label: m.name })
  return (
    <Select
      className={styles.wide ?? ''}
      loading={isPending}
      showSearch={{ optionFilterProp: 'label' }}
      value={m.staff_id || undefined}
      placeholder={t('team_staff')}
      aria-label={t('team_staff')}
      {...(isChecked && !m.staff_id ? { status: 'error' as const } : {})}
      options={options}
      onChange={(staff_id) => onChange({ staff_id })}
      data-testid="team-staff"
    />
  )
}
