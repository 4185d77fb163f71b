// A day of each role in both languages: the person's phone 390 wide, the desks of officer, supervisor and administrator
// 1440 wide. Whatever is opened is in the reader's language, fits the window and holds nothing broken.
import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { complaints, enterRoom, launch, openDesk, openPhone, readPlace, until } from './browser.mjs'
import { password, startServer } from './server.mjs'
import { hear, strangeWords } from './words.mjs'

const out = fileURLToPath(new URL('../../test/browser/out/', import.meta.url))
await mkdir(out, { recursive: true })
const server = await startServer()
const browser = await launch()
const faults = []
let screens = 0

/** A reader of one language before one page. */
async function reader(role, language) {
  const page = await (role === 'person' ? openPhone : openDesk)(browser, `${role} ${language}`)
  await page.addInitScript((l) => localStorage.setItem('diandao.language', l), language === 'zh' ? 'zh-CN' : 'en')
  const heard = hear(page)
  const id = (name) => page.getByTestId(name)
  const look = async (name) => {
    await until('nothing is on its way any more', async () => {
      const busy = page.locator('.ant-skeleton, .ant-spin-spinning, .loading')
      return (await busy.count()) === 0
    })
    await page.waitForTimeout(200)
    const title = `${role} ${language}: ${name}`
    faults.push(...(await strangeWords(page, language, title, heard)))
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    if (wide > 0) faults.push(`${title}: ${wide} px wider than the window`)
    await page.screenshot({ path: `${out}role-${title.replaceAll(/\W+/g, '-')}.jpg`, animations: 'disabled' })
    screens++
  }
  return { page, id, look, language, close: () => page.context().close() }
}

/** Calls the console's contract as the page does that is signed in. */
const api = ({ page }, path, body) =>
  page.evaluate(
    async ({ path, body }) => {
      const { csrf_token } = await fetch('/console/v1/session').then((r) => r.json())
      const headers = {
        'Content-Type': 'application/json',
        'X-CSRF-Token': csrf_token,
        'Idempotency-Key': crypto.randomUUID(),
      }
      const answer = await fetch(path, body ? { method: 'POST', headers, body: JSON.stringify(body) } : {})
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
      return answer.status === 204 ? null : answer.json()
    },
    { path, body },
  )

/** What looks at the words sees a literal, a raw key and a hole; else the days below would say nothing. */
async function seesFaults() {
  const page = await openDesk(browser, 'nobody')
  await page.setContent(
    '<h1>Desk</h1><button>保存</button><p>desk.title</p><p>of undefined</p><i title="陈">x</i><input value="2026-11-29">',
  )
  const heard = { text: () => '{"name":"陈"}' }
  assert.equal((await strangeWords(page, 'en', 'a page', heard)).length, 4)
  assert.match((await strangeWords(page, 'zh', 'a page', heard)).join(), /Desk/)
  await page.context().close()
}

async function signIn({ page, id, look }, username) {
  await page.goto(`${server.url}/console/`)
  await id('login-submit').waitFor()
  await look('login')
  await id('login-username').fill(username)
  await id('login-password').fill(password)
  await page.keyboard.press('Enter')
  await id('nav-desk').waitFor()
}

/** Opens every screen that the menu offers this role. */
async function walkTheMenu({ page, look }) {
  const items = page.locator('[data-testid^=nav-]')
  const names = await items.evaluateAll((all) => all.map((e) => e.dataset.testid))
  assert.ok(names.length >= 5, names.join(' '))
  for (const name of names) {
    await page.getByTestId(name).click()
    await page.locator('h1').first().waitFor()
    await look(name)
  }
}

async function officersMorning(desk) {
  const { page, id, look } = desk
  await walkTheMenu(desk)
  await id('nav-desk').click()
  await page.locator('[data-testid=desk-item][data-kind=review]').first().click()
  await id('decide-accept').waitFor()
  await look('review')
  await page.goto(`${server.url}/console/persons/${desk.who.id}`)
  await id('plan-add').waitFor()
  await look('person')
  await id('plan-add').click()
  await id('plan-save').waitFor()
  await look('plan')
}

async function personsDay(phone, desk) {
  const { page, id, look } = phone
  const { activation_path } = await api(desk, `/console/v1/persons/${desk.who.id}/activations`, {})
  await page.goto(server.url + activation_path)
  await id('activate-submit').waitFor()
  await look('activation')
  await id('activate-submit').click()
  await id('today-card').first().waitFor()
  await look('today')
  await checkIn(phone, desk)
  for (const name of ['messages', 'record', 'draws', 'appeals', 'me', 'leave', 'leave/apply']) {
    await page.goto(`${server.url}/phone/#/${name}`)
    await page.locator('h1').first().waitFor()
    await look(name)
  }
  await page.locator('#from_day').fill(day(desk.after))
  await page.locator('#to_day').fill(day(desk.after + 1))
  await page.locator('#place').fill('湖州市德清县')
  await page.locator('#reason').fill('母亲住院')
  await id('leave-send').click()
  await id('leave-card').first().waitFor()
  await look('leave asked for')
}

const day = (after) =>
  new Date(Date.now() + after * 86_400_000).toLocaleDateString('en-CA', { timeZone: 'Asia/Shanghai' })

async function checkIn({ page, id, look }, desk) {
  await api(desk, `/console/v1/persons/${desk.who.id}/checkins`, {
    title: '核对本人',
    answer_in_minutes: 30,
    reason: '核对是不是本人',
    requires: { face: false, location: true, questions: [{ id: 'q1', text: '住址变了吗？', options: ['是', '不是'] }] },
  })
  const request = (await api(desk, `/console/v1/checkins?person_id=${desk.who.id}`)).items.find(
    (r) => r.kind === 'on_demand' && r.status === 'open',
  )
  await page.goto(`${server.url}/phone/#/checkin/${request.id}`)
  await id('checkin-next').click()
  await readPlace(page)
  await look('place')
  await id('checkin-next').click()
  await page.getByText('不是', { exact: true }).first().click()
  await look('question')
  await id('checkin-next').click()
  await id('checkin-send').waitFor()
  await look('before sending')
  await id('checkin-send').click()
  await id('checkin-result').waitFor()
  await look('result')
}

async function officersAfternoon(desk) {
  const { page, id, look } = desk
  await page.goto(`${server.url}/console/leaves`)
  await id('leave-open').first().click()
  await id('leave-approve').waitFor()
  await look('leave')
  await id('leave-approve').click()
  await until('the leave is decided', async () => {
    const { items } = await api(desk, `/console/v1/leaves?person_id=${desk.who.id}`)
    return items.some((l) => l.from_day === day(desk.after) && l.status === 'approved')
  })
  await page.goto(`${server.url}/console/roll-calls`)
  await id('rollcall-start').click()
  await id('rollcall-title').fill('周一点名')
  await look('a new roll call')
  await id('rollcall-start-submit').click()
  await id('live-counts').waitFor()
  await look('roll call live')
}

async function rollCall(desk, phone) {
  await phone.page.goto(`${server.url}/phone/#/`)
  await enterRoom(phone.page, () => phone.look('ringing'))
  await phone.look('waiting')
  await desk.id('rollcall-call-next').click()
  await phone.id('rollcall-called').waitFor()
  await until('a picture was taken', () => desk.page.locator('[data-testid="called"] img').count())
  await phone.look('called')
  await desk.look('somebody is called')
  await desk.id('mark-present').click()
  await phone.id('rollcall-done').waitFor()
  await phone.look('roll call done')
  await desk.id('rollcall-close').click()
  await desk.id('rollcall-close-confirm').click()
  await desk.id('sheet-totals').waitFor()
  await desk.look('sheet')
  const present = desk.id('sheet-count-present')
  await present.click()
  await desk.id('sheet-all').waitFor()
  const count = await desk.page.locator('[data-testid=sheet-rows] tbody tr.ant-table-row').count()
  assert.equal(count, Number(await present.textContent()), 'a total shows those whom it counts')
}

async function supervisorsDay(desk) {
  const { page, id, look } = desk
  await signIn(desk, 'supervisor')
  await walkTheMenu(desk)
  await page.goto(`${server.url}/console/attendance`)
  await id('unit-link').first().waitFor()
  await page.locator('canvas').first().waitFor()
  await id('unit-link').first().click()
  await id('unit-link').first().waitFor()
  await look('a district')
  await page.goto(`${server.url}/console/attendance/fairness`)
  await id('fairness').first().waitFor()
  await look('fairness')
}

async function administratorsDay(desk) {
  const { page, id, look } = desk
  await signIn(desk, 'admin')
  await walkTheMenu(desk)
  await page.goto(`${server.url}/console/audit?action=leave.approved&from=${day(-1)}&to=${day(1)}`)
  await id('audit-open').first().click()
  await id('chain-check').click()
  await id('chain-checked').waitFor()
  await look('an entry')
  await id('audit-of-person').click()
  await page.waitForURL(/person=/)
  await look('entries of a person')
}

async function allRoles(language, after) {
  const began = performance.now()
  const desk = Object.assign(await reader('officer', language), { after })
  await signIn(desk, 'officer')
  const rows = (await api(desk, '/console/v1/persons?status=active&limit=100')).items.filter((p) => !p.is_minor)
  desk.who = rows.at(after === 20 ? -1 : -2)
  const phone = await reader('person', language)
  await personsDay(phone, desk)
  await officersMorning(desk)
  await officersAfternoon(desk)
  await rollCall(desk, phone)
  await phone.close()
  await desk.close()
  for (const [role, live] of [
    ['supervisor', supervisorsDay],
    ['admin', administratorsDay],
  ]) {
    const theirs = await reader(role, language)
    await live(theirs)
    await theirs.close()
  }
  console.log(`ok   all roles in ${language} (${((performance.now() - began) / 1000).toFixed(0)} s)`)
}

let failed
try {
  await seesFaults()
  await allRoles('zh', 20)
  await allRoles('en', 30)
  assert.deepEqual([...new Set(faults)].slice(0, 40), [])
  assert.deepEqual(complaints, [])
} catch (e) {
  for (const [n, page] of browser
    .contexts()
    .flatMap((c) => c.pages())
    .entries())
    await page.screenshot({ path: `${out}role-failed-${n}.jpg` }).catch(() => undefined)
  failed = e
}
await browser.close()
const code = await server.stop()
console.log(`${screens} screens`)
if (failed) {
  console.log(`not ok   ${failed.stack}`)
  process.exit(1)
}
assert.equal(code, 0, 'the server stopped by itself')
