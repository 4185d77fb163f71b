import { useMutation } from '@tanstack/react-query'
import { App, Button, Drawer, Form, Select } from 'antd'
import { useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../lib/types'
import { useUnits } from '../../lib/units'
import { useWord } from '../../lib/words'
import { Problem } from '../../ui/Problem'
import { previewAssignment, useAssign } from './api'
import { draftOf, isComplete, type Values, valuesOf } from './draft'
import { Fields, Preview, Templates } from './PlanForm'
import styles from './plans.module.css'

const levels = ['strict', 'ordinary', 'light'] as const

interface AssignValues extends Values {
  station_id: string
  levels: Schemas['Assignment']['levels']
}

/** Who gets the plan, who has one like it, who is not asked. */
function Effects({ result }: { result: Schemas['AssignmentResult'] }) {
  const { t } = useTranslation(['plans', 'common'])
  const word = useWord()
  return (
    <div data-testid="assign-preview">
      <h3>{t('plans:assign_gets', { count: result.gets })}</h3>
      <ul className={styles.effects}>
        {result.items.map((i) => (
          <li key={i.person.id} data-effect={i.effect}>
            <span>{i.person.masked ? t('common:minor') : i.person.name}</span>
            <small>{i.person.number}</small>
            <small>{word('assign_effect', i.effect)}</small>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Gives one plan to the persons of a station, after a look at who gets it. */
export function AssignForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('plans')
  const word = useWord()
  const { stations } = useUnits()
  const { message } = App.useApp()
  const [form] = Form.useForm<AssignValues>()
  const values = Form.useWatch([], form)
  const draft = useDeferredValue(isComplete(values) ? draftOf(values) : null)
  const preview = useMutation({ mutationFn: previewAssignment })
  const assign = useAssign((result) => {
    message.success(t('assign_done', { count: result.gets }))
    onClose()
  })
  const assignmentOf = (v: AssignValues): Schemas['Assignment'] => ({
    ...draftOf(v),
    station_id: v.station_id,
    levels: v.levels ?? [],
  })
  const seen = preview.data
  return (
    <Drawer
      open
      size={920}
      title={t('assign_title')}
      onClose={onClose}
      footer={
        <div className={styles.line}>
          <Button
            disabled={!draft || !values?.station_id}
            loading={preview.isPending}
            onClick={() => preview.mutate(assignmentOf(form.getFieldsValue(true)))}
            data-testid="assign-look"
          >
            {t('assign_look')}
          </Button>
          <Button
            type="primary"
            disabled={!seen || seen.gets === 0}
            loading={assign.isPending}
            onClick={() => assign.mutate({ ...assignmentOf(form.getFieldsValue(true)), expect: seen?.gets ?? 0 })}
            data-testid="assign-save"
          >
            {t('assign_save', { count: seen?.gets ?? 0 })}
          </Button>
        </div>
      }
    >
      <div className={styles.editor}>
        <Form<AssignValues>
          form={form}
          layout="vertical"
          initialValues={{
            ...valuesOf(null, t('default_title')),
            levels: [],
            station_id: stations.length === 1 ? stations[0]?.id : undefined,
          }}
          onValuesChange={() => preview.reset()}
        >
          <div className={styles.line}>
            <Form.Item name="station_id" label={t('assign_station')}>
              <Select
                style={{ width: 260 }}
                showSearch={{ optionFilterProp: 'label' }}
                options={stations.map((u) => ({ value: u.id, label: u.name }))}
                data-testid="assign-station"
              />
            </Form.Item>
            <Form.Item name="levels" label={t('assign_levels')}>
              <Select
                mode="multiple"
                style={{ width: 220 }}
                placeholder={t('assign_all_levels')}
                options={levels.map((l) => ({ value: l, label: word('level', l) }))}
              />
            </Form.Item>
          </div>
          <Templates
            onPick={(picked) => {
              form.setFieldsValue(valuesOf(picked, ''))
              preview.reset()
            }}
          />
          <Fields />
          <Problem error={preview.error ?? assign.error} />
          {seen ? <Effects result={seen} /> : null}
        </Form>
        <Preview draft={draft} />
      </div>
    </Drawer>
  )
}
