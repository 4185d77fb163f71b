// A camera that gives a picture now and then: for networks on which pictures cannot move.

/** About 320×240, whatever way the phone is held. */
const area = 320 * 240

/** An encoder that is set up anew with two layers drops its first pictures: up to four in Chromium. These make up for them. */
const first = { pictures: 6, everyMs: 200 }

/** A track of single pictures of another camera track. */
export interface Stills {
  readonly track: MediaStreamTrack
  /** A picture every so many milliseconds from now on; 0 is one more and then none. */
  every(ms: number): void
  stop(): void
}

/** Makes single pictures of a camera; null where the browser cannot. */
export function createStills(camera: MediaStream): Stills | null {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d')
  const track = canvas.captureStream?.(0).getVideoTracks()[0] as CanvasCaptureMediaStreamTrack | undefined
  if (!context || !track?.requestFrame) return null
  const video = document.createElement('video')
  Object.assign(video, { muted: true, playsInline: true, srcObject: camera })
  video.play().catch(() => undefined) // it plays once the camera gives a picture
  let timer: ReturnType<typeof setInterval> | undefined
  let starting: ReturnType<typeof setInterval> | undefined
  let drawn = 0
  const draw = () => {
    if (!video.videoWidth) return
    const scale = Math.sqrt(area / (video.videoWidth * video.videoHeight))
    canvas.width = Math.round((video.videoWidth * scale) / 2) * 2
    canvas.height = Math.round((video.videoHeight * scale) / 2) * 2
    context.drawImage(video, 0, 0, canvas.width, canvas.height)
    track.requestFrame()
    if (++drawn === first.pictures) clearInterval(starting)
  }
  const start = () => {
    starting = setInterval(draw, first.everyMs)
  }
  video.addEventListener('loadeddata', start, { once: true })
  return {
    track,
    every(ms: number) {
      clearInterval(timer)
      draw()
      timer = ms ? setInterval(draw, ms) : undefined
    },
    stop() {
      clearInterval(timer)
      clearInterval(starting)
      video.removeEventListener('loadeddata', start)
      video.srcObject = null
      track.stop()
    },
  }
}
