import { App, Button, Input, Modal, Segmented } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DayField } from '../../ui/DayField'
import { Problem } from '../../ui/Problem'
import { type Policy, usePublish, useSaveDraft } from './api'
import { Preview } from './Preview'
import styles from './policies.module.css'

interface Props {
  draft: Policy | undefined
  latest: Policy | undefined
  onClose: () => void
}

const today = () => new Date().toLocaleDateString('en-CA', { timeZone: 'Asia/Shanghai' })

/** Writes the next version beside what the phone will show; publishing is for good. */
export function DraftForm({ draft, latest, onClose }: Props) {
  const { t } = useTranslation('policies')
  const { message } = App.useApp()
  const [lang, setLang] = useState<'zh-CN' | 'en'>('zh-CN')
  const [text, setText] = useState({
    chinese: draft?.chinese ?? latest?.chinese ?? '',
    english: draft?.english ?? latest?.english ?? '',
    change_note: draft?.change_note ?? '',
    effective_day: draft?.effective_day ?? today(),
  })
  const [saved, setSaved] = useState({ revision: draft?.revision ?? 0, text: draft ? text : null })
  const [isSure, setSure] = useState(false)
  const isSaved = JSON.stringify(saved.text) === JSON.stringify(text)
  const save = useSaveDraft((d, { revision: _, ...sent }) => {
    setSaved({ revision: d.revision, text: sent }) // more may have been typed meanwhile
    message.success(t('saved'))
  })
  const publish = usePublish(() => {
    message.success(t('published'))
    onClose()
  })
  const shown = lang === 'en' ? text.english : text.chinese
  return (
    <Modal
      open
      width={1120}
      title={t('draft_title')}
      onCancel={onClose}
      footer={[
        <Button key="close" onClick={onClose}>
          {t('close')}
        </Button>,
        <Button
          key="save"
          disabled={isSaved}
          loading={save.isPending}
          onClick={() => save.mutate({ ...text, revision: saved.revision })}
          data-testid="policy-save"
        >
          {t('save')}
        </Button>,
        <Button
          key="publish"
          type="primary"
          disabled={!isSaved || !text.change_note.trim()}
          onClick={() => setSure(true)}
          data-testid="policy-publish"
        >
          {t('publish')}
        </Button>,
      ]}
    >
      <div className={styles.edit}>
        <div className={styles.fields}>
          <Segmented
            value={lang}
            onChange={setLang}
            options={[
              { value: 'zh-CN', label: t('chinese') },
              { value: 'en', label: t('english') },
            ]}
            style={{ justifySelf: 'start' }}
          />
          <Input.TextArea
            key={lang}
            value={shown}
            rows={18}
            maxLength={12_000}
            showCount
            lang={lang}
            aria-label={t('text')}
            onChange={(e) => setText({ ...text, [lang === 'en' ? 'english' : 'chinese']: e.target.value })}
            data-testid="policy-text"
          />
          <p className={styles.quiet}>{t('how')}</p>
          <div>
            <label htmlFor="policy-note">{t('change_note')}</label>
            <Input
              id="policy-note"
              value={text.change_note}
              maxLength={300}
              placeholder={t('change_note_hint')}
              onChange={(e) => setText({ ...text, change_note: e.target.value })}
              data-testid="policy-note"
            />
          </div>
          <div>
            <label htmlFor="policy-day">{t('effective_day')}</label>
            <DayField
              id="policy-day"
              allowClear={false}
              minDate={dayjs(today())}
              value={dayjs(text.effective_day)}
              onChange={(day) => setText({ ...text, effective_day: day?.format('YYYY-MM-DD') ?? text.effective_day })}
            />
          </div>
          <Problem error={save.error ?? publish.error} />
        </div>
        <Preview text={shown || text.chinese} lang={shown && lang === 'en' ? 'en' : 'zh-CN'} />
      </div>
      <Modal
        open={isSure}
        title={t('publish_title', { version: (latest?.version ?? 0) + 1 })}
        okText={t('publish_yes')}
        okButtonProps={{ loading: publish.isPending, id: 'policy-publish-yes' }}
        onOk={() => publish.mutate(saved.revision, () => setSure(false))}
        onCancel={() => setSure(false)}
      >
        <p>{t('publish_text')}</p>
      </Modal>
    </Modal>
  )
}
