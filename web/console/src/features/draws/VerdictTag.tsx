import { CheckOutlined, ClockCircleOutlined, ExclamationOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import type { Verdict } from '../../../../shared/draw/check'
import styles from './draws.module.css'

const icons = { matches: <CheckOutlined />, differs: <ExclamationOutlined />, secret: <ClockCircleOutlined /> }

/** What became of checking: icon, word and colour. */
export function VerdictTag({ verdict }: { verdict: Verdict | undefined }) {
  const { t } = useTranslation('draws')
  if (!verdict) return <span className={styles.quiet}>{t('unchecked')}</span>
  return (
    <span className={styles.verdict} data-verdict={verdict} data-testid="verdict">
      {icons[verdict]} {t(`verdict.${verdict}`)}
    </span>
  )
}
