// The two rising notes of a ring. Browsers play nothing before the page was touched: the first touch makes the sound ready.

/** A sound that could not begin within this time comes too late to mean anything. */
const PATIENCE_MS = 500
/** How long the notes take, with a rest. */
const LENGTH_MS = 1000
const notes = [660, 880]
const touches = ['pointerdown', 'pointerup', 'keydown'] as const

let context: AudioContext | undefined
let resting: ReturnType<typeof setTimeout> | undefined

/** Ends the sound's hold on the phone; a context that runs costs battery. */
function rest(after: number) {
  clearTimeout(resting)
  resting = setTimeout(() => context?.suspend().catch(() => undefined), after)
}

/** Makes the sound ready at the first touch; the answer stops waiting for one. */
export function readySound(): () => void {
  if (typeof AudioContext === 'undefined') return () => undefined
  const ready = () => {
    context ??= new AudioContext()
    context
      .resume()
      .then(() => {
        stop()
        rest(LENGTH_MS)
      })
      .catch(() => undefined) // not a touch that counts: the next one may
  }
  const stop = () => {
    for (const touch of touches) window.removeEventListener(touch, ready, true)
  }
  for (const touch of touches) window.addEventListener(touch, ready, true)
  return stop
}

function play(on: AudioContext) {
  notes.forEach((frequency, i) => {
    const [tone, gain, at] = [on.createOscillator(), on.createGain(), on.currentTime + i * 0.25]
    tone.frequency.value = frequency
    gain.gain.setValueAtTime(0.25, at)
    gain.gain.exponentialRampToValueAtTime(0.001, at + 0.24)
    tone.connect(gain).connect(on.destination)
    tone.start(at)
    tone.stop(at + 0.25)
  })
  rest(LENGTH_MS)
}

/** Two rising notes, so that a phone on the table is heard; silent where the browser has no sound or allows none. */
export function chime() {
  if (typeof AudioContext === 'undefined') return
  context ??= new AudioContext()
  const [on, asked] = [context, performance.now()]
  clearTimeout(resting)
  on.resume()
    .then(() => performance.now() - asked < PATIENCE_MS && play(on))
    .catch(() => undefined) // nobody has touched the page yet
}
