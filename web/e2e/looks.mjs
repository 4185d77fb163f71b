// What every screen has to hold: axe finds nothing, nothing is wider than the window, nothing jumps.
import AxeBuilder from '@axe-core/playwright'

export const MAX_SHIFT = 0.1

/** Counts layout shifts of a page from its start; call it before the first goto. */
export const watchShifts = (page) =>
  page.addInitScript(() => {
    window.shifts = []
    new PerformanceObserver((list) => {
      for (const e of list.getEntries()) {
        if (e.hadRecentInput) continue
        const moved = e.sources?.map((s) => s.node?.className || s.node?.nodeName).join(' ')
        window.shifts.push({ value: e.value, moved })
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })

/** Looks at the page as paper, on which it is laid out anew; nobody sees that, so what moves by it is no jump. */
export async function onPaper(page, look) {
  const before = await page.evaluate(() => window.shifts.length)
  await page.emulateMedia({ media: 'print' })
  await look()
  await page.emulateMedia({ media: null })
  await page.evaluate(async (kept) => {
    let seen
    do {
      seen = window.shifts.length
      await new Promise((still) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(still, 300))))
    } while (window.shifts.length !== seen)
    window.shifts.splice(kept)
  }, before)
}

/**
 * Axe in the page itself: no page holds frames of other origins, for whose sake it would open a page each time. Of what is
 * in order it tells no more than an example.
 */
const axeOf = (page) => new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode()

/** Whether what axe finds too small is only partly under a bar that stays in place, and whole once it is scrolled to. */
async function isUnderABar(page, violation) {
  if (violation.id !== 'target-size') return false
  for (const node of violation.nodes) {
    const [target] = node.target
    await page.locator(target).evaluate((e) => e.scrollIntoView({ block: 'center' }))
    const again = await axeOf(page).include(target).withRules(['target-size']).analyze()
    if (again.violations.length > 0) return false
  }
  return true
}

/** Fields and headings of columns whose words do not fit; a day whose end is not seen may be another. */
const cutWords = (page) =>
  page.evaluate(() => {
    const all = document.querySelectorAll('.ant-picker input, .ant-select-placeholder, th.ant-table-cell-ellipsis')
    const shown = [...all].filter((e) => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1)
    return shown.map((e) => e.value || e.placeholder || e.textContent)
  })

/** The faults of the screen that is shown now, as sentences; empty when it is good. */
export async function faultsOf(page, name, { isScrolling = false } = {}) {
  const faults = []
  // a word in passing is half transparent while it comes and goes
  await page.locator('.adm-toast-main').first().waitFor({ state: 'detached', timeout: 8_000 })
  const { violations } = await axeOf(page)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  for (const v of violations)
    if (!(await isUnderABar(page, v)))
      faults.push(`${name}: axe ${v.id} (${v.impact}) at ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  if (wide > 0 && !isScrolling) faults.push(`${name}: ${wide} px wider than the window`)
  for (const words of await cutWords(page)) faults.push(`${name}: “${words}” is cut`)
  const shifts = await page.evaluate(() => window.shifts ?? [])
  const sum = shifts.reduce((all, s) => all + s.value, 0)
  const each = () => shifts.map((s) => `${s.value.toFixed(3)} ${s.moved}`).join(' | ')
  if (sum > MAX_SHIFT) faults.push(`${name}: layout shift ${sum.toFixed(3)}: ${each()}`)
  return { faults, shift: sum }
}
