import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { onNewNetwork } from './network'

class Phone extends EventTarget {
  type: string | undefined = 'wifi'
  becomes(type: string | undefined) {
    this.type = type
    this.dispatchEvent(new Event('change'))
  }
}

let phone: Phone
let page: EventTarget
beforeEach(() => {
  vi.useFakeTimers()
  phone = new Phone()
  page = new EventTarget()
  vi.stubGlobal('navigator', { connection: phone })
  vi.stubGlobal('window', page)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('tells of another network once, not of another estimate of the same', () => {
  const told = vi.fn()
  const stop = onNewNetwork(told)
  phone.becomes('wifi')
  vi.advanceTimersByTime(2000)
  expect(told).not.toHaveBeenCalled()
  phone.becomes('none')
  vi.advanceTimersByTime(2000)
  expect(told, 'there is no way to look for yet').not.toHaveBeenCalled()
  phone.becomes('cellular')
  page.dispatchEvent(new Event('online'))
  vi.advanceTimersByTime(2000)
  expect(told).toHaveBeenCalledTimes(1)
  stop()
  phone.becomes('wifi')
  vi.advanceTimersByTime(2000)
  expect(told).toHaveBeenCalledTimes(1)
})

it('hears only of coming back online where the browser tells no kind of network', () => {
  phone.type = undefined
  const told = vi.fn()
  onNewNetwork(told)
  phone.becomes(undefined)
  vi.advanceTimersByTime(2000)
  expect(told).not.toHaveBeenCalled()
  page.dispatchEvent(new Event('online'))
  vi.advanceTimersByTime(2000)
  expect(told).toHaveBeenCalledTimes(1)
})
