import { useQuery } from '@tanstack/react-query'
import { Form, Input, Modal, Radio, Select, Upload } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../lib/types'
import { useFormat, useWord } from '../../lib/words'
import { DayField } from '../../ui/DayField'
import { Problem } from '../../ui/Problem'
import { groundsQuery, type NewSanction, sanctionKinds, usePropose } from './api'

interface Values {
  kind: NewSanction['kind']
  day: Dayjs
  facts: string
  grounds: string[]
  papers: { originFileObj?: File }[]
}

type Item = Schemas['TimelineItem']
const against = ['absent', 'late', 'not_reached']

/** What happened as the choices of a proposal: “checkin:id” and its words. */
function useGrounds(personId: string, reason: string) {
  const word = useWord()
  const format = useFormat()
  const { data } = useQuery(groundsQuery(personId, reason))
  const labelOf = (i: Item) => {
    const what =
      i.kind === 'alert' ? word('alert', i.code) : i.kind === 'miss' ? word('checkin_status', i.code) : i.title
    return [format.moment(i.at), word('timeline', i.kind), what].join(' · ')
  }
  return (data?.items ?? [])
    .filter((i) => i.kind !== 'rollcall' || against.includes(i.code))
    .map((i) => ({ value: `${i.subject}:${i.subject_id}`, label: labelOf(i) }))
}

const groundOf = (text: string): Schemas['Ground'] => {
  const [source = '', id = ''] = text.split(':')
  return { source: source as Schemas['Ground']['source'], id }
}

/** Proposes a sanction: what, when, what happened, what it rests on, and the papers. */
export function Propose({ personId, reason, onClose }: { personId: string; reason: string; onClose: () => void }) {
  const { t } = useTranslation('sanctions')
  const common = useTranslation('common')
  const word = useWord()
  const [form] = Form.useForm<Values>()
  const grounds = useGrounds(personId, reason)
  const propose = usePropose(personId, onClose)
  const submit = (v: Values) => {
    const papers = v.papers.flatMap((p) => p.originFileObj ?? [])
    propose.mutate({
      proposal: {
        kind: v.kind,
        day: v.day.format('YYYY-MM-DD'),
        facts: v.facts.trim(),
        grounds: v.grounds.map(groundOf),
      },
      papers,
      names: papers.map((p) => `${p.name} ${p.size} ${p.lastModified}`),
    })
  }
  return (
    <Modal
      open
      width={620}
      title={t('propose')}
      okText={t('propose_ok')}
      cancelText={common.t('cancel')}
      okButtonProps={{ loading: propose.isPending, id: 'propose-ok' }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>{t('propose_note')}</p>
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ kind: 'admonition', day: dayjs(), facts: '', grounds: [], papers: [] }}
        onFinish={submit}
      >
        <Form.Item name="kind" label={t('kind')}>
          <Radio.Group options={sanctionKinds.map((k) => ({ value: k, label: word('sanction', k) }))} />
        </Form.Item>
        <Form.Item name="day" label={t('day')} rules={[{ required: true }]}>
          <DayField allowClear={false} maxDate={dayjs()} />
        </Form.Item>
        <Form.Item
          name="facts"
          label={t('facts')}
          rules={[{ required: true, whitespace: true, message: common.t('fill_in', { name: t('facts') }) }]}
        >
          <Input.TextArea rows={4} maxLength={2000} showCount data-testid="sanction-facts" />
        </Form.Item>
        <Form.Item name="grounds" label={t('grounds')}>
          <Select mode="multiple" maxCount={20} options={grounds} placeholder={t('grounds_hint')} />
        </Form.Item>
        <Form.Item
          name="papers"
          label={t('papers')}
          extra={t('papers_note')}
          valuePropName="fileList"
          getValueFromEvent={(e: { fileList: Values['papers'] }) => e.fileList}
        >
          <Upload
            multiple
            maxCount={5}
            accept="image/jpeg,image/png,application/pdf"
            beforeUpload={() => false}
            data-testid="sanction-papers"
          >
            <button type="button" className="chip">
              {t('papers_add')}
            </button>
          </Upload>
        </Form.Item>
      </Form>
      <Problem error={propose.error} />
    </Modal>
  )
}
