import { Select } from 'antd'
import { useUrl } from '../lib/url'
import { useWord } from '../lib/words'

interface Props {
  /** What no choice is called. */
  any: string
  statuses: readonly string[]
  /** The group of words of the statuses. */
  words: 'checkin_status' | 'leave_status' | 'appeal_status' | 'lost_state' | 'sanction_status'
}

/** Filters a list by status, in the address. */
export function StatusSelect({ any, statuses, words }: Props) {
  const word = useWord()
  const [{ status }, set] = useUrl()
  return (
    <Select
      allowClear
      style={{ width: 150 }}
      placeholder={any}
      aria-label={any}
      value={status}
      options={statuses.map((s) => ({ value: s, label: word(words, s) }))}
      onChange={(value) => set({ status: value })}
    />
  )
}
