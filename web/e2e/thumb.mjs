// What every screen of a phone holds for a thumb: targets are large, one button is the main one and in reach, and
// pictures take their place before they come.
const MIN_HEIGHT = 56
const MIN_WIDTH = 44

/** In the page: what is too small to be hit, and what else is not as a phone's screen has to be. */
function lookAtScreen({ minHeight, minWidth }) {
  const faults = []
  const isShown = (e) => !e.closest('[inert]') && e.checkVisibility({ visibilityProperty: true })
  const told = (e) => `${e.localName}.${e.className} “${(e.ariaLabel ?? e.textContent).trim().slice(0, 20)}”`
  // a link within a sentence is as high as its line: more would tear the lines apart
  const isInSentence = (e) =>
    e.localName === 'a' &&
    getComputedStyle(e).display === 'inline' &&
    [...e.parentNode.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.textContent.trim() !== '')
  const targets = 'button, a[href], input, select, textarea, summary, [role=button], [role=tab], [role=switch]'
  for (const e of document.querySelectorAll(targets)) {
    const box = (e.closest('label') ?? e).getBoundingClientRect() // the label's whole row is pressed
    if (e.disabled || !isShown(e) || isInSentence(e)) continue
    if (box.height >= minHeight - 0.5 && box.width >= minWidth - 0.5) continue
    faults.push(`${told(e)} is ${Math.round(box.width)} × ${Math.round(box.height)} px`)
  }
  const main = [...document.querySelectorAll('.big.adm-button-fill-solid')].filter(isShown)
  if (main.length > 1) faults.push(`${main.length} main buttons: ${main.map(told).join(', ')}`)
  for (const e of document.querySelectorAll('.foot, .tabs')) {
    const { top, bottom } = e.getBoundingClientRect()
    if (isShown(e) && (top < 0 || bottom > innerHeight + 1)) faults.push(`${told(e)} is out of reach`)
  }
  for (const e of document.querySelectorAll('img, video')) {
    const css = (name) => e.computedStyleMap().get(name).toString()
    const sizes = ['width', 'height', 'aspect-ratio'].filter((name) => css(name) !== 'auto')
    if (isShown(e) && sizes.length < 2) faults.push(`${told(e)} has no size before it comes`)
  }
  return faults
}

/** The faults of the screen that is shown now, as sentences; empty when it is good. */
export async function thumbFaultsOf(page, name) {
  const faults = await page.evaluate(lookAtScreen, { minHeight: MIN_HEIGHT, minWidth: MIN_WIDTH })
  return faults.map((f) => `${name}: ${f}`)
}
