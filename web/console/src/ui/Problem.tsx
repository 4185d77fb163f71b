import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { ApiProblem, sentence } from '../../../shared/api/problem'

/** Whether asking the same again may be answered otherwise. */
const mayPass = (error: unknown) => !(error instanceof ApiProblem && [403, 404, 422].includes(error.problem.status))

/** What went wrong, in words, with a way to try again. */
export function Problem({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t, i18n } = useTranslation('common')
  if (!error) return null
  return (
    <Alert
      type="warning"
      showIcon
      title={sentence(i18n, error)}
      action={retry && mayPass(error) ? <Button onClick={retry}>{t('retry')}</Button> : undefined}
      style={{ marginBlock: 8 }}
    />
  )
}
