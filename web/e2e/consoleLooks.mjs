// Every page of the console before axe, 1440 wide, in both languages: no finding, and nothing that jumps.
import assert from 'node:assert/strict'
import { until } from './browser.mjs'
import { faultsOf, watchShifts } from './looks.mjs'

const pages = {
  desk: '/',
  persons: '/persons',
  checkins: '/checkins',
  plans: '/plans',
  calendar: '/plans/calendar',
  draws: '/plans/draws',
  appeals: '/appeals',
  leaves: '/leaves',
  'lost contacts': '/lost-contacts',
  'roll calls': '/roll-calls',
  'a roll call planned': '/roll-calls/plan',
  attendance: '/attendance',
  reports: '/attendance/reports',
  'records of attendance': '/attendance/records',
  alerts: '/alerts',
  audit: '/audit',
}

/** Looks at every page of a desk that is signed in; `more` are pages of one thing. */
export async function lookAtConsole(desk, url, more, shot) {
  const faults = []
  const shifts = {}
  await watchShifts(desk)
  for (const language of ['zh-CN', 'en']) {
    await desk.evaluate((l) => localStorage.setItem('diandao.language', l), language)
    for (const [name, path] of Object.entries({ ...pages, ...more })) {
      await desk.goto(`${url}/console${path}`)
      await desk.locator('h1').first().waitFor()
      await until('nothing is on its way any more', async () => {
        const busy = desk.locator('.ant-skeleton, .ant-spin-spinning')
        return (await busy.count()) === 0
      }).catch((e) => faults.push(`${name} ${language}: ${e.message}`))
      await desk.waitForTimeout(300)
      const found = await faultsOf(desk, `${name} ${language}`)
      faults.push(...found.faults)
      shifts[name] = Math.max(shifts[name] ?? 0, Number(found.shift.toFixed(3)))
      await shot(desk, `console-look-${name.replaceAll(' ', '-')}-${language}`)
    }
  }
  await desk.evaluate(() => localStorage.setItem('diandao.language', 'zh-CN'))
  assert.deepEqual(faults, [])
  return shifts
}
