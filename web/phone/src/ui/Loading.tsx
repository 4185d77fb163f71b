import { DotLoading } from 'antd-mobile'
import { useTranslation } from 'react-i18next'

/** Something is on its way. */
export function Loading({ text }: { text?: string }) {
  const { t } = useTranslation()
  return (
    <div className="loading" role="status">
      <DotLoading color="primary" /> {text ?? t('common:loading')}
    </div>
  )
}
