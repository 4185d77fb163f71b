import { ArrowDownOutlined, ArrowUpOutlined, MinusCircleOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Checkbox, Form, InputNumber, Modal, Select, TimePicker } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, codeOf } from '../../../../shared/api/problem'
import { useWord } from '../../lib/words'
import { useSeen } from '../../lib/write'
import { Problem } from '../../ui/Problem'
import { useSetLadder } from './api'
import { channels, fieldsOf, freeChannel, type Ladder, ladderOf, maxMinutes, type Values, valuesOf } from './ladder'
import styles from './persons.module.css'

interface LineProps {
  n: number
  count: number
  move: (from: number, to: number) => void
  remove: (n: number) => void
}

function Line({ n, count, move, remove }: LineProps) {
  const { t } = useTranslation('persons')
  const word = useWord()
  const steps = Form.useWatch<Values['steps']>('steps') ?? []
  const taken = new Set(steps.filter((_, i) => i !== n).map((s) => s?.channel))
  return (
    <li className={styles.rung} data-testid="ladder-line">
      <Form.Item
        name={[n, 'channel']}
        label={t('rung_channel')}
        rules={[{ required: true, message: t('rung_channel_wrong') }]}
      >
        <Select
          options={channels.map((c) => ({ value: c, label: word('step_channel', c), disabled: taken.has(c) }))}
          style={{ width: 150 }}
        />
      </Form.Item>
      <Form.Item name={[n, 'from']} label={t('rung_from')}>
        <Select
          options={[
            { value: 'open', label: t('rung_open') },
            { value: 'close', label: t('rung_close') },
          ]}
          style={{ width: 150 }}
        />
      </Form.Item>
      <Form.Item
        name={[n, 'minutes']}
        label={t('rung_minutes')}
        rules={[{ required: true, type: 'integer', min: 0, max: maxMinutes, message: t('rung_minutes_wrong') }]}
      >
        <InputNumber min={0} step={5} style={{ width: 100 }} />
      </Form.Item>
      <span className={styles.rungTools}>
        <Button
          type="text"
          icon={<ArrowUpOutlined />}
          aria-label={t('rung_up', { n: n + 1 })}
          disabled={n === 0}
          onClick={() => move(n, n - 1)}
        />
        <Button
          type="text"
          icon={<ArrowDownOutlined />}
          aria-label={t('rung_down', { n: n + 1 })}
          disabled={n === count - 1}
          onClick={() => move(n, n + 1)}
        />
        <Button
          type="text"
          icon={<MinusCircleOutlined />}
          aria-label={t('rung_remove', { n: n + 1 })}
          disabled={count === 1}
          onClick={() => remove(n)}
        />
      </span>
    </li>
  )
}

function Lines() {
  const { t } = useTranslation('persons')
  const form = Form.useFormInstance<Values>()
  return (
    <Form.List name="steps">
      {(fields, { add, remove, move }) => (
        <>
          <ol className={styles.rungs}>
            {fields.map((f, n) => (
              <Line key={f.key} n={n} count={fields.length} move={move} remove={remove} />
            ))}
          </ol>
          <Button
            size="small"
            icon={<PlusOutlined />}
            disabled={fields.length >= channels.length}
            onClick={() => add({ channel: freeChannel(form.getFieldValue('steps') ?? []), from: 'open', minutes: 30 })}
            data-testid="ladder-add"
          >
            {t('rung_add')}
          </Button>
        </>
      )}
    </Form.List>
  )
}

function Quiet() {
  const { t } = useTranslation('persons')
  const quiet = Form.useWatch<boolean>('quiet')
  return (
    <>
      <Form.Item name="quiet" valuePropName="checked" style={{ marginBlock: '16px 8px' }}>
        <Checkbox>{t('quiet')}</Checkbox>
      </Form.Item>
      {quiet ? (
        <div className={styles.rung}>
          {(['quiet_from', 'quiet_to'] as const).map((name) => (
            <Form.Item
              key={name}
              name={name}
              label={t(name === 'quiet_from' ? 'quiet_from' : 'quiet_to')}
              rules={[{ required: true, message: t('quiet_wrong') }]}
            >
              <TimePicker format="HH:mm" minuteStep={5} allowClear={false} needConfirm={false} />
            </Form.Item>
          ))}
        </div>
      ) : null}
    </>
  )
}

interface Props {
  personId: string
  current: Ladder
  onClose: () => void
}

/** Changes how a person is told. What somebody else has stored meanwhile takes the place of what was written. */
export function LadderForm({ personId, current, onClose }: Props) {
  const { t } = useTranslation('persons')
  const [form] = Form.useForm<Values>()
  const set = useSetLadder(personId, onClose)
  const seen = useSeen(current, set.error)
  useEffect(() => form.setFieldsValue(valuesOf(seen)), [form, seen])
  const wrong = set.error instanceof ApiProblem ? set.error.problem.errors : undefined
  useEffect(() => {
    const all = fieldsOf(form.getFieldsValue(true), wrong?.map((w) => w.path) ?? [])
    const message = (name: (typeof all)[number]) =>
      typeof name === 'string'
        ? t('quiet_wrong')
        : t(name[2] === 'minutes' ? 'rung_minutes_wrong' : 'rung_channel_wrong')
    form.setFields(all.map((name) => ({ name, errors: [message(name)] })))
  }, [form, wrong, t])
  return (
    <Modal
      open
      width={680}
      title={t('ladder_title')}
      okText={t('ladder_save')}
      okButtonProps={{ loading: set.isPending, id: 'ladder-save' }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>{t('ladder_note')}</p>
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={valuesOf(seen)}
        onFinish={(v) => set.mutate(ladderOf({ ...valuesOf(seen), ...v }, seen.version))}
      >
        <Lines />
        <Quiet />
      </Form>
      <Problem error={set.error} />
      {codeOf(set.error) === 'push.ladder_changed' ? <p>{t('ladder_reloaded')}</p> : null}
    </Modal>
  )
}
