import { MutationObserver, QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'

// What useWrite does with `after` rests on this rule of TanStack Query; a mounted component is a subscribed observer.
async function written(leave: (observer: MutationObserver<string, Error, string>, stop: () => void) => void) {
  const told: string[] = []
  let answer = (_: string) => {}
  const mutationFn = () => new Promise<string>((done) => (answer = done))
  const onSuccess = (next: string) => void told.push(`cache ${next}`)
  const observer = new MutationObserver<string, Error, string>(new QueryClient(), { mutationFn, onSuccess })
  const stop = observer.subscribe(() => {})
  observer.mutate('sent', { onSuccess: (next, sent) => void told.push(`screen ${next} of ${sent}`) })
  await new Promise((done) => setTimeout(done))
  leave(observer, stop)
  answer('next')
  await new Promise((done) => setTimeout(done))
  return told
}

test('what a write does to the screen comes after what it does to the cache', async () => {
  expect(await written(() => {})).toEqual(['cache next', 'screen next of sent'])
})

test('a screen that was left is left alone', async () => {
  expect(await written((_, stop) => stop())).toEqual(['cache next'])
})

test('a form that was cancelled and stays mounted is left alone', async () => {
  expect(await written((observer) => observer.reset())).toEqual(['cache next'])
})
