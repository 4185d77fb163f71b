import type { MouseEvent } from 'react'

/** Gives the focus away after a click, so that Space calls the next person and does not press the button again. */
export const press = (act: () => void) => (e: MouseEvent<HTMLElement>) => {
  e.currentTarget.blur()
  act()
}
