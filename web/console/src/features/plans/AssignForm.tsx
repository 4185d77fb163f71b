import { useMutation } from '@tanstack/react-query'
import { Button, Form, Progress, Result, Select } from 'antd'
import dayjs from 'dayjs'
import { useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import { useOnlyChoice } from '../../lib/only'
import type { Schemas } from '../../lib/types'
import { useUnits } from '../../lib/units'
import { useWord } from '../../lib/words'
import { Problem } from '../../ui/Problem'
import { Side } from '../../ui/Side'
import { previewAssignment } from './api'
import { doneOf, groupsOf, levels } from './assign'
import { draftOf, isComplete, type Values, valuesOf } from './draft'
import { Fields, Preview, Templates } from './PlanForm'
import styles from './plans.module.css'
import { type Given, useAssign } from './useAssign'

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

/** How far a running assignment is. */
function Running({ all, left, onStop }: { all: number; left: number; onStop?: () => void }) {
  const { t } = useTranslation('plans')
  const done = doneOf(all, left)
  return (
    <div role="status" data-testid="assign-running">
      <p>{t('assign_running', { done, all })}</p>
      <Progress aria-label={t('assign_running', { done, all })} percent={Math.round((100 * done) / Math.max(1, all))} />
      <Button onClick={onStop} disabled={!onStop} data-testid="assign-stop">
        {onStop ? t('assign_stop') : t('assign_stopping')}
      </Button>
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

/** Whom it was given to, and, where somebody stopped it, how many are left. */
function Ended({
  given,
  onGoOn,
  onClose,
}: {
  given: Given
  onGoOn: (assignment: Assignment) => void
  onClose: () => void
}) {
  const { t } = useTranslation('plans')
  const { all, left, items, assignment } = given
  const count = doneOf(all, left)
  return (
    <>
      <Result
        status={left ? 'info' : 'success'}
        title={left ? t('assign_stopped', { count, left }) : t('assign_done', { count })}
        subTitle={<span className={styles.hint}>{t('assign_done_note')}</span>}
        extra={
          <>
            {left ? (
              <Button onClick={() => onGoOn(assignment)} data-testid="assign-go-on">
                {t('assign_go_on')}
              </Button>
            ) : null}
            <Button type="primary" onClick={onClose} data-testid="assign-close">
              {t('assign_close')}
            </Button>
          </>
        }
      />
      <Effects result={{ gets: count, items }} isDone />
    </>
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
  const assign = useAssign()
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
  const save = () => assign.run({ ...assignmentOf(form.getFieldsValue(true)), expect: seen?.gets ?? 0 })
  if (assign.given && (assign.state === 'stopped' || assign.state === 'ended'))
    return (
      <Side open size={920} title={t('assign_title')} onClose={onClose}>
        <Ended given={assign.given} onGoOn={assign.run} onClose={onClose} />
      </Side>
    )
  return (
    <Side
      open
      size={920}
      title={t('assign_title')}
      onClose={onClose}
      mask={{ closable: !assign.isBusy }}
      footer={
        <div className={styles.line}>
          <Button
            disabled={!draft || !values?.station_id || assign.isBusy}
            loading={preview.isPending}
            onClick={look}
            data-testid="assign-look"
          >
            {t('assign_look')}
          </Button>
          <Button
            type="primary"
            disabled={!seen || seen.gets === 0}
            loading={assign.isBusy}
            onClick={save}
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
          disabled={assign.isBusy}
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
          {assign.error ? <p className={styles.warn}>{t('assign_again')}</p> : null}
        </Form>
        <div className={styles.beside}>
          {assign.isBusy && assign.given ? (
            <Running
              all={assign.given.all}
              left={assign.given.left}
              onStop={assign.state === 'running' ? assign.halt : undefined}
            />
          ) : null}
          {seen && !assign.isBusy ? <Effects result={seen} /> : null}
          <Preview draft={draft} />
        </div>
      </div>
    </Side>
  )
}
