// Days of an address, which anybody may have typed: what is none is as if it were not there.
import type { Search } from './url'

/** Whether a text is a day of the calendar, YYYY-MM-DD. */
export function isDay(text: string | undefined): text is string {
  if (!text || !/^\d{4}-\d\d-\d\d$/.test(text)) return false
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

/** Whether a text is an instant with its day and time, as the server writes it. */
export const isInstant = (text: string | undefined) =>
  isDay(text?.slice(0, 10)) && text?.[10] === 'T' && !Number.isNaN(Date.parse(text))

/** The names under which an address tells a day or an instant. */
const kinds: Record<string, (text: string | undefined) => boolean> = {
  from: isDay,
  to: isDay,
  day: isDay,
  before: isInstant,
}

/** An address's filters without what should be a day and is none; of a span that ends before it begins without both ends. */
export function onlyDays(search: Search): Search {
  const out = { ...search }
  for (const [name, is] of Object.entries(kinds)) if (name in out && !is(out[name])) out[name] = undefined
  if (out.from && out.to && out.to < out.from) Object.assign(out, { from: undefined, to: undefined })
  return out
}
