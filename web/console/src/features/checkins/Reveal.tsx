import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ReasonModal } from '../../ui/ReasonModal'
import styles from './checkins.module.css'

/** A minor's pictures stay closed until one says why they are needed, as the file does. */
export function Reveal({ onReason }: { onReason: (reason: string) => void }) {
  const { t } = useTranslation('checkins')
  const [asking, setAsking] = useState(false)
  return (
    <div className={styles.decide} data-testid="sealed">
      <h3>{t('minor_pictures')}</h3>
      <p className={styles.quiet}>{t('minor_note')}</p>
      <div className={styles.buttons}>
        <Button type="primary" onClick={() => setAsking(true)} data-testid="reveal">
          {t('minor_open')}
        </Button>
      </div>
      {asking ? (
        <ReasonModal
          title={t('minor_pictures')}
          note={t('minor_note')}
          okText={t('minor_open')}
          quick={[t('minor_quick')]}
          max={200}
          hint={t('look_hint')}
          onOk={onReason}
          onCancel={() => setAsking(false)}
        />
      ) : null}
    </div>
  )
}
