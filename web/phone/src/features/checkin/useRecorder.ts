import { useCallback, useEffect, useRef, useState } from 'react'
import { MAX_SECONDS, type MicrophoneProblem, microphoneProblemOf, type Recording, record } from '../../lib/recorder'

export type RecorderState =
  | { at: 'ready' }
  | { at: 'opening' }
  | { at: 'recording'; left: number }
  | { at: 'shut'; why: MicrophoneProblem }

/** The microphone, from a tap until the person has said enough or the time is up; it is off on any other screen. */
export function useRecorder(onDone: (voice: Blob) => void) {
  const [state, setState] = useState<RecorderState>({ at: 'ready' })
  const running = useRef<Recording | null>(null)
  const left = useRef(false)
  const done = useRef(onDone)
  done.current = onDone

  useEffect(() => {
    left.current = false
    return () => {
      left.current = true
      running.current?.cancel()
    }
  }, [])

  const isRecording = state.at === 'recording'
  useEffect(() => {
    if (!isRecording) return
    const timer = setInterval(
      () => setState((s) => (s.at === 'recording' ? { at: 'recording', left: Math.max(0, s.left - 1) } : s)),
      1000,
    )
    return () => clearInterval(timer)
  }, [isRecording])

  const start = useCallback(async () => {
    setState({ at: 'opening' })
    try {
      const recording = await record()
      running.current = recording
      if (left.current) recording.cancel()
      setState({ at: 'recording', left: MAX_SECONDS })
      const voice = await recording.done
      setState({ at: 'ready' })
      if (voice?.size) done.current(voice) // stopped at once: nothing was said
    } catch (e) {
      setState({ at: 'shut', why: microphoneProblemOf(e) })
    }
  }, [])
  return { state, start, stop: useCallback(() => running.current?.stop(), []) }
}
