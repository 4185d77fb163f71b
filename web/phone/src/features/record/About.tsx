import { longDay, range } from '@diandao/shared/i18n/format'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../lib/api'
import { held, levels, wordOf } from './words'

type Record = Schemas['Record']

/** The rules that hold for me, as sentences, with when each plan comes next. */
export function Terms({ terms }: { terms: Record['terms'] }) {
  const { t, i18n } = useTranslation()
  const lang = i18n.language
  return (
    <section data-testid="own-terms">
      <h2>{t('record:terms')}</h2>
      <div className="card">
        <p>
          {t('record:term', {
            from: longDay(terms.term_from, lang),
            to: longDay(terms.term_to, lang),
            level: t(levels[terms.level]),
          })}
        </p>
        {terms.plans.length === 0 && <p>{t('record:no_plans')}</p>}
      </div>
      {terms.plans.map((p) => (
        <div className="card" key={p.title + p.next[0]?.opens_at}>
          <p>{p.title || t('today:own_title')}</p>
          <ul>
            {p.next.map((n) => (
              <li key={n.opens_at} className="muted">
                {t(n.is_range ? 'record:plan_range' : 'record:plan_next', { when: range(n.opens_at, n.due_at, lang) })}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

/** What is kept of me, and until when. */
export function Held({ items }: { items: Record['held'] }) {
  const { t, i18n } = useTranslation()
  return (
    <section data-testid="own-held">
      <h2>{t('record:held')}</h2>
      {items.length === 0 ? (
        <p>{t('record:held_nothing')}</p>
      ) : (
        <ul className="list">
          {items.map((h) => (
            <li key={h.kind} className="item">
              <span>
                {t(wordOf(held, h.kind, 'record:held_unknown'))}{' '}
                <span className="muted">{t('record:held_count', { count: h.count })}</span>
              </span>
              <span className="muted">{t('record:held_until', { day: longDay(h.until, i18n.language) })}</span>
            </li>
          ))}
        </ul>
      )}
      <p className="muted">{t('record:held_note')}</p>
    </section>
  )
}
