// Every page of the console before axe, 1440 wide, in both languages: no finding, and nothing that jumps.
import assert from 'node:assert/strict'
import { until } from './browser.mjs'
import { faultsOf, watchShifts } from './looks.mjs'
import { openPhoneStory } from './phoneStory.mjs'

const { server, desk, shot, figures, choose, tell } = await openPhoneStory()

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

async function look(name, path, language) {
  await desk.goto(`${server.url}/console${path}`)
  await desk.locator('h1').first().waitFor()
  await until('nothing is on its way any more', async () => {
    const busy = desk.locator('.ant-skeleton, .ant-spin-spinning')
    return (await busy.count()) === 0
  })
  await desk.waitForTimeout(300)
  const { faults, shift } = await faultsOf(desk, `${name} ${language}`)
  figures.shift[name] = Math.max(figures.shift[name] ?? 0, Number(shift.toFixed(3)))
  await shot(desk, `console-look-${name.replaceAll(' ', '-')}-${language}`)
  return faults
}

const inLanguage = (language) => async () => {
  await desk.evaluate((l) => localStorage.setItem('diandao.language', l), language)
  const faults = []
  for (const [name, path] of Object.entries(pages)) faults.push(...(await look(name, path, language)))
  assert.deepEqual(faults, [])
}

const steps = {
  'an officer has signed in': async () => {
    const who = await choose()
    Object.assign(pages, { person: `/persons/${who.id}`, checkin: `/checkins/${who.missed}` })
    figures.shift = {}
    await watchShifts(desk)
  },
  'the console before axe in Chinese': inLanguage('zh-CN'),
  'the console before axe in English': inLanguage('en'),
}

// on purpose: a page that an officer may not see
await tell('desk-screens', steps, {
  begins: 'an officer',
  meant: /^officer: .* status of 403 .* \/console\/v1\/audit$/,
})
