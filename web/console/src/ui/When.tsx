import { useFormat } from '../lib/words'

/** An instant as people say it, with the exact one as title. */
export function When({ at, by = 'moment' }: { at: string; by?: 'moment' | 'clock' | 'day' }) {
  const format = useFormat()
  const exact = new Date(at).toLocaleString(format.lang)
  return (
    <time dateTime={at} title={exact}>
      {format[by](at)}
    </time>
  )
}
