// The guide and the reference in real Chromium: nothing from elsewhere, nothing serious by axe, the leaflet on one
// page of A4, no sideways scrolling on a small phone; and a supervisor's way from the city down to a list.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import AxeBuilder from '@axe-core/playwright'
import { complaints, launch, open, openDesk, until } from './browser.mjs'
import { password, startServer } from './server.mjs'

const server = await startServer()
const browser = await launch()
const page = await open(browser, 'reader', { viewport: { width: 320, height: 700 } })
const names = ['index', 'officer', 'person', 'supervisor', 'operator', 'integrator']

async function serious(at, what) {
  const { violations } = await new AxeBuilder({ page: at }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze()
  const found = violations.filter((v) => v.impact === 'serious' || v.impact === 'critical')
  assert.deepEqual(
    found.map((v) => `${v.id}: ${v.nodes[0].html}`),
    [],
    what,
  )
}

async function guidePages() {
  const foreign = []
  page.on('request', (r) => r.url().startsWith(server.url) || foreign.push(r.url()))
  for (const language of ['zh', 'en'])
    for (const name of names) {
      await page.goto(`${server.url}/docs/${language}/${name}.html`, { waitUntil: 'load' })
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      assert.ok(wide <= 0, `${language}/${name} is ${wide} px too wide on a small phone`)
      await serious(page, `${language}/${name}`)
      if (name !== 'person') continue
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
      assert.equal(pdf.match(/\/Type\s*\/Page\b/g).length, 1, `the leaflet in ${language} is one page`)
    }
  await page.goto(`${server.url}/docs`)
  assert.match(page.url(), /\/docs\/zh\/index\.html$/)
  for (const of of ['console', 'mobile']) {
    await page.goto(`${server.url}/reference/?of=${of}`)
    await page.locator('.opblock-tag').first().click()
    await page.locator('.opblock').first().click()
    await page.locator('.opblock-section').first().waitFor()
  }
  assert.deepEqual(foreign, [], 'nothing is loaded from elsewhere')
}

async function supervisorGoesDown() {
  const desk = await openDesk(browser, 'supervisor')
  await desk.goto(`${server.url}/console/attendance`)
  await desk.getByTestId('login-username').fill('supervisor')
  await desk.getByTestId('login-password').fill(password)
  await desk.getByTestId('login-submit').click()
  await until('the districts are listed', async () => (await desk.getByTestId('unit-link').count()) === 18)
  await until('both charts are drawn', async () => (await desk.locator('[role=img]:has(canvas)').count()) === 2)
  await serious(desk, 'the city')
  await desk.getByTestId('unit-link').first().click()
  await until('its stations are listed', async () => (await desk.getByTestId('unit-link').count()) === 3)
  await desk.getByTestId('tab-fairness').click()
  await until('all five dimensions are shown', async () => (await desk.getByTestId('fairness').count()) === 5)
  await serious(desk, 'fairness')
  await desk.getByTestId('tab-overview').click()
  await desk.getByTestId('unit-link').first().click()
  await until('the station has no units below', async () => (await desk.getByTestId('unit-link').count()) === 0)
  const late = await desk.getByTestId('figure-late').locator('b').textContent()
  await desk.getByTestId('figure-late').click()
  await desk.getByTestId('list-export').waitFor()
  const download = desk.waitForEvent('download')
  await desk.getByTestId('list-export').click()
  const text = await readFile(await (await download).path(), 'utf8')
  assert.equal(text.trim().split('\r\n').length - 1, Number(late), 'the list holds what the figure counts')
  await desk.getByTestId('list-columns').click()
  const before = await desk.locator('th').count()
  await desk.locator('.ant-popover input[type=checkbox]:not([disabled])').first().uncheck()
  await until('a column less', async () => (await desk.locator('th').count()) === before - 1)
  await desk.reload()
  await until('it is remembered', async () => (await desk.locator('th').count()) === before - 1)
}

try {
  await guidePages()
  console.log('ok   the guide and the reference')
  await supervisorGoesDown()
  console.log('ok   a supervisor goes from the city down to a list')
  assert.deepEqual(complaints, [])
} finally {
  await browser.close()
  await server.stop()
}
