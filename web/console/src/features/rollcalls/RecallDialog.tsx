import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Officer } from './officer'
import { mayRecall } from './roster'
import { roster, useLive } from './store'

interface Props {
  officer: Officer
  onRecall: () => void
  onCancel: () => void
}

/** Before the phones of all who are not on line ring because of one key: it can't be taken back. */
export function RecallDialog({ officer, onRecall, onCancel }: Props) {
  const { t } = useTranslation('rollcalls')
  const live = useLive(officer.store, (s) => s)
  const count = roster(live).filter(mayRecall).length
  return (
    <Modal
      open
      title={t('recall_title')}
      okText={t('recall_ok')}
      cancelText={t('recall_back')}
      okButtonProps={{ autoFocus: true, id: 'recall-ok' }}
      onOk={() => {
        onCancel()
        onRecall()
      }}
      onCancel={onCancel}
    >
      <p>{t('recall_ask', { count })}</p>
    </Modal>
  )
}
