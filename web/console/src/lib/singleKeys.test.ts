import { expect, it } from 'vitest'
import { makeSingleKeys } from './singleKeys'

function shelf() {
  const kept = new Map<string, string>()
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  } as Storage
  return { kept, storage }
}

it('keys are on until a member switches them off, for that member alone, and other tabs learn of it', () => {
  const { storage } = shelf()
  const [here, there] = [makeSingleKeys(() => storage), makeSingleKeys(() => storage)]
  expect(here.isOn('a')).toBe(true)
  here.set('a', false)
  expect([here.isOn('a'), here.isOn('b'), there.isOn('a')]).toEqual([false, true, false])
  there.set('a', true)
  expect(here.isOn('a')).toBe(true)
})

it('whoever shows the choice is told, and a closed storage keeps it as long as the page', () => {
  const keys = makeSingleKeys(() => {
    throw new Error('closed')
  })
  let told = 0
  const stop = keys.subscribe(() => told++)
  keys.set('a', false)
  expect([keys.isOn('a'), told]).toEqual([false, 1])
  stop()
  keys.set('a', true)
  expect([keys.isOn('a'), told]).toEqual([true, 1])
})
