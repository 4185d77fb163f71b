import type { ApiProblem } from '@diandao/shared/api/problem'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { formWith, prepare } from './paper'
import { microphoneProblemOf, recordingType } from './recorder'

afterEach(() => vi.unstubAllGlobals())

const codeOf = (e: unknown) => (e as ApiProblem).problem.code

describe('a paper', () => {
  it('that is a PDF is sent as it is, unless it is too large', async () => {
    const pdf = new File(['%PDF-1.7'], 'ticket.pdf', { type: 'application/pdf' })
    expect(await prepare(pdf, 'a')).toEqual({ id: 'a', name: 'ticket.pdf', blob: pdf })
    const large = new File([new Uint8Array((5 << 20) + 1)], 'x.pdf', { type: 'application/pdf' })
    await expect(prepare(large, 'a').catch(codeOf)).resolves.toBe('evidence.paper_too_large')
  })

  it('that no browser can draw is refused before it is sent', async () => {
    vi.stubGlobal('createImageBitmap', () => Promise.reject(new Error('no picture')))
    const text = new File(['hello'], 'a.txt', { type: 'text/plain' })
    await expect(prepare(text, 'a').catch(codeOf)).resolves.toBe('evidence.not_a_paper')
  })

  it('goes with its record, and its name stays here', async () => {
    const blob = new Blob(['x'], { type: 'image/jpeg' })
    const form = formWith('application', { place: '湖州' }, 'paper', [{ id: '1', name: '母亲住院证明.jpg', blob }])
    expect(JSON.parse(await (form.get('application') as File).text())).toEqual({ place: '湖州' })
    expect((form.getAll('paper') as File[]).map((f) => f.name)).toEqual(['file'])
  })
})

describe('a recording', () => {
  it('is made in a type that the server takes, or not at all', () => {
    expect(recordingType(() => true)).toBe('audio/webm;codecs=opus')
    expect(recordingType((t) => t.startsWith('audio/ogg'))).toBe('audio/ogg;codecs=opus')
    expect(recordingType((t) => t === 'audio/mp4')).toBe('')
  })
  it('says why there is none', () => {
    expect(microphoneProblemOf(new DOMException('', 'NotAllowedError'))).toBe('denied')
    expect(microphoneProblemOf(new DOMException('', 'NotReadableError'))).toBe('busy')
    expect(microphoneProblemOf(new DOMException('', 'NotFoundError'))).toBe('no_microphone')
  })
})
