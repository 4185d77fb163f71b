import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { codeOf } from '../../../../shared/api/problem'
import { useKeys } from '../../lib/keys'
import { Problem } from '../../ui/Problem'
import { personQuery } from './api'

/** The number to ring somebody up at, once it is asked for: it stands in the file, and who opens that is on record. */
export function Telephone({ personId }: { personId: string }) {
  const { t } = useTranslation('persons')
  const [isAsked, setAsked] = useState(false)
  const file = useQuery({ ...personQuery(personId, ''), enabled: isAsked, retry: false })
  useKeys({ t: () => setAsked(true) })
  const { data, error } = file
  if (!isAsked || file.isLoading)
    return (
      <Button
        title={t('telephone_note')}
        loading={file.isLoading}
        onClick={() => setAsked(true)}
        data-testid="phone-show"
      >
        {t('telephone')} <kbd>T</kbd>
      </Button>
    )
  if (data)
    return (
      <span role="status" data-testid="phone-number">
        {t('phone')} {data.phone ? <a href={`tel:${data.phone}`}>{data.phone}</a> : t('no_phone')}
      </span>
    )
  if (codeOf(error) === 'person.reason_required')
    return (
      <Link to="/persons/$id" params={{ id: personId }}>
        {t('telephone_minor')}
      </Link>
    )
  return <Problem error={error} retry={() => file.refetch()} />
}
