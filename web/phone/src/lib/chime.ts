/** Two rising notes, so that a phone on the table is heard; silent where the browser has no sound. */
export function chime() {
  if (typeof AudioContext === 'undefined') return
  const context = new AudioContext()
  const notes = [660, 880]
  notes.forEach((frequency, i) => {
    const [tone, gain, at] = [context.createOscillator(), context.createGain(), context.currentTime + i * 0.25]
    tone.frequency.value = frequency
    gain.gain.setValueAtTime(0.25, at)
    gain.gain.exponentialRampToValueAtTime(0.001, at + 0.24)
    tone.connect(gain).connect(context.destination)
    tone.start(at)
    tone.stop(at + 0.25)
  })
  setTimeout(() => context.close().catch(() => undefined), 1000)
}
