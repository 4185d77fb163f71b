import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../lib/types'
import { useWord } from '../../lib/words'
import styles from './login.module.css'

type Login = Schemas['DemoLogin']

/** Who may sign in to an invented city; a click fills the form. */
export default function DemoLogins({ logins, onPick }: { logins: Login[]; onPick: (login: Login) => void }) {
  const { t } = useTranslation('login')
  const word = useWord()
  return (
    <section className={styles.demo} aria-label={t('demo')} data-testid="demo-logins">
      <p>{t('demo')}</p>
      <ul>
        {logins.map((l) => (
          <li key={l.username}>
            <Button block onClick={() => onPick(l)} data-testid={`demo-${l.username}`}>
              {`${word('role', l.role)} · ${l.username}`}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
