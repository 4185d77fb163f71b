import { DownloadOutlined, SettingOutlined } from '@ant-design/icons'
import { App, type Breakpoint, Button, Checkbox, Popover, Space } from 'antd'
import dayjs from 'dayjs'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sentence } from '../../../shared/api/problem'
import { type Column, readAll, TooMany } from '../lib/csv'
import { type ExportList, type Form, fileOf, mostRows, note, save } from '../lib/export'
import { useFind } from '../lib/find'
import { useUrl } from '../lib/url'

/** A column of a list on the screen: its words, and how it is drawn when not by its words. */
export interface ListColumn<T> extends Column<T> {
  render?: (row: T) => ReactNode
  /** What does not fit is cut off. */
  ellipsis?: boolean
  /** The widths of a window in which it is shown; without them in all. */
  responsive?: Breakpoint[]
  /** Always shown, as what leads to the row. */
  isFixed?: boolean
}

const stored = (list: string) => `diandao.columns.${list}`

function readHidden(list: string): string[] {
  try {
    return (localStorage.getItem(stored(list)) ?? '').split(',').filter(Boolean)
  } catch {
    return [] // storage is closed: all columns
  }
}

/** The columns of a list that this computer shows, and how to choose them. */
export function useColumns<T>(list: string, all: ListColumn<T>[]) {
  const [hidden, setHidden] = useState(() => readHidden(list))
  const choose = (keys: string[]) => {
    const next = all.filter((c) => !c.isFixed && !keys.includes(c.key)).map((c) => c.key)
    setHidden(next)
    try {
      localStorage.setItem(stored(list), next.join(','))
    } catch {
      // storage is closed: the choice lasts as long as the page
    }
  }
  const shown = all.filter((c) => c.isFixed || !hidden.includes(c.key))
  return { all, shown, choose, table: shown.map((c) => ({ ...c, render: (_: unknown, row: T) => drawn(c, row) })) }
}

const drawn = <T,>(c: ListColumn<T>, row: T) => (c.render ? c.render(row) : c.text(row))

interface Props<T> {
  /** What the audit calls the list. */
  list: ExportList
  title: string
  columns: ReturnType<typeof useColumns<T>>
  load: (cursor: string | undefined) => Promise<{ items: T[]; next_cursor: string | null }>
}

/** Choosing columns, and exporting all that the filters find: as it goes on one sees how far it is and may stop it. The audit
 * knows of it before the file is there. */
export function ListTools<T>({ list, title, columns, load }: Props<T>) {
  const { t } = useTranslation('common')
  return (
    <>
      <Popover
        trigger="click"
        placement="bottomRight"
        title={t('columns_note')}
        content={
          <Checkbox.Group
            style={{ flexDirection: 'column' }}
            value={columns.shown.map((c) => c.key)}
            onChange={columns.choose}
            options={columns.all.map((c) => ({ value: c.key, label: c.title, disabled: c.isFixed }))}
          />
        }
      >
        <Button icon={<SettingOutlined />} data-testid="list-columns">
          {t('columns')}
        </Button>
      </Popover>
      <Export list={list} title={title} columns={columns} load={load} />
    </>
  )
}

function Export<T>({ list, title, columns, load }: Props<T>) {
  const { t, i18n } = useTranslation('common')
  const { message } = App.useApp()
  const [search] = useUrl()
  const [q] = useFind()
  const [running, setRunning] = useState<AbortController | null>(null)
  const [count, setCount] = useState(0)
  const run = async (form: Form) => {
    const stop = new AbortController()
    setCount(0)
    setRunning(stop)
    try {
      const rows = await readAll(load, setCount, stop.signal, mostRows)
      if (!rows) return
      const file = await fileOf(form, title, columns.shown, rows)
      await note(list, form, { ...search, q }, rows.length)
      save(file, t('export_name', { title, day: dayjs().format('YYYY-MM-DD'), form }))
      message.success(t('export_done', { count: rows.length }))
    } catch (error) {
      message.error(error instanceof TooMany ? t('export_too_many', { count: error.most }) : sentence(i18n, error))
    } finally {
      setRunning(null)
    }
  }
  if (running)
    return (
      <>
        <span role="status">{t('export_running', { count })}</span>
        <Button onClick={() => running.abort()} data-testid="list-export-stop">
          {t('export_stop')}
        </Button>
      </>
    )
  return (
    <Space.Compact>
      <Button icon={<DownloadOutlined />} onClick={() => run('csv')} data-testid="list-export">
        {t('export')}
      </Button>
      <Button onClick={() => run('xlsx')} data-testid="list-export-xlsx">
        {t('export_xlsx')}
      </Button>
    </Space.Compact>
  )
}
