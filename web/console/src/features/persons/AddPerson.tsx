import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Drawer, Form, Input, Radio, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import { useOnlyChoice } from '../../lib/only'
import type { Schemas } from '../../lib/types'
import { useUnits } from '../../lib/units'
import { useWord } from '../../lib/words'
import { useWrite } from '../../lib/write'
import { DayField, DayRange } from '../../ui/DayField'
import { Problem } from '../../ui/Problem'
import { categories, levels } from './api'

type Values = Omit<Schemas['NewPerson'], 'born_on' | 'term_from' | 'term_to'> & { born_on: Dayjs; term: [Dayjs, Dayjs] }

const date = (d: Dayjs) => d.format('YYYY-MM-DD')

function useCreate(onClose: () => void) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return useWrite(
    ({ born_on, term, ...rest }: Values, header) =>
      body(
        api.POST('/console/v1/persons', {
          params: { header },
          body: { ...rest, born_on: date(born_on), term_from: date(term[0]), term_to: date(term[1]) },
        }),
      ),
    {
      onSuccess: (person) => {
        queries.invalidateQueries({ queryKey: ['person', 'list'] })
        onClose()
        navigate({ to: '/persons/$id/enrol', params: { id: person.id } })
      },
    },
  )
}

/** Enrols a person. */
export function AddPerson({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('persons')
  const common = useTranslation('common')
  const word = useWord()
  const { stations } = useUnits()
  const [form] = Form.useForm<Values>()
  const create = useCreate(onClose)
  const only = stations.length === 1 ? stations[0]?.id : undefined
  useOnlyChoice(form, 'station_id', only)
  const needed = (name: string) => [{ required: true, message: common.t('fill_in', { name }) }]
  return (
    <Drawer
      open
      size={460}
      title={t('add_title')}
      onClose={onClose}
      footer={
        <Button type="primary" loading={create.isPending} onClick={() => form.submit()} data-testid="person-save">
          {t('save')}
        </Button>
      }
    >
      <Form<Values>
        form={form}
        layout="vertical"
        onFinish={(values) => create.mutate(values)}
        initialValues={{
          sex: 'male',
          level: 'ordinary',
          category: 'probation',
          station_id: only,
        }}
      >
        <Form.Item name="station_id" label={t('station')} rules={needed(t('station'))}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={stations.map((u) => ({ value: u.id, label: u.name }))}
          />
        </Form.Item>
        <Form.Item name="name" label={t('name')} rules={needed(t('name'))}>
          <Input autoFocus maxLength={32} autoComplete="off" />
        </Form.Item>
        <Form.Item name="number" label={t('number')} rules={needed(t('number'))}>
          <Input maxLength={32} autoComplete="off" />
        </Form.Item>
        <Form.Item name="sex" label={t('sex')}>
          <Radio.Group options={(['male', 'female'] as const).map((s) => ({ value: s, label: word('sex', s) }))} />
        </Form.Item>
        <Form.Item name="born_on" label={t('born_on')} rules={needed(t('born_on'))}>
          <DayField style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="category" label={t('category')}>
          <Select options={categories.map((c) => ({ value: c, label: word('category', c) }))} />
        </Form.Item>
        <Form.Item name="level" label={t('level')}>
          <Radio.Group options={levels.map((l) => ({ value: l, label: word('level', l) }))} />
        </Form.Item>
        <Form.Item name="phone" label={t('phone')}>
          <Input maxLength={20} inputMode="tel" autoComplete="off" />
        </Form.Item>
        <Form.Item name="term" label={t('term')} rules={needed(t('term'))}>
          <DayRange style={{ width: '100%' }} />
        </Form.Item>
      </Form>
      <Problem error={create.error} />
    </Drawer>
  )
}
