import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useWord } from '../../lib/words'
import { OutcomeTag } from '../../ui/OutcomeTag'
import styles from './live.module.css'
import type { Officer } from './officer'
import { type Group, groupOf, groups, isOnLine, presenceOf } from './roster'
import { entries, useLive } from './store'

/** Shown only when somebody is in them. */
const exceptional: Group[] = ['to_confirm', 'unanswered']

/** Everybody, by where they stand. */
export function RosterList({ officer, onPick }: { officer: Officer; onPick: (id: string) => void }) {
  const { t } = useTranslation('rollcalls')
  const word = useWord()
  const people = useLive(officer.store, (s) => s.people)
  const order = useLive(officer.store, (s) => s.order)
  const focus = useLive(officer.store, (s) => s.focus)
  const declined = useLive(officer.store, (s) => s.declined)
  const hasRoster = useLive(officer.store, (s) => s.hasRoster)
  const all = useMemo(() => entries({ people, order }), [people, order])
  if (!hasRoster)
    return (
      <section className={styles.roster} aria-label={t('everybody')} aria-busy>
        <p className={styles.hint}>{t('reach_coming')}</p>
      </section>
    )
  return (
    <section className={styles.roster} aria-label={t('everybody')}>
      {groups.map((group) => {
        const inside = all.filter((e) => groupOf(e, e.invitee.person_id in declined) === group)
        if (inside.length === 0 && exceptional.includes(group)) return null
        return (
          <div key={group} data-testid={`group-${group}`} data-count={inside.length}>
            <h2>
              {t(`group.${group}`)} <span>{inside.length}</span>
            </h2>
            <ul>
              {inside.map(({ invitee: i, calls }) => (
                <li key={i.person_id}>
                  <button
                    type="button"
                    data-focus={i.person_id === focus}
                    data-testid={`roster-${i.person_id}`}
                    onClick={(e) => {
                      e.currentTarget.blur()
                      onPick(i.person_id)
                    }}
                  >
                    <span className={styles.seq}>{i.seq}</span>
                    <span className={styles.who} title={i.name}>
                      {i.name}
                    </span>
                    {i.mark ? (
                      <OutcomeTag outcome={i.mark as 'present'} />
                    ) : (
                      <span className={styles.where}>
                        {calls > 0 ? t('called_times', { count: calls }) : ''}{' '}
                        {word('presence', presenceOf(i, i.person_id in declined))}
                        {declined[i.person_id] && !isOnLine(i) ? (
                          <span className={styles.said} data-testid={`roster-declined-${i.person_id}`}>
                            {word('decline', declined[i.person_id]?.reason ?? '')}
                          </span>
                        ) : null}
                      </span>
                    )}
                  </button>
                </li>
              ))}
            </ul>
          </div>
        )
      })}
    </section>
  )
}
