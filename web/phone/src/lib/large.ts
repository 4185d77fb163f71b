// The large-type mode of this device.
const key = 'diandao.large'

export function isLargeType(): boolean {
  try {
    return localStorage.getItem(key) === '1'
  } catch {
    return false // storage is closed
  }
}

/** Puts the chosen size on the document. */
export function applyLargeType(on = isLargeType()) {
  document.documentElement.classList.toggle('large', on)
  try {
    localStorage.setItem(key, on ? '1' : '0')
  } catch {
    // storage is closed: the choice lasts as long as the page
  }
}
