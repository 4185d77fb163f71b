import { Alert, Button, Select, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useUnits } from '../../lib/units'
import { useWord } from '../../lib/words'
import { Panel } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import { type Checked, type Column, type Field, fields, needed } from './api'
import styles from './intake.module.css'

const NONE = -1

interface Props {
  name: string
  checked: Checked
  reading: boolean
  error: unknown
  /** Null: as the columns were found. */
  onCheck: (columns: Column[] | null) => void
  onBack: () => void
}

/** The second step: which column holds what, found by the headings, changeable. */
export function Columns({ name, checked, reading, error, onCheck, onBack }: Props) {
  const { t } = useTranslation('intake')
  const word = useWord()
  const { stations } = useUnits()
  const [columns, setColumns] = useState(() => new Map(checked.columns.map((c) => [c.field, c.column])))
  const first = checked.lines[0]
  const heading = (n: number) => checked.headings[n] || t('column_n', { n: n + 1 })
  const missing = needed(stations.length).filter((f) => !columns.has(f))
  const put = (field: Field, column: number) => {
    const next = new Map([...columns].filter(([f, c]) => f !== field && c !== column))
    if (column !== NONE) next.set(field, column)
    setColumns(next)
  }
  const isFound =
    checked.columns.length === columns.size && checked.columns.every((c) => columns.get(c.field) === c.column)
  const check = () => onCheck(isFound ? null : [...columns].map(([field, column]) => ({ field, column })))
  const options = [
    { value: NONE, label: t('column_none') },
    ...checked.headings.map((_, n) => ({ value: n, label: heading(n) })),
  ]
  return (
    <Panel
      title={t('columns_read', { name, encoding: t(`encoding.${checked.encoding}`), count: checked.lines.length })}
    >
      <p className={styles.quiet}>{t('columns_note')}</p>
      <Table
        size="small"
        rowKey="field"
        pagination={false}
        dataSource={fields.map((field) => ({ field }))}
        columns={[
          { key: 'field', title: t('field'), render: (_, r) => word('import_field', r.field) },
          {
            key: 'column',
            title: t('column'),
            render: (_, r) => (
              <Select
                style={{ width: 260 }}
                aria-label={t('column_of', { field: word('import_field', r.field) })}
                status={missing.includes(r.field) ? 'warning' : undefined}
                value={columns.get(r.field) ?? NONE}
                options={options}
                onChange={(column) => put(r.field, column)}
              />
            ),
          },
          {
            key: 'example',
            title: t('example'),
            render: (_, r) => (isFound ? first?.values[r.field] : undefined) ?? '',
          },
        ]}
      />
      {missing.length ? (
        <Alert
          type="warning"
          showIcon
          style={{ marginTop: 12 }}
          title={t('column_missing', { fields: missing.map((f) => word('import_field', f)).join('、') })}
        />
      ) : null}
      <Problem error={error} retry={check} />
      <div className={styles.bar}>
        <Button
          type="primary"
          disabled={missing.length > 0}
          loading={reading}
          onClick={check}
          data-testid="intake-check"
        >
          {t('again')}
        </Button>
        <Button onClick={onBack}>{t('choose_other')}</Button>
      </div>
    </Panel>
  )
}
