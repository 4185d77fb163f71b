import { MutationObserver, QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { sendHeard } from './write'

type Observer = MutationObserver<string, Error, string>

// A mounted component is a subscribed observer.
async function written(leave: (observer: Observer, stop: () => void) => void, refusal?: Error) {
  const told: string[] = []
  let answer = (_: string) => {}
  const mutationFn = () =>
    new Promise<string>((done, refuse) => {
      answer = (next) => (refusal ? refuse(refusal) : done(next))
    })
  const onSuccess = (next: string) => void told.push(`cache ${next}`)
  const observer = new MutationObserver<string, Error, string>(new QueryClient(), { mutationFn, onSuccess })
  const stop = observer.subscribe(() => {})
  const after = (next: string, sent: string) => void told.push(`screen ${next} of ${sent}`)
  const left = { done: () => void told.push('left done'), failed: (e: unknown) => void told.push(`left ${e}`) }
  sendHeard(observer.mutate, 'sent', { after, ended: () => void told.push('ended') }, left).catch(() => undefined)
  await new Promise((done) => setTimeout(done))
  leave(observer, stop)
  answer('next')
  await new Promise((done) => setTimeout(done))
  return told
}

test('what a write does to the screen comes after what it does to the cache', async () => {
  expect(await written(() => {})).toEqual(['cache next', 'screen next of sent', 'ended'])
})

test('a screen that was left is left alone', async () => {
  expect(await written((_, stop) => stop())).toEqual(['cache next', 'left done'])
})

test('a form that was cancelled and stays mounted is left alone', async () => {
  expect(await written((observer) => observer.reset())).toEqual(['cache next', 'left done'])
})

test('what is refused is told where it was sent, and only there', async () => {
  expect(await written(() => {}, new Error('no'))).toEqual(['ended'])
})

test('what is refused after its form was left is told as left', async () => {
  expect(await written((_, stop) => stop(), new Error('no'))).toEqual(['left Error: no'])
  expect(await written((observer) => observer.reset(), new Error('no'))).toEqual(['left Error: no'])
})
