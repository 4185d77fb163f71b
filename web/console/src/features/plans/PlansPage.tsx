import { useQuery } from '@tanstack/react-query'
import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../lib/session'
import type { Schemas } from '../../lib/types'
import { useWord } from '../../lib/words'
import { Nothing, Page, Panel } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { AssignForm } from './AssignForm'
import { templatesQuery } from './api'
import styles from './plans.module.css'
import { useSentence } from './sentence'
import { TemplateForm } from './TemplateForm'

/** Templates by management level, and giving a plan to a whole station. */
export function PlansPage() {
  const { t } = useTranslation('plans')
  const word = useWord()
  const sentence = useSentence()
  const { may } = useSession()
  const templates = useQuery(templatesQuery)
  const [assigning, setAssigning] = useState(false)
  const [writing, setWriting] = useState<Schemas['Template'] | 'new' | null>(null)
  return (
    <Page
      title={t('plans_title')}
      actions={
        may('plan.write') ? (
          <Button type="primary" onClick={() => setAssigning(true)} data-testid="assign">
            {t('assign')}
          </Button>
        ) : null
      }
    >
      <Panel
        title={t('templates')}
        extra={
          may('template.write') ? (
            <Button size="small" onClick={() => setWriting('new')} data-testid="template-add">
              {t('template_add')}
            </Button>
          ) : null
        }
      >
        <Problem error={templates.error} retry={() => templates.refetch()} />
        {templates.isPending ? <Skeleton active /> : null}
        <ul className={styles.plans}>
          {templates.data?.items.map((template) => (
            <li key={template.id} data-testid="template">
              <b>
                {word('level', template.level)} · {template.title}
              </b>
              <p>{sentence(template)}</p>
              <small>{t('template_version', { n: template.version })}</small>
              {may('template.write') ? (
                <Button size="small" type="text" onClick={() => setWriting(template)}>
                  {t('edit')}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
        {templates.data?.items.length === 0 ? <Nothing>{t('no_templates')}</Nothing> : null}
      </Panel>
      {assigning ? <AssignForm onClose={() => setAssigning(false)} /> : null}
      {writing ? <TemplateForm template={writing === 'new' ? null : writing} onClose={() => setWriting(null)} /> : null}
    </Page>
  )
}
