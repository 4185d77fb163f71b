import { useQuery } from '@tanstack/react-query'
import { Button, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../lib/session'
import type { Schemas } from '../../lib/types'
import { useUnits } from '../../lib/units'
import { useUrl } from '../../lib/url'
import { useWord } from '../../lib/words'
import { Nothing, Page, Panel } from '../../ui/Page'
import { PlanTabs } from '../../ui/PlanTabs'
import { Problem } from '../../ui/Problem'
import { AssignForm } from './AssignForm'
import { templatesQuery } from './api'
import { belongsTo, levels, narrowed } from './assign'
import styles from './plans.module.css'
import { useSentence } from './sentence'
import { TemplateForm } from './TemplateForm'

type Template = Schemas['Template']

/** Filters by management level and by the unit that a template belongs to; both live in the address. */
function Filters({ templates }: { templates: Template[] }) {
  const { t } = useTranslation('plans')
  const word = useWord()
  const { all } = useUnits()
  const [{ level, of }, set] = useUrl()
  const owners = all.filter((u) => templates.some((template) => template.path === u.path))
  return (
    <>
      <Select
        allowClear
        style={{ width: 130 }}
        placeholder={t('any_level')}
        aria-label={t('any_level')}
        value={levels.find((l) => l === level)}
        options={levels.map((l) => ({ value: l, label: word('level', l) }))}
        onChange={(value) => set({ level: value })}
        data-testid="template-level"
      />
      <Select
        allowClear
        style={{ width: 180 }}
        placeholder={t('any_unit')}
        aria-label={t('any_unit')}
        value={owners.find((u) => u.id === of)?.id}
        options={owners.map((u) => ({ value: u.id, label: u.name }))}
        onChange={(value) => set({ of: value })}
      />
    </>
  )
}

/** Templates by management level, and giving a plan to a whole station. */
export function PlansPage() {
  const { t } = useTranslation('plans')
  const word = useWord()
  const sentence = useSentence()
  const { may, session } = useSession()
  const { all, byId } = useUnits()
  const [search] = useUrl()
  const templates = useQuery(templatesQuery)
  const [assigning, setAssigning] = useState<Template | 'new' | null>(null)
  const [writing, setWriting] = useState<Template | 'new' | null>(null)
  const items = templates.data?.items ?? []
  const shown = narrowed(items, search.level, byId.get(search.of ?? '')?.path)
  const ownerOf = (path: string) => all.find((u) => u.path === path)?.name ?? t('whole_city')
  const unit = session?.member.unit
  const mayWrite = (template: Template) => may('template.write') && unit !== undefined && belongsTo(template.path, unit)
  return (
    <Page
      title={t('plans_title')}
      actions={
        may('plan.write') ? (
          <Button type="primary" onClick={() => setAssigning('new')} data-testid="assign">
            {t('assign')}
          </Button>
        ) : null
      }
    >
      <PlanTabs here="templates" />
      <Panel
        title={t('templates')}
        extra={
          <span className={styles.buttons}>
            <Filters templates={items} />
            {may('template.write') ? (
              <Button onClick={() => setWriting('new')} data-testid="template-add">
                {t('template_add')}
              </Button>
            ) : null}
          </span>
        }
      >
        <Problem error={templates.error} retry={() => templates.refetch()} />
        {templates.isPending ? <Skeleton active /> : null}
        <ul className={styles.plans}>
          {shown.map((template) => (
            <li key={template.id} data-testid="template" data-level={template.level}>
              <b>
                {word('level', template.level)} · {template.title}
              </b>
              <p>{sentence(template)}</p>
              <small>
                {ownerOf(template.path)} · {t('template_version', { n: template.version })}
              </small>
              <span className={styles.buttons}>
                {may('plan.write') ? (
                  <Button size="small" type="text" onClick={() => setAssigning(template)} data-testid="template-assign">
                    {t('assign_this')}
                  </Button>
                ) : null}
                {mayWrite(template) ? (
                  <Button size="small" type="text" onClick={() => setWriting(template)} data-testid="template-edit">
                    {t('edit')}
                  </Button>
                ) : null}
              </span>
            </li>
          ))}
        </ul>
        {templates.data && shown.length === 0 ? (
          <Nothing>{t(items.length === 0 ? 'no_templates' : 'no_templates_here')}</Nothing>
        ) : null}
      </Panel>
      {assigning ? (
        <AssignForm template={assigning === 'new' ? null : assigning} onClose={() => setAssigning(null)} />
      ) : null}
      {writing ? <TemplateForm template={writing === 'new' ? null : writing} onClose={() => setWriting(null)} /> : null}
    </Page>
  )
}
