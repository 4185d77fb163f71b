import { expect, it, vi } from 'vitest'
import { ApiProblem } from '../../../shared/api/problem'
import { endLogin } from './endLogin'
import { HeldWrites } from './held'

const problem = (status: number) => new ApiProblem({ code: 'x', status })
const fails = (status: number) => () => Promise.reject(problem(status))

it('has ended when the server says so, also when it had before', async () => {
  expect(await endLogin(new HeldWrites(), async () => {})).toBeNull()
  expect(await endLogin(new HeldWrites(), fails(401))).toBeNull()
})

it.each([0, 403, 500])('may not have ended after %d', async (status) => {
  expect(await endLogin(new HeldWrites(), fails(status))).toEqual(problem(status))
})

it('waits for the decisions, and leaves none that could not be sent to whoever comes next', async () => {
  const held = new HeldWrites()
  const end = vi.fn(async () => {})
  const send = vi.fn(fails(0))
  held.hold(['a'], 'a', send)
  expect(await endLogin(held, end)).toBe('held')
  expect(end).not.toHaveBeenCalled()
  send.mockResolvedValue(undefined as never)
  expect(await endLogin(held, end)).toBeNull()
  expect(send).toHaveBeenCalledTimes(2)
})
