export type Zone = 'unlike' | 'unsure' | 'match'

interface Thresholds {
  match_from: number
  unlike_below: number
}

/** In which zone a likeness lies. */
export function zoneOf(likeness: number, t: Thresholds): Zone {
  if (likeness >= t.match_from) return 'match'
  return likeness < t.unlike_below ? 'unlike' : 'unsure'
}

/** Findings that say what the comparison found; shown with the score, not before it. */
export const isScore = (code: string) => ['face_match', 'face_inconclusive', 'face_unlike'].includes(code)
