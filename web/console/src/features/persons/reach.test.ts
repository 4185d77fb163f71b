import { expect, it } from 'vitest'
import { partsOf, type Reach } from './reach'

const at = '2026-11-23T04:00:00Z'
const reach = (r: Partial<Reach>): Reach => ({
  code: 'push',
  ways: [],
  devices_count: 1,
  seen_at: '2026-11-23T03:50:00Z',
  receipt_at: null,
  at,
  ...r,
})
const keys = (r: Partial<Reach>) => partsOf(reach(r)).map((p) => p.key)

it('begins with what the server decided and says how long ago the phone was seen, by its clock', () => {
  expect(partsOf(reach({ ways: ['push', 'sms', 'call'] }))).toEqual([
    { key: 'reach.push' },
    { key: 'reach_seen', seconds: 600 },
    { key: 'reach_also', ways: ['sms', 'call'] },
  ])
})

it('says on line for two minutes, then how long ago', () => {
  expect(keys({ seen_at: '2026-11-23T03:58:00.001Z' })).toContain('reach_now')
  expect(keys({ seen_at: '2026-11-23T03:58:00Z' })).toContain('reach_seen')
  expect(keys({ seen_at: null })).toContain('reach_never')
})

it('says what is left without push, and when nothing is', () => {
  expect(keys({ code: 'push_off', ways: ['sms'] })).toEqual(['reach.push_off', 'reach_seen', 'reach_only'])
  expect(keys({ code: 'no_device', devices_count: 0, seen_at: null, ways: ['call'] })).toEqual([
    'reach.no_device',
    'reach_only',
  ])
  expect(keys({ code: 'no_device', devices_count: 0, seen_at: null })).toEqual(['reach.no_device', 'reach_no_way'])
})

it('says that notices wait in the app of whoever has a phone and no number', () => {
  expect(keys({ code: 'push_off' })).toEqual(['reach.push_off', 'reach_seen', 'reach_app'])
})

it('does not call push the only way to somebody without a number', () => {
  expect(keys({ code: 'push_silent', ways: ['push'] })).toEqual(['reach.push_silent', 'reach_seen'])
})

it('ends with the last receipt', () => {
  expect(partsOf(reach({ receipt_at: at })).at(-1)).toEqual({ key: 'reach_receipt', at })
})
