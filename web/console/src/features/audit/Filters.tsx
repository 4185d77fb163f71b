import { Select } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { useUrl } from '../../lib/url'
import { DayRange } from '../../ui/DayField'
import { type Entry, MAX_DAYS } from './api'
import { PickActor, PickPerson } from './Pick'

/** The actions that have words, by what they are about. */
function useActions() {
  const { i18n } = useTranslation()
  const words = i18n.getResourceBundle(i18n.language, 'words')?.audit as Record<string, Record<string, string>>
  return Object.entries(words ?? {}).flatMap(([noun, all]) =>
    Object.entries(all).map(([verb, label]) => ({ value: `${noun}.${verb}`, label })),
  )
}

/** What of the ledger is shown; in the address. Looking for an action or for somebody needs days, or a person. */
export function Filters({ entries }: { entries: Entry[] }) {
  const { t } = useTranslation('audit')
  const [search, set] = useUrl()
  const { person, actor, action, from, to } = search
  const recent = {
    from: dayjs()
      .subtract(MAX_DAYS - 1, 'day')
      .format('YYYY-MM-DD'),
    to: dayjs().format('YYYY-MM-DD'),
  }
  const withDays = from && to ? {} : recent
  return (
    <>
      <PickPerson entries={entries} />
      <PickActor entries={entries} days={withDays} />
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        style={{ width: 200 }}
        placeholder={t('any_action')}
        aria-label={t('any_action')}
        value={action}
        options={useActions()}
        onChange={(action) => set({ action, item: undefined, ...(action && !person ? withDays : {}) })}
      />
      <DayRange
        value={from && to ? [dayjs(from), dayjs(to)] : null}
        placeholder={[t('any_day'), t('any_day')]}
        allowClear={!((action || actor) && !person)}
        onChange={(range) =>
          set({ item: undefined, from: range?.[0]?.format('YYYY-MM-DD'), to: range?.[1]?.format('YYYY-MM-DD') })
        }
      />
    </>
  )
}
