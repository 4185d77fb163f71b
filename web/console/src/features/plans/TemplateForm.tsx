import { Button, Form, Select } from 'antd'
import { useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../lib/types'
import { useWord } from '../../lib/words'
import { Problem } from '../../ui/Problem'
import { Side } from '../../ui/Side'
import { useSaveTemplate } from './api'
import { levels } from './assign'
import { draftOf, isComplete, type Values, valuesOf } from './draft'
import { Fields, Preview } from './PlanForm'
import styles from './plans.module.css'

interface TemplateValues extends Values {
  level: Schemas['NewTemplate']['level']
}

/** Writes a template for a management level. */
export function TemplateForm({ template, onClose }: { template: Schemas['Template'] | null; onClose: () => void }) {
  const { t } = useTranslation('plans')
  const word = useWord()
  const [form] = Form.useForm<TemplateValues>()
  const values = Form.useWatch([], form)
  const draft = useDeferredValue(isComplete(values) ? draftOf(values, template?.zone) : null)
  const save = useSaveTemplate(onClose)
  return (
    <Side
      open
      size={920}
      title={t(template ? 'template_edit' : 'template_add')}
      onClose={onClose}
      footer={
        <Button
          type="primary"
          disabled={!draft}
          loading={save.isPending}
          onClick={() => form.submit()}
          data-testid="template-save"
        >
          {t('save')}
        </Button>
      }
    >
      <p>{t('template_note')}</p>
      <div className={styles.editor}>
        <Form<TemplateValues>
          form={form}
          layout="vertical"
          initialValues={{ ...valuesOf(template, t('default_title')), level: template?.level ?? 'ordinary' }}
          onFinish={(v) =>
            save.mutate({
              ...draftOf(v, template?.zone),
              level: v.level,
              ...(template ? { id: template.id, version: template.version } : {}),
            })
          }
        >
          <Form.Item name="level" label={t('template_level')}>
            <Select style={{ width: 160 }} options={levels.map((l) => ({ value: l, label: word('level', l) }))} />
          </Form.Item>
          <Fields />
          <Problem error={save.error} />
        </Form>
        <Preview draft={draft} />
      </div>
    </Side>
  )
}
