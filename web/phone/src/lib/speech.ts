// Reads a sentence aloud, where the phone can.

export const canSpeak = () => typeof speechSynthesis !== 'undefined'

/** Reads it aloud in the language, ending what was being read. */
export function speak(text: string, lang: string) {
  if (!canSpeak()) return
  speechSynthesis.cancel()
  speechSynthesis.speak(Object.assign(new SpeechSynthesisUtterance(text), { lang, rate: 0.95 }))
}

/** Ends what is being read. */
export function stopSpeaking() {
  if (canSpeak()) speechSynthesis.cancel()
}
