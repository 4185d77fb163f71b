/** Makes the phone buzz, in ms on and off; browsers allow it only after the page was touched. */
export function vibrate(pattern: number[]) {
  if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(pattern)
}
