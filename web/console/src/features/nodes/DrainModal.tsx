import { Alert, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import { useWrite } from '../../lib/write'
import { Problem } from '../../ui/Problem'
import type { Node } from './NodesPage'

interface Props {
  node: Node
  host: string
  /** No other server takes roll calls. */
  isLast: boolean
  onDone: () => void
  onCancel: () => void
}

/** Asks how a server is to be emptied: when its roll calls have ended, or at once. */
export function DrainModal({ node, host, isLast, onDone, onCancel }: Props) {
  const { t } = useTranslation(['nodes', 'common'])
  const [isNow, setNow] = useState(false)
  const drain = useWrite(
    (isNow: boolean, key) =>
      body(
        api.POST('/console/v1/nodes/{id}/drain', {
          params: { path: { id: node.id }, header: key },
          body: isNow ? { grace_seconds: 0 } : {},
        }),
      ),
    { onSuccess: onDone, after: onCancel },
  )
  return (
    <Modal
      open
      title={t('drain_title', { host })}
      okText={t('drain')}
      cancelText={t('common:cancel')}
      okButtonProps={{ loading: drain.isPending, danger: isLast, id: 'drain-ok' }}
      onOk={() => drain.mutate(isNow)}
      onCancel={onCancel}
    >
      <p style={{ marginTop: 0 }}>{t('drain_text', { count: node.roll_calls })}</p>
      <Radio.Group
        value={isNow}
        onChange={(e) => setNow(e.target.value)}
        aria-label={t('drain_how')}
        style={{ display: 'grid', gap: 8 }}
        options={[
          { value: false, label: t('drain_later') },
          { value: true, label: t('drain_now'), disabled: isLast },
        ]}
      />
      {isLast ? <Alert type="warning" showIcon style={{ marginTop: 12 }} title={t('drain_last')} /> : null}
      <Problem error={drain.error} />
    </Modal>
  )
}
