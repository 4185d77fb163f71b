import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../lib/session'
import { useSingleKeys } from '../../lib/singleKeys'
import styles from './live.module.css'

/** Every key of the room. */
export function KeysDialog({ onCancel }: { onCancel: () => void }) {
  const { t } = useTranslation('rollcalls')
  const hasKeys = useSingleKeys(useSession().session?.member.id)
  const keys: [string, string][] = [
    [t('space'), t('key.next')],
    ['P L R A E', t('key.marks')],
    ['F', t('key.shoot')],
    ['C', t('key.end')],
    ['U', t('key.mute')],
    ['G', t('key.auto')],
    ['Y', t('key.confirm')],
    ['H', t('key.hand')],
    ['M', t('key.speak')],
    ['V', t('key.voice')],
    ['T', t('key.text')],
    ['B', t('key.recall')],
    ['O', t('key.lead')],
    ['PgUp PgDn', t('key.pages')],
  ]
  return (
    <Modal open title={t('keys_title')} footer={null} onCancel={onCancel}>
      {hasKeys ? null : <p>{t('keys_off')}</p>}
      <dl className={styles.keys}>
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>{hasKeys ? <kbd>{key}</kbd> : key}</dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
