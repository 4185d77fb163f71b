import { expect, it } from 'vitest'
import { Switches } from './switches'

/** A server that answers when it is told to, and whose news comes later still. */
function slowServer() {
  const asked: boolean[] = []
  const answers: { resolve: () => void; reject: (e: Error) => void }[] = []
  let on = false
  const switches = new Switches()
  const press = () =>
    switches.press(
      'speech',
      () => on,
      (to) => {
        asked.push(to)
        return new Promise<void>((resolve, reject) => answers.push({ resolve, reject }))
      },
    )
  const tell = (is: boolean) => {
    on = is
    switches.heard('speech', is)
  }
  return { asked, answers, press, tell, clear: () => switches.clear() }
}

it('a second press before any answer switches back', async () => {
  const { asked, answers, press } = slowServer()
  const both = [press(), press(), press()]
  expect(asked).toEqual([true, false, true])
  for (const a of answers) a.resolve()
  await Promise.all(both)
})

it('a second press between the answer and the news switches back', async () => {
  const { asked, answers, press, tell } = slowServer()
  const first = press()
  answers[0]?.resolve()
  await first
  const second = press()
  answers[1]?.resolve()
  tell(true)
  tell(false)
  await second
  expect(asked).toEqual([true, false])
  press()
  expect(asked).toEqual([true, false, true])
})

it('the news of an earlier press does not undo a later one', () => {
  const { asked, press, tell } = slowServer()
  press()
  press()
  tell(true)
  press()
  expect(asked).toEqual([true, false, true])
})

it('what another officer switched counts once it is heard', async () => {
  const { asked, answers, press, tell } = slowServer()
  const first = press()
  tell(true)
  answers[0]?.resolve()
  await first
  tell(false)
  press()
  expect(asked).toEqual([true, true])
})

it('a refused switch is as if it had not been pressed', async () => {
  const { asked, answers, press } = slowServer()
  const first = press()
  answers[0]?.reject(new Error('not the lead'))
  await expect(first).rejects.toThrow('not the lead')
  press()
  expect(asked).toEqual([true, true])
})

it('what was asked before the line was down counts no longer', async () => {
  const { asked, answers, press, clear } = slowServer()
  const first = press()
  answers[0]?.resolve()
  await first
  clear()
  press()
  expect(asked).toEqual([true, true])
})
