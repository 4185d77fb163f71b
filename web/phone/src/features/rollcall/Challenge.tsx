import type { Asked } from '@diandao/shared/signalling/types'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { serverNow } from '../../lib/clock'
import { gestureWords, isGesture } from '../../lib/gestures'
import { speak } from '../../lib/speech'
import { vibrate } from '../../lib/vibrate'

/** How many gestures have begun by now; 0 while the person looks straight ahead. */
export function stepAt(asked: Asked, now: Date): number {
  const since = now.getTime() - Date.parse(asked.begins_at) - asked.straight_ms
  if (since < 0 || asked.step_ms <= 0) return 0
  return Math.min(asked.gestures.length, 1 + Math.floor(since / asked.step_ms))
}

/** One thing after the other to do in front of the camera, in large words, and said. */
export function Challenge({ asked }: { asked: Asked }) {
  const { t, i18n } = useTranslation()
  const [step, setStep] = useState(0)
  useEffect(() => {
    const tick = () => setStep(stepAt(asked, serverNow()))
    tick()
    const timer = setInterval(tick, 100)
    return () => clearInterval(timer)
  }, [asked])
  const gesture = asked.gestures[step - 1]
  const pose = step > 0 && gesture && isGesture(gesture) ? gesture : 'straight'
  const words =
    asked.kind === 'digits'
      ? t('rollcall:challenge_read', { digits: asked.digits.split('').join(' ') })
      : t(gestureWords[pose])
  useEffect(() => {
    vibrate([60]) // whoever has the eyes closed feels that it goes on
    speak(words, i18n.language)
  }, [words, i18n.language])
  return (
    <div
      className="challenge"
      role="status"
      aria-live="assertive"
      data-testid="rollcall-challenge"
      data-kind={asked.kind}
      data-pose={pose}
    >
      <strong className="challenge-what">{words}</strong>
      <small>{t('rollcall:challenge_why')}</small>
    </div>
  )
}
