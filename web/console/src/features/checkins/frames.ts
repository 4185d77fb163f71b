import type { Schemas } from '../../lib/types'

/** The pictures of an answered challenge, cut out of the one file that holds them; null when it is not whole. */
export function cut(file: ArrayBuffer, frames: Pick<Schemas['Frame'], 'bytes'>[]): Blob[] | null {
  const out: Blob[] = []
  let at = 0
  for (const { bytes } of frames) {
    if (at + bytes > file.byteLength) return null
    out.push(new Blob([file.slice(at, at + bytes)], { type: 'image/jpeg' }))
    at += bytes
  }
  return at === file.byteLength ? out : null
}
