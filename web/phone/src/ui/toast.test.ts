import { afterEach, beforeEach, expect, it, vi } from 'vitest'

const show = vi.fn()
let isThere: boolean
beforeEach(() => {
  vi.resetModules()
  isThere = true
  vi.doMock('./toaster', () => {
    if (!isThere) throw new TypeError('Failed to fetch dynamically imported module')
    return { Toast: { show } }
  })
})
afterEach(() => {
  vi.doUnmock('./toaster')
  vi.resetAllMocks()
})

it('what was made ready is told without a network', async () => {
  const { readyToast, toast } = await import('./toast')
  readyToast()
  await vi.dynamicImportSettled()
  isThere = false
  await toast('no network')
  expect(show).toHaveBeenCalledWith(expect.objectContaining({ content: 'no network' }))
})

it('nothing fails where it cannot be drawn', async () => {
  isThere = false
  const { readyToast, toast } = await import('./toast')
  readyToast()
  await toast('no network')
  expect(show).not.toHaveBeenCalled()
})
