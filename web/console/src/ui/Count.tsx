import { useFormat } from '../lib/words'

/** “12,345”. */
export function Count({ of: n }: { of: number }) {
  return <>{useFormat().count(n)}</>
}
