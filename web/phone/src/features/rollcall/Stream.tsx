import { useEffect, useRef } from 'react'

/** A live picture without sound. */
export function Picture({
  stream,
  label,
  className,
}: {
  stream: MediaStream | null
  label: string
  className: string
}) {
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    const element = video.current
    if (!element) return
    element.srcObject = stream
    return () => {
      element.srcObject = null
    }
  }, [stream])
  return (
    <video ref={video} className={className} aria-label={label} autoPlay muted playsInline disablePictureInPicture />
  )
}

/** A live sound. */
export function Sound({ stream }: { stream: MediaStream | null }) {
  const audio = useRef<HTMLAudioElement>(null)
  useEffect(() => {
    if (audio.current) audio.current.srcObject = stream
  }, [stream])
  // biome-ignore lint/a11y/useMediaCaption: a live conversation has no captions
  return <audio ref={audio} autoPlay />
}
