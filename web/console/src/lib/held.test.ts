import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { HeldWrites } from './held'

describe('decisions that wait', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  it('are sent after their time, once', async () => {
    const held = new HeldWrites(10_000)
    const send = vi.fn(async () => undefined)
    held.hold(['a'], 'accept', send)
    await vi.advanceTimersByTimeAsync(9_999)
    expect(send).not.toHaveBeenCalled()
    expect(held.list().flatMap((h) => h.items)).toEqual(['a'])
    await vi.advanceTimersByTimeAsync(1)
    expect(send).toHaveBeenCalledTimes(1)
    expect(held.list()).toEqual([])
  })

  it('are nobody else’s to send: forgotten with the login', async () => {
    const held = new HeldWrites(10_000)
    const send = vi.fn().mockRejectedValue(new Error('401'))
    held.hold(['a'], 'accept', send)
    held.hold(['b'], 'reject', send)
    held.sendNow(1)
    await vi.advanceTimersByTimeAsync(0)
    expect(held.list()).toHaveLength(2)
    held.clear()
    expect(held.list()).toEqual([])
    await vi.advanceTimersByTimeAsync(20_000)
    held.sendNow(1)
    await held.sendAll()
    expect(send).toHaveBeenCalledTimes(1)
  })

  it('are waited for when they are on their way', async () => {
    const held = new HeldWrites(10)
    let arrive = () => {}
    const sent = new Promise<void>((done) => {
      arrive = done
    })
    held.hold(['a'], 'accept', () => sent)
    await vi.advanceTimersByTimeAsync(10)
    let isOver = false
    const all = held.sendAll().then(() => {
      isOver = true
    })
    await vi.advanceTimersByTimeAsync(100)
    expect(isOver).toBe(false)
    arrive()
    await all
    expect(held.list()).toEqual([])
  })

  it('are taken back, the newest first, and never sent', async () => {
    const held = new HeldWrites(10_000)
    const [first, second] = [vi.fn(async () => undefined), vi.fn(async () => undefined)]
    held.hold(['a'], 'accept', first)
    held.hold(['b'], 'reject', second)
    held.undo()
    expect(held.list().flatMap((h) => h.items)).toEqual(['a'])
    await vi.advanceTimersByTimeAsync(20_000)
    expect(first).toHaveBeenCalledTimes(1)
    expect(second).not.toHaveBeenCalled()
  })

  it('wait for the officer when they could not be sent', async () => {
    const held = new HeldWrites(10)
    const send = vi.fn().mockRejectedValueOnce(new Error('network')).mockResolvedValue(undefined)
    held.hold(['a'], 'accept', send)
    await vi.advanceTimersByTimeAsync(10)
    expect(held.list()[0]?.problem).toBeInstanceOf(Error)
    held.sendNow(held.list()[0]?.id ?? 0)
    await vi.advanceTimersByTimeAsync(0)
    expect(send).toHaveBeenCalledTimes(2)
    expect(held.list()).toEqual([])
  })

  it('are not taken back nor sent twice once on their way', async () => {
    const held = new HeldWrites(10_000)
    let arrive = () => {}
    const send = vi.fn(() => new Promise<void>((resolve) => (arrive = resolve)))
    held.hold(['a'], 'accept', send)
    held.sendAll()
    held.undo()
    held.sendAll()
    expect(held.list()).toHaveLength(1)
    arrive()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(send).toHaveBeenCalledTimes(1)
    expect(held.list()).toEqual([])
  })

  it('are told of when they have arrived, and not when they are taken back or could not be sent', async () => {
    const held = new HeldWrites(10)
    const told: string[] = []
    held.onArrived((items) => told.push(...items, `${held.list().length} waiting`))
    held.hold(['a'], 'accept', async () => undefined)
    held.hold(['b'], 'reject', () => Promise.reject(new Error('network')))
    held.hold(['c'], 'accept', async () => undefined)
    held.undo()
    await vi.advanceTimersByTimeAsync(20)
    expect(told).toEqual(['a', '2 waiting'])
  })
})
