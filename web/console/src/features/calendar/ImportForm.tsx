import { App, Button, Input } from 'antd'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../../../shared/api/problem'
import { useFormat } from '../../lib/words'
import { Problem } from '../../ui/Problem'
import { Side } from '../../ui/Side'
import { useReplace } from './api'
import styles from './calendar.module.css'
import { type Change, changeOf, changesAny, type Parsed, parseYear, type Special } from './year'

const example = (year: number) =>
  JSON.stringify({ days: [{ day: `${year}-10-01`, kind: 'holiday', name: '…' }] }, null, 2)

function Changes({ change }: { change: Change }) {
  const { t } = useTranslation('calendar')
  const format = useFormat()
  const said = (d: Special) => `${format.longDay(d.day)} ${format.weekday(d.day)} ${d.name} ${t(d.kind)}`
  const group = (title: string, lines: string[]) =>
    lines.length > 0 ? (
      <section>
        <h3>{title}</h3>
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
    ) : null
  return (
    <div className={styles.changes} data-testid="calendar-changes">
      {group(t('added', { count: change.added.length }), change.added.map(said))}
      {group(t('removed', { count: change.removed.length }), change.removed.map(said))}
      {group(
        t('changed', { count: change.changed.length }),
        change.changed.map((c) => t('was_is', { before: said(c.before), after: said(c.after) })),
      )}
      {changesAny(change) ? null : <p>{t('no_change')}</p>}
    </div>
  )
}

/** What is wrong with the text, and in which entry. */
function Wrong({ parsed, year }: { parsed: Parsed; year: number }) {
  const { t } = useTranslation('calendar')
  if (!('wrong' in parsed)) return null
  return (
    <p className={styles.wrong} role="alert" data-testid="calendar-wrong">
      {t(`wrong.${parsed.wrong}`, { line: parsed.line, year })}
    </p>
  )
}

/** Why the server did not take it; who may not is told who may. */
function Refused({ error }: { error: unknown }) {
  const { t } = useTranslation('calendar')
  if (error instanceof ApiProblem && error.problem.status === 403)
    return (
      <p className={styles.wrong} role="alert" data-testid="calendar-refused">
        {t('city_only')}
      </p>
    )
  return <Problem error={error} />
}

/** Enters a year as announced: a text or a file, what it would change, and a last look before it does. */
export function ImportForm({ year, before, onClose }: { year: number; before: Special[]; onClose: () => void }) {
  const { t } = useTranslation('calendar')
  const { message, modal } = App.useApp()
  const [text, setText] = useState('')
  const file = useRef<HTMLInputElement>(null)
  const parsed = useMemo(() => (text.trim() ? parseYear(text, year) : null), [text, year])
  const change = parsed && 'days' in parsed ? changeOf(before, parsed.days) : null
  const replace = useReplace(year, () => {
    message.success(t('done', { year }))
    onClose()
  })
  const confirm = () => {
    if (!parsed || !('days' in parsed) || !change) return
    const { days } = parsed
    modal.confirm({
      title: t('confirm_title', { year }),
      content: t('confirm_note', {
        added: change.added.length,
        removed: change.removed.length,
        changed: change.changed.length,
      }),
      okText: t('replace'),
      okButtonProps: { id: 'calendar-ok' },
      onOk: () => replace.mutateAsync(days).catch(() => undefined), // told in the drawer
    })
  }
  return (
    <Side
      open
      size={720}
      title={t('import_title', { year })}
      onClose={onClose}
      footer={
        <Button
          type="primary"
          disabled={!change || !changesAny(change)}
          loading={replace.isPending}
          onClick={confirm}
          data-testid="calendar-replace"
        >
          {t('replace')}
        </Button>
      }
    >
      <p>{t('import_note', { year })}</p>
      <div className={styles.choose}>
        <Button onClick={() => file.current?.click()}>{t('choose')}</Button>
        <input
          ref={file}
          type="file"
          accept=".json,application/json"
          hidden
          aria-label={t('choose')}
          data-testid="calendar-file"
          onChange={async (e) => {
            const picked = e.target.files?.[0]
            e.target.value = '' // so that the same file can be chosen again after it was mended
            if (picked) setText(await picked.text())
          }}
        />
      </div>
      <Input.TextArea
        rows={10}
        value={text}
        aria-label={t('paste')}
        placeholder={`${t('paste')}\n${example(year)}`}
        spellCheck={false}
        data-testid="calendar-text"
        onChange={(e) => {
          setText(e.target.value)
          replace.reset()
        }}
      />
      {parsed ? <Wrong parsed={parsed} year={year} /> : null}
      {change ? <Changes change={change} /> : null}
      <Refused error={replace.error} />
    </Side>
  )
}
