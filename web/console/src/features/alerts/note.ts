/** The code of a note by which an alert ended by itself; undefined for an officer's own words. */
export function noteCode(note: string): string | undefined {
  return note.match(/^code:([a-z_]+)$/)?.[1]
}
