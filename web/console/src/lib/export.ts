import { body } from '../../../shared/api/client'
import { api } from './api'
import { type Column, csv } from './csv'
import type { Schemas } from './types'
import type { Search } from './url'

type NewExport = Schemas['NewExport']
export type ExportList = NewExport['list']
export type Form = NewExport['form']

/** The most rows that leave the system at once; the server refuses more. */
export const mostRows = 100_000

const aside = ['item', 'view', 'unit']
const isCode = /^[A-Za-z0-9_:.+-]{1,64}$/

/** The filters of an address as the audit may know them: codes, ids and days. What was searched for stays here. */
export function codesOf(search: Search): Record<string, string> {
  const out: Record<string, string> = {}
  for (const [name, value] of Object.entries(search)) {
    if (!value || aside.includes(name)) continue
    out[name] = name !== 'q' && isCode.test(value) ? value : 'set'
  }
  return out
}

/** Notes the export in the audit. Throws when that fails, and then no file may be offered. */
export async function note(list: ExportList, form: Form, search: Search, rows: number): Promise<void> {
  await body(
    api.POST('/console/v1/exports', {
      params: { header: { 'Idempotency-Key': crypto.randomUUID() } },
      body: { list, form, unit_id: search.unit, filters: codesOf(search), rows },
    }),
  )
}

/** Rows as a file. Cells of a spreadsheet are texts, so that none is a formula. */
export async function fileOf<T>(form: Form, title: string, columns: Column<T>[], rows: T[]): Promise<Blob> {
  if (form === 'csv') return new Blob([csv(columns, rows)], { type: 'text/csv' })
  const { default: write } = await import('write-excel-file/browser')
  const heads = columns.map((c) => ({ value: c.title, type: String, fontWeight: 'bold' as const }))
  const cells = rows.map((row) => columns.map((c) => ({ value: c.text(row), type: String })))
  return write([heads, ...cells], { sheet: sheetName(title), columns: columns.map(() => ({ width: 20 })) }).toBlob()
}

/** A worksheet's name: at most 31 characters, without those that Excel refuses. */
export function sheetName(title: string): string {
  return title.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31)
}

/** Hands a file to whoever sits here. */
export function save(file: Blob, name: string) {
  const url = URL.createObjectURL(file)
  Object.assign(document.createElement('a'), { href: url, download: name }).click()
  URL.revokeObjectURL(url)
}
