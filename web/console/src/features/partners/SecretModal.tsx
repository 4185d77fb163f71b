import { App, Button, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import styles from './partners.module.css'

/** Shows a secret, this once. It closes by its button alone. */
export function SecretModal({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { t } = useTranslation('partners')
  const { message } = App.useApp()
  const copy = async () => {
    await navigator.clipboard.writeText(secret)
    message.success(t('copied'))
  }
  return (
    <Modal
      open
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      title={t('secret_title')}
      footer={[
        <Button key="copy" onClick={copy}>
          {t('copy')}
        </Button>,
        <Button key="close" type="primary" onClick={onClose} data-testid="secret-close">
          {t('secret_done')}
        </Button>,
      ]}
    >
      <p style={{ marginTop: 0 }}>{t('secret_text')}</p>
      <code className={styles.secret} data-testid="partner-secret">
        {secret}
      </code>
    </Modal>
  )
}
