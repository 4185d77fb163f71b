import { DownloadOutlined } from '@ant-design/icons'
import { Button, Table } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { csv } from '../../lib/csv'
import { save } from '../../lib/export'
import { useWord } from '../../lib/words'
import { Panel } from '../../ui/Page'
import type { Checked, Line } from './api'
import styles from './intake.module.css'

/** What is wrong with a line, in words. */
export function useSaid() {
  const { t } = useTranslation('intake')
  const word = useWord()
  return (values: Line['values'], problems: Line['problems']) =>
    problems.map((p) => {
      const said = { field: word('import_field', p.field), reason: word('import_reason', p.reason) }
      const value = values[p.field]
      return value ? t('what_value', { ...said, value }) : t('what', said)
    })
}

/** The lines with problems as a file to correct: as they were, and why. */
export function BadLines({ checked, bad }: { checked: Checked; bad: Line[] }) {
  const { t } = useTranslation('intake')
  const said = useSaid()
  const download = () => {
    const columns = checked.headings.map((title, n) => ({ key: String(n), title, text: (l: Line) => l.cells[n] ?? '' }))
    const why = { key: 'why', title: t('problem_column'), text: (l: Line) => said(l.values, l.problems).join('；') }
    save(
      new Blob([csv([...columns, why], bad)], { type: 'text/csv' }),
      t('download_name', { day: dayjs().format('YYYY-MM-DD') }),
    )
  }
  return (
    <Button icon={<DownloadOutlined />} onClick={download} data-testid="intake-download">
      {t('download')}
    </Button>
  )
}

/** Lines with what is wrong with them. */
export function Problems({ lines }: { lines: Line[] }) {
  const { t } = useTranslation('intake')
  const said = useSaid()
  return (
    <Table
      size="small"
      rowKey="line"
      dataSource={lines}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      data-testid="intake-problems"
      columns={[
        { key: 'line', title: t('line'), width: 80, render: (_, l) => l.line },
        { key: 'who', title: t('who'), width: 180, render: (_, l) => l.values.name },
        {
          key: 'what',
          title: t('problem'),
          render: (_, l) => (
            <ul className={styles.problems}>
              {said(l.values, l.problems).map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  )
}

interface Props {
  checked: Checked
  onRun: () => void
  onBack: () => void
}

/** The third step: how many can come in, and what is wrong with the others. */
export function CheckStep({ checked, onRun, onBack }: Props) {
  const { t } = useTranslation('intake')
  const bad = checked.lines.filter((l) => l.problems.length > 0)
  const good = checked.lines.length - bad.length
  const before = checked.lines.filter((l) => l.person_id).length
  return (
    <Panel>
      <p className={styles.sum} role="status" data-testid="intake-summary">
        {t('summary', { good, bad: bad.length })}
      </p>
      {before ? <p className={styles.quiet}>{t('summary_done', { count: before })}</p> : null}
      {bad.length ? (
        <>
          <p className={styles.quiet}>{good ? t('download_note') : t('none_good')}</p>
          <Problems lines={bad} />
        </>
      ) : (
        <p className={styles.quiet}>{t('all_good')}</p>
      )}
      <div className={styles.bar}>
        <Button type="primary" disabled={good === 0} onClick={onRun} data-testid="intake-run">
          {t('run', { count: good - before })}
        </Button>
        {bad.length ? <BadLines checked={checked} bad={bad} /> : null}
        <Button onClick={onBack}>{t('choose_other')}</Button>
      </div>
    </Panel>
  )
}
