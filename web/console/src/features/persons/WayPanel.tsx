import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, Modal, Radio, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../lib/session'
import type { Schemas } from '../../lib/types'
import { useFormat, useWord } from '../../lib/words'
import { useSeen } from '../../lib/write'
import { Panel } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { useSetWay, wayQuery } from './api'
import styles from './persons.module.css'

/** The ways to show who one is; all but the first need a reason. */
export const ways: Schemas['PersonWay']['way'][] = ['face', 'voice', 'call', 'kiosk', 'guardian']

type Values = Pick<Schemas['NewWay'], 'way' | 'reason'>

function Choose({
  personId,
  current,
  onClose,
}: {
  personId: string
  current: Schemas['PersonWay']
  onClose: () => void
}) {
  const { t } = useTranslation('persons')
  const word = useWord()
  const [form] = Form.useForm<Values>()
  const way = Form.useWatch('way', form)
  const set = useSetWay(personId, onClose)
  const seen = useSeen(current, set.error)
  return (
    <Modal
      open
      title={t('way_title')}
      okText={t('way_save')}
      okButtonProps={{ loading: set.isPending, id: 'way-save' }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>{t('way_note')}</p>
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ way: current.way, reason: current.reason.startsWith('code:') ? '' : current.reason }}
        onFinish={(v) => set.mutate({ ...v, reason: v.reason ?? '', version: seen.version })}
      >
        <Form.Item name="way" label={t('way')}>
          <Radio.Group vertical options={ways.map((w) => ({ value: w, label: word('way', w) }))} />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t('way_reason')}
          rules={[{ required: way !== 'face', whitespace: true, message: t('way_reason_needed') }]}
        >
          <Input.TextArea rows={2} maxLength={500} data-testid="way-reason" />
        </Form.Item>
      </Form>
      <Problem error={set.error} />
    </Modal>
  )
}

/** How a person shows who they are at a check-in. */
export function WayPanel({ personId, reason }: { personId: string; reason: string }) {
  const { t } = useTranslation('persons')
  const word = useWord()
  const format = useFormat()
  const { may } = useSession()
  const reasonOf = (r: string) => (r.startsWith('code:') ? word('way_reason', r.slice(5)) : r)
  const [choosing, setChoosing] = useState(false)
  const { data, error, refetch } = useQuery(wayQuery(personId, reason))
  return (
    <Panel
      title={t('way_title')}
      extra={
        may('plan.write') && data ? (
          <Button size="small" onClick={() => setChoosing(true)} data-testid="way">
            {t('way_change')}
          </Button>
        ) : null
      }
    >
      <Problem error={error} retry={() => refetch()} />
      {data || error ? null : <Skeleton active title={false} paragraph={{ rows: 1 }} />}
      {data ? (
        <>
          <p data-testid="way-current">{word('way', data.way)}</p>
          {data.reason ? <p className={styles.quiet}>{reasonOf(data.reason)}</p> : null}
          {data.updated_at ? (
            <p className={styles.quiet}>{t('way_since', { when: format.moment(data.updated_at) })}</p>
          ) : null}
        </>
      ) : null}
      {choosing && data ? <Choose personId={personId} current={data} onClose={() => setChoosing(false)} /> : null}
    </Panel>
  )
}
