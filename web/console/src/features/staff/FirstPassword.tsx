import { App, Button, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/words'
import { Facts } from '../../ui/Page'
import type { First } from './api'
import styles from './staff.module.css'

/** A password to hand over, shown once, as a slip of paper. It closes by its button only. */
export function FirstPassword({ first, onClose }: { first: First; onClose: () => void }) {
  const { t } = useTranslation('staff')
  const format = useFormat()
  const { message } = App.useApp()
  const { name, username } = first.staff
  const address = `${location.origin}/console/`
  const copy = () =>
    navigator.clipboard.writeText(`${address}\n${t('username')} ${username}\n${t('password')} ${first.password}`).then(
      () => message.success(t('copied')),
      () => message.error(t('copy_failed')),
    )
  return (
    <Modal
      open
      title={t('first_title', { name })}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      width={460}
      footer={[
        <Button key="copy" onClick={copy} data-testid="first-copy">
          {t('copy')}
        </Button>,
        <Button key="print" onClick={() => window.print()}>
          {t('print')}
        </Button>,
        <Button key="done" type="primary" onClick={onClose} data-testid="first-done">
          {t('first_done')}
        </Button>,
      ]}
    >
      <div className={styles.slip}>
        <Facts
          items={[
            [t('name'), name],
            [t('username'), <code key="username">{username}</code>],
          ]}
        />
        <p>
          {t('address')} <code className={styles.address}>{address}</code>
        </p>
        <strong className={styles.password} data-testid="first-password">
          {first.password}
        </strong>
        <p>{t('first_note', { when: format.moment(first.expires_at) })}</p>
      </div>
    </Modal>
  )
}
