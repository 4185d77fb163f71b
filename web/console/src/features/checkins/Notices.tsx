import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../lib/types'
import { useFormat, useWord } from '../../lib/words'
import styles from './checkins.module.css'

/** The ledger of notices: for each channel when it was taken, arrived, shown and opened. */
export function Notices({ notices }: { notices: Schemas['Notice'][] }) {
  const { t } = useTranslation('checkins')
  const word = useWord()
  const format = useFormat()
  if (notices.length === 0) return <p className={styles.quiet}>{t('no_notices')}</p>
  const time = (at: string | null) => (at ? format.clock(at) : '–')
  return (
    <table className={styles.notices}>
      <thead>
        <tr>
          {(['channel', 'accepted', 'delivered', 'shown', 'opened'] as const).map((name) => (
            <th key={name} scope="col">
              {t(`notice.${name}`)}
            </th>
          ))}
          <th scope="col">{t('notice.failed')}</th>
        </tr>
      </thead>
      <tbody>
        {notices.map((n, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the ledger has no ids and only grows
          <tr key={i}>
            <th scope="row">{word('channel', n.channel)}</th>
            <td>{time(n.accepted_at)}</td>
            <td>{time(n.delivered_at)}</td>
            <td>{time(n.shown_at)}</td>
            <td>{time(n.opened_at)}</td>
            <td>{n.failed_at ? `${time(n.failed_at)} ${word('failure', n.failure)}` : '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
