// Texts that are being written, kept in this tab until they are sent, so that a reload or a login that ended loses
// nothing. Nothing is kept but the text itself, under ids of records; not beyond 8 hours, the tab, or signing out.
import { useCallback, useRef, useState } from 'react'

const key = 'diandao.drafts'
export const bounds = { life: 8 * 3_600_000, count: 20, text: 2_000 } as const

interface Draft {
  text: string
  at: number
}

/** Drafts in a storage that may be closed or hold anything. */
export function makeDrafts(storage: () => Storage, now: () => number = Date.now) {
  const read = (): Map<string, Draft> => {
    try {
      const kept = Object.entries(JSON.parse(storage().getItem(key) ?? '{}') as Record<string, Draft>)
      return new Map(kept.filter(([, d]) => typeof d?.text === 'string' && d.at > now() - bounds.life))
    } catch {
      return new Map()
    }
  }
  const write = (all: Map<string, Draft>) => {
    try {
      if (all.size === 0) storage().removeItem(key)
      else storage().setItem(key, JSON.stringify(Object.fromEntries([...all].slice(-bounds.count))))
    } catch {
      // storage is closed or full: what is written lives as long as the screen
    }
  }
  return {
    get: (of: string) => read().get(of)?.text ?? '',
    put(of: string, text: string) {
      const all = read()
      all.delete(of) // so that it becomes the newest
      if (text.trim()) all.set(of, { text: text.slice(0, bounds.text), at: now() })
      write(all)
    },
    clear: () => write(new Map()),
  }
}

export const drafts = makeDrafts(() => sessionStorage)

/** A text that is kept as `of` while it is written; without a name it lives as long as the screen. */
export function useDraft(of: string | undefined): [text: string, set: (text: string) => void, drop: () => void] {
  const [text, setText] = useState(() => (of ? drafts.get(of) : ''))
  const name = useRef(of)
  name.current = of
  const set = useCallback((next: string) => {
    setText(next)
    if (name.current) drafts.put(name.current, next)
  }, [])
  const drop = useCallback(() => {
    if (name.current) drafts.put(name.current, '')
  }, [])
  return [text, set, drop]
}
