import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Drawer, Form, Progress, Result, Select } from 'antd'
import dayjs from 'dayjs'
import { useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import { useOnlyChoice } from '../../lib/only'
import type { Schemas } from '../../lib/types'
import { useUnits } from '../../lib/units'
import { useWord } from '../../lib/words'
import { Problem } from '../../ui/Problem'
import { previewAssignment, useAssign } from './api'
import { doneOf, groupsOf, levels } from './assign'
import { draftOf, isComplete, type Values, valuesOf } from './draft'
import { Fields, Preview, Templates } from './PlanForm'
import styles from './plans.module.css'

type Assignment = Schemas['Assignment']
type AssignmentResult = Schemas['AssignmentResult']

interface AssignValues extends Values {
  station_id: string
  levels: Assignment['levels']
}

/** Who gets the plan, who keeps what they have, who can't; `isDone` when it has been given. */
function Effects({ result, isDone }: { result: AssignmentResult; isDone?: boolean }) {
  const { t } = useTranslation(['plans', 'common'])
  const word = useWord()
  return (
    <div data-testid={isDone ? 'assign-result' : 'assign-preview'}>
      {result.gets === 0 && !isDone ? <p className={styles.warn}>{t('plans:assign_nobody')}</p> : null}
      {groupsOf(result.items).map(({ effect, items }) => (
        <section key={effect} data-testid={`effect-${effect}`}>
          <h3>
            {isDone
              ? word('assign_done', effect, { count: items.length })
              : word('assign_group', effect, { count: items.length })}
          </h3>
          <ul className={styles.effects}>
            {items.map((i) => (
              <li key={i.person.id} data-effect={effect}>
                <span>{i.person.masked ? t('common:minor') : i.person.name}</span>
                <small>{i.person.number}</small>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

/** How far a running assignment is: whoever has the plan by now would not get it again. */
function Running({ assignment }: { assignment: Assignment }) {
  const { t } = useTranslation('plans')
  const expected = assignment.expect ?? 0
  const look = useQuery({
    queryKey: ['plan', 'assignment', assignment],
    queryFn: () => previewAssignment(assignment),
    refetchInterval: 1000,
    gcTime: 0,
    retry: false,
  })
  const done = doneOf(expected, look.data?.gets)
  return (
    <div role="status" data-testid="assign-running">
      <p>{t('assign_running', { done, all: expected })}</p>
      <Progress
        aria-label={t('assign_running', { done, all: expected })}
        percent={Math.round((100 * done) / Math.max(1, expected))}
      />
    </div>
  )
}

function Target() {
  const { t } = useTranslation('plans')
  const word = useWord()
  const { stations } = useUnits()
  return (
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
  )
}

interface Props {
  /** What it begins with; a usual plan without one. */
  template: Schemas['Template'] | null
  onClose: () => void
}

/** The plan of a template, from today on. */
const fromTemplate = (template: Schemas['PlanDraft']) =>
  valuesOf({ ...template, starts_on: dayjs().format('YYYY-MM-DD') }, '')

/** Gives one plan to the persons of a station, after a look at who gets it. */
export function AssignForm({ template, onClose }: Props) {
  const { t } = useTranslation('plans')
  const { stations } = useUnits()
  const [form] = Form.useForm<AssignValues>()
  const only = stations.length === 1 ? stations[0]?.id : undefined
  useOnlyChoice(form, 'station_id', only)
  const values = Form.useWatch([], form)
  const draft = useDeferredValue(isComplete(values) ? draftOf(values) : null)
  const preview = useMutation({ mutationFn: previewAssignment })
  const assign = useAssign(() => undefined)
  const assignmentOf = (v: AssignValues): Assignment => ({
    ...draftOf(v),
    station_id: v.station_id,
    levels: v.levels ?? [],
  })
  const look = () => {
    assign.reset()
    preview.mutate(assignmentOf(form.getFieldsValue(true)))
  }
  const seen = preview.data
  if (assign.data)
    return (
      <Drawer open size={920} title={t('assign_title')} onClose={onClose}>
        <Result
          status="success"
          title={t('assign_done', { count: assign.data.gets })}
          subTitle={<span className={styles.hint}>{t('assign_done_note')}</span>}
          extra={
            <Button type="primary" onClick={onClose} data-testid="assign-close">
              {t('assign_close')}
            </Button>
          }
        />
        <Effects result={assign.data} isDone />
      </Drawer>
    )
  return (
    <Drawer
      open
      size={920}
      title={t('assign_title')}
      onClose={onClose}
      mask={{ closable: !assign.isPending }}
      footer={
        <div className={styles.line}>
          <Button
            disabled={!draft || !values?.station_id || assign.isPending}
            loading={preview.isPending}
            onClick={look}
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
          disabled={assign.isPending}
          initialValues={{
            ...(template ? fromTemplate(template) : valuesOf(null, t('default_title'))),
            levels: template ? [template.level] : [],
            station_id: only,
          }}
          onValuesChange={() => {
            preview.reset()
            assign.reset()
          }}
        >
          <Target />
          {template ? null : (
            <Templates
              onPick={(picked) => {
                form.setFieldsValue(valuesOf(picked, ''))
                preview.reset()
              }}
            />
          )}
          <Fields unit={values?.station_id} />
          <Problem error={preview.error ?? assign.error} />
          {assign.isError ? <p className={styles.warn}>{t('assign_again')}</p> : null}
        </Form>
        <div className={styles.beside}>
          {assign.isPending && assign.variables ? <Running assignment={assign.variables} /> : null}
          {seen && !assign.isPending ? <Effects result={seen} /> : null}
          <Preview draft={draft} />
        </div>
      </div>
    </Drawer>
  )
}
