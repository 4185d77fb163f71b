import { expect, it } from 'vitest'
import { bounds, makeDrafts } from './drafts'

function closet() {
  const kept = new Map<string, string>()
  const storage = {
    getItem: (k: string) => kept.get(k) ?? null,
    setItem: (k: string, v: string) => void kept.set(k, v),
    removeItem: (k: string) => void kept.delete(k),
  } as unknown as Storage
  let now = 0
  return {
    kept,
    drafts: makeDrafts(
      () => storage,
      () => now,
    ),
    pass: (ms: number) => (now += ms),
  }
}

it('keeps what was written, until it is dropped', () => {
  const { kept, drafts } = closet()
  drafts.put('checkin:1:reject', 'not him')
  drafts.put('leave:2', 'too far')
  expect(drafts.get('checkin:1:reject')).toBe('not him')
  drafts.put('checkin:1:reject', ' ')
  expect(drafts.get('checkin:1:reject')).toBe('')
  drafts.clear()
  expect(drafts.get('leave:2')).toBe('')
  expect(kept.size).toBe(0)
})

it('forgets after eight hours', () => {
  const { drafts, pass } = closet()
  drafts.put('a', 'x')
  pass(bounds.life - 1)
  expect(drafts.get('a')).toBe('x')
  pass(1)
  expect(drafts.get('a')).toBe('')
})

it('keeps the newest few, and no more of each than fits', () => {
  const { drafts } = closet()
  for (let n = 0; n <= bounds.count; n++) drafts.put(`d${n}`, 'x'.repeat(bounds.text + 5))
  expect(drafts.get('d0')).toBe('')
  expect(drafts.get('d1')).toHaveLength(bounds.text)
})

it('lives with a storage that is closed or holds something else', () => {
  const closed = makeDrafts(() => {
    throw new Error('closed')
  })
  closed.put('a', 'x')
  expect(closed.get('a')).toBe('')
  const { kept, drafts } = closet()
  kept.set('diandao.drafts', '{"a":null,"b":{"at":1},"c":7}')
  expect(drafts.get('a')).toBe('')
  kept.set('diandao.drafts', '[')
  drafts.put('a', 'x')
  expect(drafts.get('a')).toBe('x')
})
