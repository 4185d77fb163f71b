// What the person does in front of the camera, and the frames taken meanwhile.
import type { components } from '@diandao/shared/api/mobile'
import { frameOf } from './camera'
import { sha256 } from './keys'

export type Challenge = components['schemas']['Challenge']
export type Gesture = Challenge['steps'][number]['gesture']
export type Colour = Challenge['steps'][number]['colour']

/** Where one frame lies and what the screen showed meanwhile; −1 is before the first step. */
export interface FrameFact {
  step: number
  offset_ms: number
  bytes: number
}

/** The answer as it is signed. */
export interface ChallengeAnswer {
  nonce: string
  issued_at: string
  frames_sha256: string
  frames: FrameFact[]
}

/** The answer where only digits were to be read out. */
export const spokenAnswer = (c: Challenge): ChallengeAnswer => ({
  nonce: c.nonce,
  issued_at: c.issued_at,
  frames_sha256: '',
  frames: [],
})

/** The answer with its frames, one after the other. */
export interface Burst {
  answer: ChallengeAnswer
  frames: ArrayBuffer
}

/** What is to be done now: look straight ahead, or the gesture of a step. */
export interface Scene {
  step: number
  gesture: Gesture | 'straight'
  colour: Colour | 'white'
}

/** When frames are taken, and how long a scene lasts, in milliseconds. */
const BEFORE = { frames: [700, 1400], lasts: 1500 }
const STEP = { frames: [1500, 2600], lasts: 3000 }

export const scenesOf = (c: Challenge): Scene[] => [
  { step: -1, gesture: 'straight', colour: 'white' },
  ...c.steps.map((s, step) => ({ step, ...s })),
]

interface Watch {
  video: HTMLVideoElement
  onScene: (scene: Scene) => void
  signal: AbortSignal
  take?: (video: HTMLVideoElement) => Promise<ArrayBuffer>
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>
  now?: () => number
}

/** Goes through the scenes and takes the frames. It rejects when it is broken off. */
export async function perform(c: Challenge, w: Watch): Promise<Burst> {
  const { take = frameOf, sleep = pause, now = () => performance.now() } = w
  const facts: FrameFact[] = []
  const frames: ArrayBuffer[] = []
  let first: number | undefined
  for (const scene of scenesOf(c)) {
    w.onScene(scene)
    const began = now()
    const plan = scene.step < 0 ? BEFORE : STEP
    for (const at of plan.frames) {
      await sleep(Math.max(0, began + at - now()), w.signal)
      const taken = now()
      const frame = await take(w.video)
      first ??= taken
      facts.push({ step: scene.step, offset_ms: Math.round(taken - first), bytes: frame.byteLength })
      frames.push(frame)
    }
    await sleep(Math.max(0, began + plan.lasts - now()), w.signal)
  }
  const all = await new Blob(frames).arrayBuffer()
  return {
    frames: all,
    answer: { nonce: c.nonce, issued_at: c.issued_at, frames_sha256: await sha256(all), frames: facts },
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const stop = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal.addEventListener('abort', stop, { once: true })
  })
}
