/** The item to show: the picked one, or when it is gone the one that took its place. */
export function shown<T extends { id: string }>(items: T[], id: string | undefined, lastIndex: number): T | undefined {
  return items.find((i) => i.id === id) ?? items[Math.min(lastIndex, items.length - 1)]
}

/** The index after a step that stays within the list. */
export function step(index: number, by: number, length: number): number {
  return Math.max(0, Math.min(length - 1, index + by))
}
