import { Link } from '@tanstack/react-router'
import { Alert, Button, Progress, Table } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '../../ui/Page'
import { Problem } from '../../ui/Problem'
import type { Checked } from './api'
import { BadLines, Problems } from './CheckStep'
import styles from './intake.module.css'
import { countIn, linesLeft, type Outcomes } from './run'
import { useImport } from './useImport'

interface Props {
  checked: Checked
  onEnded: () => void
  onAnother: () => void
}

/** The last two steps: persons come in batch by batch, then what became of each line. */
export function RunStep({ checked, onEnded, onAnother }: Props) {
  const { t } = useTranslation('intake')
  const { state, outcomes, error, run, leave, halt, isEnding } = useImport(checked)
  const begun = useRef(false)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    run()
  })
  useEffect(() => {
    if (state === 'ended') onEnded()
  }, [state, onEnded])
  const done = countIn(checked.lines, outcomes)
  const all = checked.lines.filter((l) => l.problems.length === 0).length
  if (state === 'ended') return <Result checked={checked} outcomes={outcomes} onAnother={onAnother} />
  return (
    <Panel>
      <p className={styles.sum} role="status" data-testid="intake-progress">
        {t('running', { done, all })}
      </p>
      <Progress percent={Math.floor((done / Math.max(all, 1)) * 100)} aria-label={t('step_import')} />
      {state === 'paused' ? (
        <>
          <Problem error={error} />
          <Alert type="info" showIcon title={t('paused')} description={t('paused_note')} />
          <div className={styles.bar}>
            <Button type="primary" onClick={run} data-testid="intake-go-on">
              {t('go_on')}
            </Button>
            <Button onClick={leave} loading={isEnding} data-testid="intake-leave">
              {t('leave')}
            </Button>
          </div>
        </>
      ) : (
        <div className={styles.bar}>
          <Button onClick={halt} disabled={state === 'stopping'} data-testid="intake-stop">
            {state === 'stopping' ? t('stopping') : t('stop')}
          </Button>
        </div>
      )}
    </Panel>
  )
}

/** What became of each line. */
function Result({ checked, outcomes, onAnother }: { checked: Checked; outcomes: Outcomes; onAnother: () => void }) {
  const { t } = useTranslation('intake')
  const lines = checked.lines.map((l) => ({ ...l, problems: outcomes.get(l.line)?.problems ?? l.problems }))
  const bad = lines.filter((l) => l.problems.length > 0)
  const count = countIn(checked.lines, outcomes)
  const left = linesLeft(checked.lines, outcomes).length
  const inside = checked.lines.filter((l) => l.person_id || outcomes.get(l.line)?.person_id)
  return (
    <Panel>
      <p className={styles.sum} role="status" data-testid="intake-done">
        {left ? t('done_stopped', { count, left }) : t('done', { count })}
      </p>
      <p className={styles.quiet}>{t('done_next')}</p>
      {bad.length ? (
        <>
          <h2 className="part">{t('done_bad', { count: bad.length })}</h2>
          <Problems lines={bad} />
          <div className={styles.bar}>
            <BadLines checked={checked} bad={bad} />
          </div>
        </>
      ) : null}
      <Table
        size="small"
        rowKey="line"
        style={{ marginTop: 16 }}
        dataSource={inside}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        data-testid="intake-added"
        columns={[
          { key: 'line', title: t('line'), width: 80, render: (_, l) => l.line },
          {
            key: 'who',
            title: t('who'),
            width: 180,
            render: (_, l) => (
              <Link to="/persons/$id" params={{ id: l.person_id || (outcomes.get(l.line)?.person_id ?? '') }}>
                {l.values.name}
              </Link>
            ),
          },
          { key: 'what', title: t('outcome'), render: (_, l) => (l.person_id ? t('was_added') : t('added')) },
        ]}
      />
      <div className={styles.bar}>
        <Link to="/persons">
          <Button type="primary" tabIndex={-1}>
            {t('to_list')}
          </Button>
        </Link>
        <Button onClick={onAnother}>{t('another')}</Button>
      </div>
    </Panel>
  )
}
