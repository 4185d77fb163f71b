import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { useUnits } from '../../lib/units'
import { useFormat, useWord } from '../../lib/words'
import { Facts } from '../../ui/Page'
import type { Entry } from './api'
import styles from './audit.module.css'
import { factsOf, groupsOf, instantOf, isDay, isId, short } from './facts'

/** What a fact is called; one without words as it is recorded. */
function useName() {
  const { t, i18n } = useTranslation('audit')
  return (name: string) => (i18n.exists(`audit:fact.${name}`) ? t(`fact.${name}` as 'fact.kind') : name)
}

/** Says the value of a fact of an entry in words. */
function useText(entry: Entry) {
  const { t } = useTranslation('audit')
  const word = useWord()
  const format = useFormat()
  const nameOf = useName()
  const { byId } = useUnits()
  const noun = entry.subject.split(':')[0] ?? ''

  const code = (name: string, text: string) => {
    if (text === 'changed') return word('fact_change', text) // all that the ledger holds of a name or a telephone
    if (isId(text)) return entry.data_names[text] ?? byId.get(text)?.name ?? short(text)
    const found = groupsOf(name, noun).map((group) => word(group, text))
    return found.find((words) => words !== text) ?? short(text)
  }
  const number = (name: string, n: number) => (/seconds$/.test(name) ? format.span(n) : format.count(n))
  const say = (name: string, value: unknown): string => {
    const at = instantOf(name, value)
    if (at) return format.moment(at)
    if (isDay(value)) return format.longDay(value)
    if (typeof value === 'number') return number(name, value)
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
    if (typeof value === 'string' && value !== '') return code(name, value)
    if (Array.isArray(value)) return value.map((one) => say(name, one)).join(t('joint')) || '–'
    if (typeof value === 'object' && value !== null)
      return (
        Object.entries(value)
          .map(([part, one]) => t('part', { name: nameOf(part), text: say(part, one) }))
          .join(t('joint')) || '–'
      )
    return '–'
  }
  return say
}

/** The facts of an entry in words, what was before what is; as they are recorded on demand. */
export function Details({ entry }: { entry: Entry }) {
  const { t } = useTranslation('audit')
  const nameOf = useName()
  const say = useText(entry)
  return (
    <>
      <h3 className={styles.heading}>{t('facts')}</h3>
      <div data-testid="audit-details">
        <Facts
          items={factsOf(entry.data).map(({ name, was, now }) => [
            nameOf(name),
            was === undefined ? (
              say(name, now)
            ) : (
              <Fragment key={name}>
                {say(name, was)} <span aria-hidden>→</span> {say(name, now)}
              </Fragment>
            ),
          ])}
        />
      </div>
      <details className={styles.raw}>
        <summary>{t('raw')}</summary>
        <pre className={styles.facts} data-testid="audit-facts">
          {JSON.stringify(entry.data, null, 2)}
        </pre>
      </details>
    </>
  )
}
