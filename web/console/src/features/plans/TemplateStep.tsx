import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Select } from 'antd'
import dayjs from 'dayjs'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { body } from '../../../../shared/api/client'
import { api } from '../../lib/api'
import type { Schemas } from '../../lib/types'
import { useWord } from '../../lib/words'
import { useWrite } from '../../lib/write'
import { Nothing } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { templatesQuery } from './api'
import { draftOf, valuesOf } from './draft'
import { Preview } from './PlanForm'
import styles from './plans.module.css'

interface Props {
  personId: string
  level: Schemas['Person']['level']
  onDone: () => void
  others: ReactNode
}

/** A plan made of the template of the person's level, or of another one, beginning today. */
export function TemplateStep({ personId, level, onDone, others }: Props) {
  const { t } = useTranslation('plans')
  const word = useWord()
  const queries = useQueryClient()
  const { data, error, refetch } = useQuery(templatesQuery)
  const [picked, setPicked] = useState<string>()
  const items = data?.items ?? []
  const one = items.find((i) => (picked ? i.id === picked : i.level === level)) ?? items[0]
  const draft = one ? draftOf(valuesOf({ ...one, starts_on: dayjs().format('YYYY-MM-DD') }, ''), one.zone) : null
  const save = useWrite(
    (d: Schemas['PlanDraft'], header) =>
      body(api.POST('/console/v1/persons/{id}/plans', { params: { path: { id: personId }, header }, body: d })),
    {
      onSuccess: () => {
        queries.invalidateQueries({ queryKey: ['person'] })
      },
      after: onDone,
    },
  )
  return (
    <>
      <Problem error={error} retry={() => refetch()} />
      {data && !one ? <Nothing>{t('step_no_template')}</Nothing> : null}
      <div className={styles.editor}>
        <Form layout="vertical">
          <Form.Item label={t('template')} extra={t('step_note')}>
            <Select
              aria-label={t('template')}
              value={one?.id}
              options={items.map((i) => ({ value: i.id, label: `${word('level', i.level)} · ${i.title}` }))}
              onChange={setPicked}
            />
          </Form.Item>
        </Form>
        <Preview draft={draft} />
      </div>
      <Problem error={save.error} />
      <div className={styles.foot}>
        {others}
        <Button
          type="primary"
          disabled={!draft}
          loading={save.isPending}
          onClick={() => draft && save.mutate(draft)}
          data-testid="enrol-plan"
        >
          {t('step_save')}
        </Button>
      </div>
    </>
  )
}
