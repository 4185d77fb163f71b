import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Form, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import { useOnlyChoice } from '../../lib/only'
import type { Schemas } from '../../lib/types'
import { useUnits } from '../../lib/units'
import { useWrite } from '../../lib/write'
import { DayRange } from '../../ui/DayField'
import { Problem } from '../../ui/Problem'
import { Side } from '../../ui/Side'
import { FactFields, useNeeded } from './FactFields'

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
      onSuccess: () => {
        queries.invalidateQueries({ queryKey: ['person', 'list'] })
      },
      after: (person) => {
        onClose()
        navigate({ to: '/persons/$id/enrol', params: { id: person.id } })
      },
    },
  )
}

/** Enrols a person. */
export function AddPerson({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('persons')
  const { chosen } = useNeeded()
  const { stations } = useUnits()
  const [form] = Form.useForm<Values>()
  const create = useCreate(onClose)
  const only = stations.length === 1 ? stations[0]?.id : undefined
  useOnlyChoice(form, 'station_id', only)
  return (
    <Side
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
        <Form.Item name="station_id" label={t('station')} rules={chosen(t('station'))}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={stations.map((u) => ({ value: u.id, label: u.name }))}
          />
        </Form.Item>
        <FactFields />
        <Form.Item name="term" label={t('term')} rules={chosen(t('term'))}>
          <DayRange style={{ width: '100%' }} />
        </Form.Item>
      </Form>
      <Problem error={create.error} />
    </Side>
  )
}
