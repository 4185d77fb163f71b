import { useEffect, useRef, useState } from 'react'

export type Flow = 'waiting' | 'flowing' | 'frozen'
const frozenAfter = 3_000

interface Props {
  /** The picture, or null when nobody is to be seen here. */
  stream: MediaStream | null
  testId: string
  className?: string
  label: string
  onFlow?: (flow: Flow) => void
}

/**
 * A live picture. What it says of itself comes from the frames that were really shown: it is hidden until
 * the first one, so that nobody's face is ever seen under another's name, and frozen after 3 s without one.
 */
export function Video({ stream, testId, className, label, onFlow }: Props) {
  const ref = useRef<HTMLVideoElement>(null)
  const [flow, setFlow] = useState<Flow>('waiting')
  const tell = useRef(onFlow)
  tell.current = onFlow
  useEffect(() => {
    const video = ref.current
    if (!video) return
    setFlow('waiting')
    video.srcObject = stream
    if (!stream) return
    video.play().catch(() => undefined) // it begins by itself when the first frame comes
    let last = 0
    let handle = 0
    const onFrame = (now: number) => {
      last = now
      setFlow('flowing')
      handle = video.requestVideoFrameCallback(onFrame)
    }
    handle = video.requestVideoFrameCallback(onFrame)
    const watch = setInterval(() => {
      if (last && performance.now() - last > frozenAfter) setFlow('frozen')
    }, 1_000)
    return () => {
      clearInterval(watch)
      video.cancelVideoFrameCallback(handle)
      video.srcObject = null
    }
  }, [stream])
  useEffect(() => tell.current?.(flow), [flow])
  return (
    <video
      ref={ref}
      className={className}
      data-testid={testId}
      data-flow={flow}
      aria-label={label}
      muted
      autoPlay
      playsInline
      disablePictureInPicture
      style={{ visibility: stream && flow !== 'waiting' ? 'visible' : 'hidden' }}
    />
  )
}
