import { useTranslation } from 'react-i18next'
import { Name } from '../../ui/Name'
import type { Entry } from './api'

/** Whose record an entry is about in words; a minor and who is elsewhere now without a name. */
export function usePersonText() {
  const { t } = useTranslation('audit')
  const common = useTranslation('common')
  return ({ person }: Entry) => {
    if (!person) return ''
    if (person.withheld === 'elsewhere') return t('elsewhere')
    return `${person.withheld === 'minor' ? common.t('minor') : person.name} ${person.number}`
  }
}

export function PersonName({ entry }: { entry: Entry }) {
  return <Name>{usePersonText()(entry) || '–'}</Name>
}
