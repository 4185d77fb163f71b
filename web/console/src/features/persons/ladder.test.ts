import { expect, it } from 'vitest'
import { fieldsOf, freeChannel, type Ladder, ladderOf, valuesOf, whenOf } from './ladder'

const ladder: Ladder = {
  steps: [
    { channel: 'webpush', from: 'open', after_minutes: 0 },
    { channel: 'sms', from: 'open', after_minutes: 30 },
    { channel: 'call', from: 'close', after_minutes: -45 },
  ],
  quiet_from: '22:00',
  quiet_to: '07:00',
  version: 3,
}

it('a ladder survives the form unchanged', () => {
  expect(ladderOf(valuesOf(ladder), 3)).toEqual(ladder)
  const middle: Ladder = { ...ladder, steps: [{ channel: 'call', from: 'close', after_minutes: 0 }] }
  expect(ladderOf(valuesOf(middle), 3).steps).toEqual(middle.steps)
  expect(Object.is(ladderOf(valuesOf(middle), 3).steps[0]?.after_minutes, -0)).toBe(false)
})

it('no hour is quiet when both are the same', () => {
  const v = valuesOf({ ...ladder, quiet_from: '05:00', quiet_to: '05:00' })
  expect(v.quiet).toBe(false)
  const { quiet_from, quiet_to } = ladderOf(v, 3)
  expect(quiet_from).toBe(quiet_to)
  expect(valuesOf(ladder).quiet).toBe(true)
})

it('a line without a channel is no step', () => {
  const v = valuesOf(ladder)
  expect(ladderOf({ ...v, steps: [...v.steps, { from: 'open', minutes: null }] }, 3)).toEqual(ladder)
})

it('a new step gets a channel that is free', () => {
  expect(freeChannel([])).toBe('fcm')
  expect(freeChannel([undefined, { channel: 'fcm', from: 'open', minutes: 0 }])).toBe('webpush')
  const full = (['fcm', 'webpush', 'sms', 'call'] as const).map((channel) => ({
    channel,
    from: 'open' as const,
    minutes: 0,
  }))
  expect(freeChannel(full)).toBeUndefined()
})

it('says when a step comes, to the minute', () => {
  const at = (from: 'open' | 'close', after_minutes: number) => whenOf({ channel: 'sms', from, after_minutes })
  expect(at('open', 0)).toEqual({ at: 'open', parts: [] })
  expect(at('open', 30)).toEqual({ at: 'after_open', parts: [1800] })
  expect(at('open', 90)).toEqual({ at: 'after_open', parts: [3600, 1800] })
  expect(at('close', -1440)).toEqual({ at: 'before_close', parts: [86_400] })
  expect(at('close', -2941)).toEqual({ at: 'before_close', parts: [172_800, 3600, 60] })
  expect(at('close', 0)).toEqual({ at: 'middle', parts: [] }) // what would fall outside the window comes in its middle
})

it('puts what the server refused at its field', () => {
  const v = valuesOf(ladder)
  expect(fieldsOf(v, ['quiet_to', 'body', 'version'])).toEqual(['quiet_to'])
  expect(fieldsOf(v, ['steps[1].after_minutes'])).toEqual([['steps', 1, 'minutes']])
  const twice = { ...v, steps: v.steps.map((s) => ({ ...s, channel: 'sms' as const })) }
  expect(fieldsOf(twice, ['steps.channel'])).toEqual([['steps', 1, 'channel']])
  const long = { ...v, steps: v.steps.map((s, n) => ({ ...s, minutes: n === 2 ? 99_999 : 1 })) }
  expect(fieldsOf(long, ['steps.after_minutes'])).toEqual([['steps', 2, 'minutes']])
  expect(fieldsOf({ ...v, steps: [] }, ['steps.channel', 'steps'])).toEqual([])
})
