import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../lib/types'
import { useWord } from '../../lib/words'
import { Panel } from '../../ui/Page'
import { When } from '../../ui/When'
import type { Detail } from './api'
import styles from './plan.module.css'

type Step = Schemas['RollCallStep']

/** The words of a step: what its text holds depends on its kind. */
function useStepWords() {
  const word = useWord()
  return (s: Step) => {
    const inner = {
      rung: () => word('rung', s.text),
      excused: () => word('excuse', s.text),
      kept_apart: () => word('apart', s.text),
      phoned: () => word('call', s.text),
      declined: () => word('decline', s.text),
    }[s.kind as 'rung' | 'excused' | 'kept_apart' | 'phoned' | 'declined']
    return word('rollcall_step', s.kind, { count: s.count, text: inner ? inner() : s.text })
  }
}

/** What was done in a roll call, oldest first. */
export function History({ rollCall }: { rollCall: Detail }) {
  const { t } = useTranslation('rollplan')
  const words = useStepWords()
  const names = new Map(rollCall.invitees.map((i) => [i.person_id, i.name]))
  return (
    <Panel title={t('history')}>
      {rollCall.steps.length === 0 ? <p className={styles.quiet}>{t('history_empty')}</p> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by keys */}
      <ul className={styles.list} data-testid="history" tabIndex={0}>
        {rollCall.steps.map((s, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: nothing is ever put in between
          <li key={n}>
            <When at={s.at} />
            <span className={styles.name}>{names.get(s.person_id) ?? ''}</span>
            <span>{words(s)}</span>
            <span className={styles.why}>{s.by_name || t(s.kind === 'declined' ? 'by_person' : 'by_system')}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** Who was kept apart when the lobby opened. */
export function KeptApart({ rollCall }: { rollCall: Detail }) {
  const { t } = useTranslation('rollplan')
  const word = useWord()
  if (rollCall.apart.length === 0) return null
  return (
    <Panel title={t('apart', { count: rollCall.apart.length })}>
      <p className={styles.quiet}>{t('apart_note')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by keys */}
      <ul className={styles.list} tabIndex={0}>
        {rollCall.apart.map((a) => (
          <li key={a.person.id}>
            <span className={styles.name}>{a.person.masked ? t('minor') : a.person.name}</span>
            <span className={styles.quiet}>{a.person.number}</span>
            <span className={styles.why}>{word('apart', a.reason)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
