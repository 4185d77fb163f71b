import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { chime, hush } from '../../lib/chime'
import { speak, stopSpeaking } from '../../lib/speech'
import { vibrate } from '../../lib/vibrate'

/** Long enough to be felt, with pauses; as long as one round. */
const pattern = [600, 400, 600, 1400]
const ROUND_MS = 3000
/** The sentence is read in every fourth round, so that the notes are heard between. */
const SPEAK_EVERY = 4
/** A call that nobody answers for a minute grows silent; its screen stays. */
const ROUNDS = 20

/** Rings like a call while `isOn`: notes, vibration, and the sentence read aloud. */
export function useRingTone(words: string, isOn: boolean) {
  const { i18n } = useTranslation()
  useEffect(() => {
    if (!isOn) return
    let n = 0
    const ring = () => {
      if (n === ROUNDS) return clearInterval(timer)
      vibrate(pattern)
      if (n % SPEAK_EVERY === 1) speak(words, i18n.language)
      else chime()
      n++
    }
    const timer = setInterval(ring, ROUND_MS)
    ring()
    return () => {
      clearInterval(timer)
      hush()
      vibrate([])
      stopSpeaking()
    }
  }, [isOn, words, i18n.language])
}
