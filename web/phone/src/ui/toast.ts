const load = () => import('./toaster')

/** Loads what draws a toast, where one may follow that has to say that there is no network. */
export function readyToast() {
  load().catch(() => undefined) // it is asked for again when there is a word
}

/** A word in passing. What draws it is loaded when there is the first, unless it was made ready. */
export async function toast(content: string) {
  try {
    const { Toast } = await load()
    Toast.show({ content, duration: 2000, position: 'top' })
  } catch {
    // it cannot be drawn without a network, and nothing hangs on it
  }
}
