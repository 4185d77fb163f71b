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
        window.shifts.push({ at: e.startTime, value: e.value, moved })
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })

/**
 * The worst burst of layout shifts, as browsers reckon Cumulative Layout Shift (https://web.dev/articles/cls): shifts less
 * than 1 s apart, within 5 s. What an officer's decisions move in an hour at a desk does not add up.
 */
function worstBurst(shifts) {
  const bursts = []
  for (const s of shifts) {
    const burst = bursts.at(-1)
    if (burst && s.at - burst.at(-1).at < 1000 && s.at - burst[0].at < 5000) burst.push(s)
    else bursts.push([s])
  }
  const sumOf = (burst) => burst.reduce((all, s) => all + s.value, 0)
  return bursts.map((burst) => ({ sum: sumOf(burst), burst })).sort((a, b) => b.sum - a.sum)[0] ?? { sum: 0, burst: [] }
}

/** Axe in the page itself: no page holds frames of other origins, for whose sake it would open a page each time. */
const axeOf = (page) => new AxeBuilder({ page }).setLegacyMode()

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
  const { sum, burst } = worstBurst(await page.evaluate(() => window.shifts ?? []))
  if (sum > MAX_SHIFT) faults.push(`${name}: layout shift ${sum.toFixed(3)}: ${burst.map((s) => s.moved).join(' | ')}`)
  return { faults, shift: sum }
}
