import { InboxOutlined } from '@ant-design/icons'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Form, Modal, Radio, TreeSelect, Upload } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import type { NamedFence } from '../../lib/fences'
import { useSession } from '../../lib/session'
import type { Schemas } from '../../lib/types'
import { useUnits } from '../../lib/units'
import { useWrite } from '../../lib/write'
import { Problem } from '../../ui/Problem'
import { kinds, lookInto } from './api'
import styles from './fences.module.css'

type File = Omit<Schemas['FenceFile'], 'dry_run' | 'expect'>

/** Fences from a GeoJSON file: first what is in it, feature by feature, then those that are sound. */
export function ImportModal({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('fences')
  const { session } = useSession()
  const { message } = App.useApp()
  const { tree } = useUnits()
  const queries = useQueryClient()
  const [unit, setUnit] = useState(session?.member.unit.id ?? '')
  const [kind, setKind] = useState<NamedFence['kind']>('fence')
  const [text, setText] = useState('')
  const look = useMutation({ mutationFn: lookInto })
  const store = useWrite(
    (file: File & { expect: number }, header) =>
      body(api.POST('/console/v1/fences/import', { params: { header }, body: file })),
    {
      onSuccess: () => {
        queries.invalidateQueries({ queryKey: ['fence'] })
      },
      after: ({ good }) => {
        message.success(t('imported', { count: good }))
        onClose()
      },
    },
  )
  const file = (patch: Partial<File> = {}): File => ({ unit_id: unit, kind, file: text, ...patch })
  const again = (patch: Partial<File>) => {
    store.reset()
    if (patch.file ?? text) look.mutate(file(patch))
  }
  const seen = look.data
  return (
    <Modal
      open
      width={640}
      title={t('import_title')}
      okText={seen?.good ? t('import_good', { count: seen.good }) : t('import')}
      onCancel={onClose}
      okButtonProps={{ disabled: !seen?.good || look.isPending, loading: store.isPending, id: 'fence-import-ok' }}
      onOk={() => store.mutate({ ...file(), expect: seen?.good ?? 0 })}
    >
      <Form layout="vertical">
        <Form.Item label={t('unit')}>
          <TreeSelect
            treeData={tree}
            value={unit}
            aria-label={t('unit')}
            showSearch={{ treeNodeFilterProp: 'title' }}
            onChange={(unit_id: string) => {
              setUnit(unit_id)
              again({ unit_id })
            }}
          />
        </Form.Item>
        <Form.Item label={t('kind')}>
          <Radio.Group
            value={kind}
            options={kinds.map((k) => ({ value: k, label: t(`kind_of.${k}`) }))}
            onChange={(e) => {
              setKind(e.target.value)
              again({ kind: e.target.value })
            }}
          />
        </Form.Item>
      </Form>
      <Upload.Dragger
        accept=".json,.geojson"
        maxCount={1}
        showUploadList={false}
        beforeUpload={async (picked) => {
          const content = await picked.text()
          setText(content)
          again({ file: content })
          return Upload.LIST_IGNORE
        }}
      >
        <p>
          <InboxOutlined aria-hidden /> {t('import_drop')}
        </p>
        <p className={styles.hint}>{t('import_note')}</p>
      </Upload.Dragger>
      <Problem error={look.error ?? store.error} />
      {seen ? (
        <ul className={styles.features} data-testid="fence-features">
          {seen.features.map((f, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a file's features stay where they are
            <li key={i}>
              <span>
                {i + 1}. {f.name || t('nameless')}
              </span>
              <span className={f.problem ? styles.bad : styles.hint}>
                {f.problem ? t(`bad.${f.problem}`) : t(`shape_of.${f.shape}`)}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </Modal>
  )
}
