import { expect, test } from 'vitest'
import type { Schemas } from '../../lib/types'
import { inDraftsPlace } from './list'

const policy = (id: string, status: Schemas['Policy']['status'], revision = 0): Schemas['Policy'] => ({
  id,
  status,
  revision,
  version: 1,
  chinese: '',
  english: '',
  change_note: '',
  effective_day: '2026-12-01',
  sha256: '',
  updated_at: '2026-11-23T01:30:00Z',
  published_at: null,
  reader_count: 0,
})

const shape = (items?: Schemas['Policy'][] | null) => items?.map((p) => `${p.id} ${p.status} ${p.revision}`)

test('the first draft is put before what was published, the next one in its place', () => {
  const before = { items: [policy('a', 'published')], next_cursor: null }
  const one = inDraftsPlace(before, policy('b', 'draft', 1))
  expect(shape(one?.items)).toEqual(['b draft 1', 'a published 0'])
  expect(shape(inDraftsPlace(one, policy('b', 'draft', 2))?.items)).toEqual(['b draft 2', 'a published 0'])
})

test('what was published stands in the place of its draft', () => {
  const list = { items: [policy('b', 'draft', 2), policy('a', 'published')], next_cursor: null }
  expect(shape(inDraftsPlace(list, policy('b', 'published', 2))?.items)).toEqual(['b published 2', 'a published 0'])
  expect(inDraftsPlace(undefined, policy('b', 'published'))).toBeUndefined()
})
