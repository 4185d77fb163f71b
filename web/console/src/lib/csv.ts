/** A column of a list: what it says of a row, in words. */
export interface Column<T> {
  key: string
  title: string
  text: (row: T) => string
}

/** One cell: quoted where needed, and never read as a formula by a spreadsheet. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Rows as CSV (RFC 4180), with the mark by which spreadsheets know UTF-8. */
export function csv<T>(columns: Column<T>[], rows: T[]): string {
  const lines = [columns.map((c) => c.title), ...rows.map((row) => columns.map((c) => c.text(row)))]
  return `\uFEFF${lines.map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`
}

/** A list is longer than may be exported at once. */
export class TooMany extends Error {
  constructor(readonly most: number) {
    super(`more than ${most} rows`)
  }
}

interface Page<T> {
  items: T[]
  next_cursor: string | null
}

/**
 * Reads a list to its end, or until it is stopped: then null, at once, also while a page is on its way. More than `most`
 * rows are TooMany. `onCount` is told how many there are so far.
 */
export async function readAll<T>(
  load: (cursor: string | undefined) => Promise<Page<T>>,
  onCount: (count: number) => void,
  stop: AbortSignal,
  most = Number.POSITIVE_INFINITY,
): Promise<T[] | null> {
  const rows: T[] = []
  const stopped = new Promise<null>((done) => stop.addEventListener('abort', () => done(null)))
  let cursor: string | undefined
  do {
    const page = await Promise.race([load(cursor), stopped])
    if (!page || stop.aborted) return null
    rows.push(...page.items)
    onCount(rows.length)
    if (rows.length > most) throw new TooMany(most)
    cursor = page.next_cursor ?? undefined
  } while (cursor)
  return rows
}
