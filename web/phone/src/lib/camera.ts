// The cameras: opening one, telling why it can't be opened, taking a picture.

export type CameraProblem = 'denied' | 'no_camera' | 'busy'

/** Longest side and quality of a check-in's photo. */
const MAX_SIDE = 1280
const QUALITY = 0.85

/** Why a camera could not be opened. */
export function cameraProblemOf(e: unknown): CameraProblem {
  switch ((e as DOMException)?.name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied'
    case 'NotReadableError':
    case 'AbortError':
      return 'busy'
    default:
      return 'no_camera'
  }
}

export type Facing = 'user' | 'environment'

/** The front or the back camera, or what the phone has instead, without sound. */
export function openCamera(facing: Facing = 'user'): Promise<MediaStream> {
  if (!navigator.mediaDevices) return Promise.reject(new DOMException('no camera', 'NotFoundError'))
  return navigator.mediaDevices.getUserMedia({
    video: { facingMode: facing, width: { ideal: 1280 }, height: { ideal: 960 } },
    audio: false,
  })
}

/** Ends a stream, so that the camera's light goes out. */
export function stopStream(stream: MediaStream | null | undefined) {
  for (const track of stream?.getTracks() ?? []) track.stop()
}

/** The size that fits w × h into max × max. */
export function fit(w: number, h: number, max = MAX_SIDE): { width: number; height: number } {
  const scale = Math.min(1, max / Math.max(w, h))
  return { width: Math.round(w * scale), height: Math.round(h * scale) }
}

/** Longest side and quality of a frame of a challenge: enough to know a face by, quick to send. */
const FRAME_SIDE = 480
const FRAME_QUALITY = 0.8

/** A small picture of what a video shows, as the camera saw it. */
export async function frameOf(video: HTMLVideoElement): Promise<ArrayBuffer> {
  return (await takePhoto(video, FRAME_SIDE, FRAME_QUALITY)).arrayBuffer()
}

/** The picture that a video shows, as JPEG. */
export async function takePhoto(video: HTMLVideoElement, side = MAX_SIDE, quality = QUALITY): Promise<Blob> {
  const { width, height } = fit(video.videoWidth, video.videoHeight, side)
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  canvas.getContext('2d')?.drawImage(video, 0, 0, width, height)
  return new Promise((resolve, reject) =>
    canvas.toBlob((b) => (b ? resolve(b) : reject(new Error('no picture'))), 'image/jpeg', quality),
  )
}
