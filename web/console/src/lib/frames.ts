/** The pictures of an answered challenge, cut out of the one file that holds them; null when it is not whole. */
export function cut(file: ArrayBuffer, frames: { bytes: number }[]): Blob[] | null {
  const out: Blob[] = []
  let at = 0
  for (const { bytes } of frames) {
    if (at + bytes > file.byteLength) return null
    out.push(new Blob([file.slice(at, at + bytes)], { type: 'image/jpeg' }))
    at += bytes
  }
  return at === file.byteLength ? out : null
}

/** Frames that findings speak of, counted from 0. */
export function doubted(findings: { evidence: string; weight: string }[]): Set<number> {
  const named = findings.filter((f) => f.weight === 'asks' && f.evidence.startsWith('frames:'))
  return new Set(named.flatMap((f) => f.evidence.slice('frames:'.length).split(',').map(Number)))
}
