import type { Line, Outcome } from './api'

/** As many lines as one batch may have. */
export const BATCH = 200

/** What became of each line so far, by its number. */
export type Outcomes = ReadonlyMap<number, Outcome>

/** The lines that can be added and have not been. */
export const linesLeft = (lines: Line[], so: Outcomes) =>
  lines.filter((l) => l.problems.length === 0 && !l.person_id && !so.has(l.line))

/** How many of the lines are in the system: added now, or when this import was cut off. */
export const countIn = (lines: Line[], so: Outcomes) =>
  lines.filter((l) => l.person_id || so.get(l.line)?.person_id).length

/**
 * Adds lines batch by batch, until all are added or it is told to stop, and tells after each batch what became of
 * its lines. It rejects when a batch got no answer; what was told before stays so.
 */
export async function runBatches(
  lines: Line[],
  add: (batch: Line[]) => Promise<Outcome[]>,
  tell: (outcomes: Outcome[]) => void,
  stop: AbortSignal,
): Promise<void> {
  for (let at = 0; at < lines.length && !stop.aborted; at += BATCH) tell(await add(lines.slice(at, at + BATCH)))
}
