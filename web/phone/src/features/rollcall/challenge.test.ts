import type { Asked } from '@diandao/shared/signalling/types'
import { expect, it } from 'vitest'
import { stepAt } from './Challenge'

const asked: Asked = {
  attempt: 1,
  kind: 'gestures',
  digits: '',
  gestures: ['nod', 'turn_left'],
  begins_at: '2026-11-23T01:00:00Z',
  deadline: '2026-11-23T01:00:08Z',
  straight_ms: 2000,
  step_ms: 3000,
}
const after = (ms: number) => new Date(Date.parse(asked.begins_at) + ms)

it('looks straight ahead first, then does one thing after the other', () => {
  expect([-1500, 0, 1999, 2000, 4999, 5000, 7999, 60_000].map((ms) => stepAt(asked, after(ms)))).toEqual([
    0, 0, 0, 1, 1, 2, 2, 2,
  ])
})
