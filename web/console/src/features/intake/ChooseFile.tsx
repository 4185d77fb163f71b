import { DownloadOutlined, InboxOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Spin, Upload } from 'antd'
import { useTranslation } from 'react-i18next'
import { csv } from '../../lib/csv'
import { save } from '../../lib/export'
import { useFormat, useWord } from '../../lib/words'
import { Panel } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { fields, openImports } from './api'
import styles from './intake.module.css'

/** Imports that were cut off, which the same file takes up again. */
function CutOff() {
  const { t } = useTranslation('intake')
  const format = useFormat()
  const { data } = useQuery(openImports)
  if (!data?.items.length) return null
  return (
    <Alert
      type="info"
      showIcon
      data-testid="intake-open"
      title={t('cut_off')}
      description={
        <>
          <ul className={styles.words}>
            {data.items.map((i) => (
              <li key={i.id}>
                {t('cut_off_one', { when: format.moment(i.started_at), added: i.added_count, lines: i.lines_count })}
              </li>
            ))}
          </ul>
          {t('cut_off_note')}
        </>
      }
    />
  )
}

/** What can be written in each column. */
function Words() {
  const { t } = useTranslation('intake')
  const lines = [
    t('words_station'),
    t('words_dates'),
    t('words_sex'),
    t('words_category'),
    t('words_level'),
    t('words_minor'),
  ]
  return (
    <Panel title={t('words_title')}>
      <ul className={styles.words}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Panel>
  )
}

interface Props {
  reading: boolean
  error: unknown
  retry: (() => void) | undefined
  onFile: (file: File) => void
}

/** The first step: a file, dropped or chosen, or a template for one. */
export function ChooseFile({ reading, error, retry, onFile }: Props) {
  const { t } = useTranslation('intake')
  const word = useWord()
  const template = () =>
    save(
      new Blob(
        [
          csv(
            fields.map((key) => ({ key, title: word('import_field', key), text: () => '' })),
            [],
          ),
        ],
        {
          type: 'text/csv',
        },
      ),
      t('template_name'),
    )
  return (
    <div className={styles.two}>
      <div className={styles.drop}>
        <CutOff />
        <Problem error={error} retry={retry} />
        <Spin spinning={reading} description={t('reading')}>
          <Upload.Dragger
            accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            showUploadList={false}
            disabled={reading}
            beforeUpload={(file) => {
              onFile(file)
              return false
            }}
          >
            <p className="ant-upload-drag-icon">
              <InboxOutlined aria-hidden />
            </p>
            <p className="ant-upload-text">{t('drop')}</p>
            <p className="ant-upload-hint">{t('drop_note')}</p>
          </Upload.Dragger>
        </Spin>
        <div>
          <Button icon={<DownloadOutlined />} onClick={template} data-testid="intake-template">
            {t('template')}
          </Button>
        </div>
      </div>
      <Words />
    </div>
  )
}
