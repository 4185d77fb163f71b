import { expect, it } from 'vitest'
import { cut, doubted } from './frames'

it('cuts frames out of their file', async () => {
  const file = new TextEncoder().encode('aabbbc').buffer as ArrayBuffer
  const frames = cut(file, [{ bytes: 2 }, { bytes: 3 }, { bytes: 1 }])
  expect(await Promise.all((frames ?? []).map((f) => f.text()))).toEqual(['aa', 'bbb', 'c'])
  expect(frames?.[0]?.type).toBe('image/jpeg')
})

it('says when the file is not the one that the frames are of', () => {
  const file = new ArrayBuffer(5)
  expect(cut(file, [{ bytes: 6 }])).toBeNull()
  expect(cut(file, [{ bytes: 4 }])).toBeNull()
})

it('marks the frames that somebody has to look at', () => {
  const found = [
    { weight: 'asks', evidence: 'frames:1,3' },
    { weight: 'fact', evidence: 'frames:0,1,2,3' },
    { weight: 'asks', evidence: 'picture' },
  ]
  expect([...doubted(found)]).toEqual([1, 3])
})
