import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Modal, Radio, Skeleton } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import { keep } from '../../lib/keep'
import { useSession } from '../../lib/session'
import type { Schemas } from '../../lib/types'
import { useWord } from '../../lib/words'
import { useWrite } from '../../lib/write'
import { DayField } from '../../ui/DayField'
import { Panel } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import styles from './persons.module.css'

type Separation = Schemas['Separation']
type Kind = Schemas['NewStay']['kind']

const separationKey = (id: string) => ['person', 'separation', id]

/** A write about what keeps a person apart; the answer is how things are now. */
function useSeparationWrite<V>(
  id: string,
  send: (v: V, header: { 'Idempotency-Key': string }) => Promise<Separation>,
  after?: (next: Separation, sent: V) => void,
) {
  const queries = useQueryClient()
  return useWrite(send, {
    onSuccess: (next) => {
      keep(queries, separationKey(id), next)
      queries.invalidateQueries({ queryKey: ['person', 'one', id] })
    },
    after: (next, sent) => after?.(next, sent),
  })
}

interface StayValues {
  kind: Kind
  since: Dayjs
  note: string
}

function StayForm({ id, current, onClose }: { id: string; current: Separation; onClose: () => void }) {
  const { t } = useTranslation('persons')
  const common = useTranslation('common')
  const word = useWord()
  const [form] = Form.useForm<StayValues>()
  const kind = Form.useWatch('kind', form)
  const set = useSeparationWrite(
    id,
    (v: StayValues, header) =>
      body(
        api.PUT('/console/v1/persons/{id}/stay', {
          params: { path: { id }, header },
          body: {
            kind: v.kind,
            note: v.note.trim(),
            since_day: v.kind === '' ? undefined : v.since.format('YYYY-MM-DD'),
          },
        }),
      ),
    onClose,
  )
  return (
    <Modal
      open
      title={t('stay_title')}
      okText={t('stay_save')}
      cancelText={common.t('cancel')}
      okButtonProps={{ loading: set.isPending, id: 'stay-save' }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>{t('stay_effect')}</p>
      <Form<StayValues>
        form={form}
        layout="vertical"
        initialValues={{ kind: current.stay ? '' : 'hospital', since: dayjs(), note: '' }}
        onFinish={(v) => set.mutate(v)}
      >
        <Form.Item name="kind" label={t('stay_kind')}>
          <Radio.Group
            options={[
              { value: 'hospital', label: word('stay', 'hospital') },
              { value: 'custody', label: word('stay', 'custody') },
              { value: '', label: t('stay_none'), disabled: !current.stay },
            ]}
          />
        </Form.Item>
        {kind !== '' ? (
          <Form.Item name="since" label={t('stay_day')} rules={[{ required: true }]}>
            <DayField allowClear={false} maxDate={dayjs()} />
          </Form.Item>
        ) : null}
        <Form.Item
          name="note"
          label={t('stay_note')}
          rules={[{ required: true, whitespace: true, message: common.t('fill_in', { name: t('stay_note') }) }]}
        >
          <Input.TextArea rows={2} maxLength={500} placeholder={t('stay_hint')} data-testid="stay-note" />
        </Form.Item>
      </Form>
      <Problem error={set.error} />
    </Modal>
  )
}

function CoAccused({ id, separation }: { id: string; separation: Separation }) {
  const { t } = useTranslation('persons')
  const { may } = useSession()
  const [number, setNumber] = useState('')
  const add = useSeparationWrite(
    id,
    (v: string, header) =>
      body(api.POST('/console/v1/persons/{id}/co-accused', { params: { path: { id }, header }, body: { number: v } })),
    (_, sent) => setNumber((now) => (now.trim() === sent ? '' : now)), // the next one may have been typed meanwhile
  )
  const remove = useSeparationWrite(id, (other_id: string, header) =>
    body(api.DELETE('/console/v1/persons/{id}/co-accused/{other_id}', { params: { path: { id, other_id }, header } })),
  )
  // One that is gone all the same, as after an answer that was lost, has nothing left to try again.
  const isRemoved = separation.co_accused.every((c) => c.person_id !== remove.variables)
  return (
    <>
      <h3>{t('co_accused')}</h3>
      <p className={styles.quiet}>{t('co_accused_note')}</p>
      {separation.co_accused.length === 0 ? <p>{t('co_accused_none')}</p> : null}
      <ul style={{ margin: 0, padding: 0, listStyle: 'none' }} data-testid="co-accused">
        {separation.co_accused.map((c) => (
          <li key={c.person_id} style={{ display: 'flex', gap: 12, alignItems: 'center', minHeight: 32 }}>
            <span>{c.name || t('co_accused_hidden')}</span>
            <span className={styles.quiet}>{c.number}</span>
            {may('person.write') ? (
              <Button
                size="small"
                style={{ marginLeft: 'auto' }}
                loading={remove.isPending && remove.variables === c.person_id}
                onClick={() => remove.mutate(c.person_id)}
              >
                {t('co_accused_remove')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {may('person.write') ? (
        <form
          style={{ display: 'flex', gap: 8, marginTop: 8 }}
          onSubmit={(e) => {
            e.preventDefault()
            if (number.trim()) add.mutate(number.trim())
          }}
        >
          <Input
            value={number}
            maxLength={32}
            onChange={(e) => setNumber(e.target.value)}
            aria-label={t('co_accused_number')}
            placeholder={t('co_accused_number')}
            data-testid="co-accused-number"
          />
          <Button htmlType="submit" loading={add.isPending} data-testid="co-accused-add">
            {t('co_accused_add')}
          </Button>
        </form>
      ) : null}
      <Problem error={add.error ?? (isRemoved ? null : remove.error)} />
    </>
  )
}

/** Where a person is held, if anywhere, and with whom they are not gathered. */
export function SeparationPanel({ personId, reason }: { personId: string; reason: string }) {
  const { t } = useTranslation('persons')
  const word = useWord()
  const { may } = useSession()
  const [open, setOpen] = useState(false)
  const { data, error, refetch } = useQuery({
    queryKey: [...separationKey(personId), reason],
    queryFn: () =>
      body(
        api.GET('/console/v1/persons/{id}/separation', {
          params: { path: { id: personId }, query: { reason: reason || undefined } },
        }),
      ),
  })
  return (
    <Panel
      title={t('separation')}
      extra={
        may('person.write') && data ? (
          <Button size="small" onClick={() => setOpen(true)} data-testid="stay">
            {t('separation_change')}
          </Button>
        ) : null
      }
    >
      <Problem error={error} retry={() => refetch()} />
      {data || error ? null : <Skeleton active title={false} paragraph={{ rows: 1 }} />}
      {data ? (
        <>
          <p data-testid="stay-current">
            {data.stay
              ? t('stay_since', { kind: word('stay', data.stay.kind), day: data.stay.since_day })
              : t('at_large')}
          </p>
          {data.stay ? <p className={styles.quiet}>{data.stay.note}</p> : null}
          <CoAccused id={personId} separation={data} />
        </>
      ) : null}
      {open && data ? <StayForm id={personId} current={data} onClose={() => setOpen(false)} /> : null}
    </Panel>
  )
}
