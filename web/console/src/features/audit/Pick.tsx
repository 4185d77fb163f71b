import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../lib/session'
import { useUrl } from '../../lib/url'
import { type Entry, personsQuery, staffQuery } from './api'

interface Option {
  value: string
  label: string
}

/** The picked one by name as well when it is not among those found: as an entry names them. */
const withPicked = (found: Option[], value: string | undefined, name: string) =>
  !value || found.some((o) => o.value === value) ? found : [{ value, label: name || value }, ...found]

interface Props {
  entries: Entry[]
}

/** Whose record the entries are about, found by a part of the name or the number. */
export function PickPerson({ entries }: Props) {
  const { t } = useTranslation('audit')
  const common = useTranslation('common')
  const [search, set] = useUrl()
  const [q, setQ] = useState('')
  const [isOpen, setOpen] = useState(false)
  const found = useQuery(personsQuery(q, isOpen))
  const nameOf = (p: { name: string; number: string } | null | undefined) =>
    p ? `${p.name || common.t('minor')} ${p.number}` : ''
  const options = (found.data?.items ?? []).map((p) => ({ value: p.id, label: nameOf(p) }))
  const known = entries.find((e) => e.person_id === search.person)?.person
  return (
    <Select
      allowClear
      showSearch={{ filterOption: false, onSearch: setQ }}
      style={{ width: 200 }}
      loading={found.isFetching}
      onOpenChange={setOpen}
      placeholder={t('find_person')}
      aria-label={t('find_person')}
      value={search.person}
      options={withPicked(options, search.person, known?.withheld === 'elsewhere' ? t('elsewhere') : nameOf(known))}
      onChange={(person) => set({ person, item: undefined })}
      data-testid="audit-person"
    />
  )
}

/** Who acted, found by a part of the name; for whoever may read the list of staff. */
export function PickActor({ entries, days }: Props & { days: { from?: string; to?: string } }) {
  const { t } = useTranslation('audit')
  const { may } = useSession()
  const [search, set] = useUrl()
  const [q, setQ] = useState('')
  const [isOpen, setOpen] = useState(false)
  const found = useQuery(staffQuery(q, isOpen && may('staff.read')))
  const options = (found.data?.items ?? []).map((s) => ({ value: s.id, label: `${s.name} ${s.unit.name}` }))
  const known = entries.find((e) => e.actor_id === search.actor)?.actor_name ?? ''
  if (!may('staff.read') && !search.actor) return null
  return (
    <Select
      allowClear
      showSearch={{ filterOption: false, onSearch: setQ }}
      style={{ width: 200 }}
      loading={found.isFetching}
      onOpenChange={setOpen}
      placeholder={t('find_actor')}
      aria-label={t('find_actor')}
      value={search.actor}
      options={withPicked(options, search.actor, known)}
      onChange={(actor) => set({ actor, item: undefined, ...(actor && !search.person ? days : {}) })}
      data-testid="audit-actor"
    />
  )
}
