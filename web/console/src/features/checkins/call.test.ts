import { expect, it } from 'vitest'
import { taskOf } from './call'

const alert = (
  kind: 'call_person' | 'lost_contact',
  source_id: string,
  state: 'open' | 'acknowledged' | 'resolved',
) => ({
  kind,
  source_id,
  state,
})

it('finds the task of this check-in until it is done', () => {
  expect(taskOf([], 'r')).toBeUndefined()
  expect(taskOf([alert('lost_contact', 'r', 'open'), alert('call_person', 'other', 'open')], 'r')).toBeUndefined()
  expect(taskOf([alert('call_person', 'r', 'resolved')], 'r')).toBeUndefined()
  const taken = alert('call_person', 'r', 'acknowledged')
  expect(taskOf([alert('call_person', 'other', 'open'), taken], 'r')).toBe(taken)
})
