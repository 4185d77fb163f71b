// A text of the city as both apps show it: "## " begins a heading, "- " an item, empty lines part paragraphs.

export type Part =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'list'; items: string[] }

/** A text in parts. */
export function partsOf(text: string): Part[] {
  const parts: Part[] = []
  for (const line of text.split('\n').map((l) => l.trim())) {
    const last = parts.at(-1)
    if (line.startsWith('## ')) parts.push({ kind: 'heading', text: line.slice(3) })
    else if (!line.startsWith('- ')) {
      if (line) parts.push({ kind: 'text', text: line })
    } else if (last?.kind === 'list') last.items.push(line.slice(2))
    else parts.push({ kind: 'list', items: [line.slice(2)] })
  }
  return parts
}

/** A text as it is read aloud. */
export const spoken = (text: string) => text.replaceAll(/^(## |- )/gm, '')
