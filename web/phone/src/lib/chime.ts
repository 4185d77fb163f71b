// The two rising notes of a ring. Browsers play nothing before the page was touched: the first touch makes the sound ready.

/** How long the notes take, with a rest. */
const LENGTH_MS = 1000
const notes = [660, 880]
const touches = ['pointerdown', 'pointerup', 'keydown'] as const

let context: AudioContext | undefined
let resting: ReturnType<typeof setTimeout> | undefined
/** How often what was still to begin was called off. */
let hushed = 0

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

/**
 * Two rising notes, so that a phone on the table is heard; silent where the browser has no sound or allows none. What
 * could not begin within `patience` comes too late to mean anything.
 */
export function chime(patience = 500) {
  if (typeof AudioContext === 'undefined') return
  context ??= new AudioContext()
  const [on, asked, before] = [context, performance.now(), hushed]
  clearTimeout(resting)
  on.resume()
    .then(() => {
      if (hushed === before && performance.now() - asked < patience) play(on)
      else rest(LENGTH_MS)
    })
    .catch(() => undefined) // nobody has touched the page yet
}

/** Calls off the notes that have not begun. */
export function hush() {
  hushed++
}
