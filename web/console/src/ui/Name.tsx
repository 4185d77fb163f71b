import styles from './ui.module.css'

/** What parts the names of many minorities: given name, father's name. */
const dot = '·'

/** A person's name whole. Where it does not fit into a line it breaks after a dot, before it does anywhere else. */
export function Name({ children }: { children: string }) {
  const [first, ...others] = children.split(dot)
  return (
    <span className={styles.name}>
      {first}
      {others.map((part, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a name may be alike, and do not move
        <span key={n}>
          {dot}
          <wbr />
          {part}
        </span>
      ))}
    </span>
  )
}
