// A camera at the station, and pictures made small enough to send.

/** Longest side of a picture that is sent, in pixels, and its quality. */
const MAX_SIDE = 1600
const QUALITY = 0.9

/** The camera before which the person sits. */
export const openCamera = () =>
  navigator.mediaDevices
    ? navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 1280 }, height: { ideal: 960 } }, audio: false })
    : Promise.reject(new DOMException('no camera', 'NotFoundError'))

/** Ends a stream, so that the camera's light goes out. */
export function stopStream(stream: MediaStream | null) {
  for (const track of stream?.getTracks() ?? []) track.stop()
}

/** The size that fits w × h into max × max. */
export function fit(w: number, h: number, max = MAX_SIDE): { width: number; height: number } {
  const scale = Math.min(1, max / Math.max(w, h))
  return { width: Math.round(w * scale), height: Math.round(h * scale) }
}

function jpeg(source: CanvasImageSource, w: number, h: number): Promise<Blob> {
  const { width, height } = fit(w, h)
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  canvas.getContext('2d')?.drawImage(source, 0, 0, width, height)
  return new Promise((resolve, reject) =>
    canvas.toBlob((b) => (b ? resolve(b) : reject(new Error('no picture'))), 'image/jpeg', QUALITY),
  )
}

/** The picture that a video shows. */
export const pictureOf = (video: HTMLVideoElement) => jpeg(video, video.videoWidth, video.videoHeight)

/** A picture of a file, upright. It rejects what is no picture. */
export async function pictureFrom(file: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
  try {
    return await jpeg(bitmap, bitmap.width, bitmap.height)
  } finally {
    bitmap.close()
  }
}
