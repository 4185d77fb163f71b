import { useEffect } from 'react'

/** Makes the whole page dark, with the dialogs that are laid over it, as long as the room is open. */
export function useDark() {
  useEffect(() => {
    document.body.classList.add('dark')
    return () => document.body.classList.remove('dark')
  }, [])
}
