// What a phone can say of its camera: its name, and how evenly pictures come.

// The server tells an even camera by 60 pictures or more; phones send at most 15 a second.
const PICTURES = 75
const AT_MOST_MS = 6000

export interface CameraFacts {
  label: string
  pictures: number
  mean_gap_us: number
  spread_us: number
}

/** Mean and standard deviation of the gaps between instants in milliseconds, as microseconds. */
export function evenness(at: number[]): Omit<CameraFacts, 'label'> {
  const gaps = at.slice(1).map((t, i) => t - (at[i] as number))
  if (gaps.length === 0) return { pictures: at.length, mean_gap_us: 0, spread_us: 0 }
  const mean = gaps.reduce((sum, g) => sum + g, 0) / gaps.length
  const spread = Math.sqrt(gaps.reduce((sum, g) => sum + (g - mean) ** 2, 0) / gaps.length)
  return { pictures: at.length, mean_gap_us: Math.round(mean * 1000), spread_us: Math.round(spread * 1000) }
}

/** Looks at a camera for some seconds. */
export async function facts(camera: MediaStream): Promise<CameraFacts> {
  const label = camera.getVideoTracks()[0]?.label.slice(0, 40) ?? ''
  const video = Object.assign(document.createElement('video'), { muted: true, playsInline: true })
  video.srcObject = camera
  const at: number[] = []
  const until = performance.now() + AT_MOST_MS
  try {
    await video.play()
    await new Promise<void>((resolve) => {
      const late = setTimeout(resolve, AT_MOST_MS)
      const see = (_: number, m: VideoFrameCallbackMetadata) => {
        at.push(m.captureTime ?? m.presentationTime)
        if (at.length < PICTURES && performance.now() < until) video.requestVideoFrameCallback(see)
        else {
          clearTimeout(late)
          resolve()
        }
      }
      if ('requestVideoFrameCallback' in video) video.requestVideoFrameCallback(see)
    })
  } finally {
    video.srcObject = null
  }
  return { label, ...evenness(at) }
}
