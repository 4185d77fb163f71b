// An officer's hour at the desk in real Chromium: by keyboard, with second thoughts, a line that breaks and a page that
// is closed too early. Nothing decided is lost, nothing taken back is sent.
import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { complaints, launch, open, openDesk, openPhone, until } from './browser.mjs'
import { faultsOf, watchShifts } from './looks.mjs'
import { password, startServer } from './server.mjs'

const out = fileURLToPath(new URL('../../test/browser/out/', import.meta.url))
await mkdir(out, { recursive: true })
const server = await startServer()
const browser = await launch()
const faults = []
const desk = await openDesk(browser, 'officer')
await watchShifts(desk)
const id = (name) => desk.getByTestId(name)
const row = (item) => desk.locator(`[data-testid=desk-item][data-id="${item}"]`)
const shot = (name) => desk.screenshot({ path: `${out}desk-${name}.png`, animations: 'disabled' })

const call = (page, path, body) =>
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
const api = (path, body) => call(desk, path, body)
const items = async (kind) => (await api('/console/v1/desk')).items.filter((i) => i.kind === kind)
const statusOf = async (requestId) => (await api(`/console/v1/checkins/${requestId}`)).status

async function signIn(page, who = 'officer') {
  await page.goto(`${server.url}/console/`)
  await page.getByTestId('login-username').fill(who)
  await page.getByTestId('login-password').fill(password)
  await page.keyboard.press('Enter')
  await page.getByTestId('nav-desk').waitFor()
}

/** Picks an item by keyboard alone. */
async function walkTo(item) {
  await row(item).waitFor()
  await desk.locator('h1').first().click() // nothing has the focus
  const all = await id('desk-item').evaluateAll((rows) => rows.map((r) => r.dataset.id))
  const at = await id('desk-item').evaluateAll((rows) => rows.findIndex((r) => r.dataset.picked === 'true'))
  const by = all.indexOf(item) - at
  for (let n = 0; n < Math.abs(by); n++) await desk.keyboard.press(by > 0 ? 'j' : 'k')
  await until('it is picked', async () => (await row(item).getAttribute('data-picked')) === 'true')
}

const steps = {
  'what waits stands in one list, of each kind': async () => {
    await signIn(desk)
    const who = (await api('/console/v1/persons?limit=1')).items[0]
    const { activation_path } = await api(`/console/v1/persons/${who.id}/activations`, {})
    const phone = await openPhone(browser, 'phone')
    await phone.goto(server.url + activation_path)
    await phone.getByTestId('activate-submit').click()
    await phone.getByTestId('today-card').first().waitFor()
    await phone.goto(`${server.url}/phone/#/leave/apply`)
    const day = (n) => new Date(Date.now() + n * 86_400_000).toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' })
    await phone.locator('#from_day').fill(day(20))
    await phone.locator('#to_day').fill(day(21))
    await phone.locator('#place').fill('湖州市德清县')
    await phone.locator('#reason').fill('母亲住院')
    await phone.getByTestId('leave-send').click()
    await desk.locator('[data-testid=desk-item][data-kind=leave]').first().waitFor() // by itself
    await phone.context().close()
    for (const kind of ['review', 'alert', 'leave'])
      assert.ok((await desk.locator(`[data-testid=desk-item][data-kind=${kind}]`).count()) > 0, kind)
    await shot('kinds')
  },

  'a decision waits, is taken back by Z, and was never sent': async () => {
    const [review] = await items('review')
    await walkTo(review.id)
    await id('decide-accept').waitFor()
    await id('decide-accept').click()
    await row(review.id).waitFor({ state: 'detached' })
    await id('held').waitFor()
    assert.equal(await statusOf(review.id), 'review', 'not sent yet')
    await desk.locator('h1').first().click()
    await desk.keyboard.press('z')
    await row(review.id).waitFor()
    assert.equal(await id('held').count(), 0)
    await desk.waitForTimeout(11_000) // longer than it would have waited
    assert.equal(await statusOf(review.id), 'review', 'never sent')
  },

  'without taking it back it is sent by itself': async () => {
    const [review] = await items('review')
    await walkTo(review.id)
    await id('decide-accept').click()
    await id('held').waitFor()
    await shot('held')
    await until('it was sent', async () => (await statusOf(review.id)) !== 'review', 15_000)
    await id('held').waitFor({ state: 'detached' })
    assert.equal(await row(review.id).count(), 0)
  },

  'a leave is granted with Y, a page closed too early loses nothing': async () => {
    const [leave] = await items('leave')
    const other = await desk.context().newPage()
    await other.goto(`${server.url}/console/?item=${leave.id}`)
    await other.getByTestId('leave-approve').waitFor()
    await other.keyboard.press('y')
    await other.getByTestId('held').waitFor()
    assert.equal((await api(`/console/v1/leaves/${leave.id}`)).status, 'applied')
    await other.close({ runBeforeUnload: true })
    await until(
      'it was sent on leaving',
      async () => (await api(`/console/v1/leaves/${leave.id}`)).status === 'approved',
      8_000,
    )
    await row(leave.id).waitFor({ state: 'detached' })
  },

  'an alert is settled by keyboard and, on second thoughts, is not': async () => {
    const alert = (await items('alert')).find((a) => a.card.items === 1 && a.title_code !== 'lost_contact')
    await walkTo(alert.id)
    await id('alert-resolve').waitFor()
    await desk.keyboard.press('y')
    await id('reason-input').fill('电话已核实')
    await desk.keyboard.press('Control+Enter')
    await id('held').waitFor()
    await id('held-undo').click()
    await row(alert.id).waitFor()
    assert.equal(await id('held').count(), 0)
  },

  'more time is given with E; while the line is down the decision stays, and goes once': async () => {
    const missed = (await items('alert')).find((a) => ['checkin_missed', 'checkin_not_reached'].includes(a.title_code))
    await walkTo(missed.id)
    await id('reopen').waitFor()
    await desk.keyboard.press('e')
    await id('reopen-reason').fill('片区停电')
    await shot('reopen')
    faults.push(...(await faultsOf(desk, 'more time')).faults)
    await desk.route('**/reopening', (route) => route.abort('internetdisconnected'))
    await desk.locator('#reopen-save').click()
    await id('held').waitFor()
    await id('held-now').click()
    await desk.locator('[data-testid=held][data-failed=true]').waitFor()
    await row(missed.id).waitFor() // it is back in the list
    await shot('held-failed')
    faults.push(...(await faultsOf(desk, 'a decision that could not be sent')).faults)
    await desk.unroute('**/reopening')
    await id('held-now').click()
    await id('held').waitFor({ state: 'detached' })
    assert.equal(await statusOf(missed.request_id), 'open')
    await row(missed.id).waitFor({ state: 'detached' })
    assert.deepEqual(
      (await api('/console/v1/desk')).items.filter((i) => i.id === missed.id),
      [],
    )
  },

  'what I did stands in a list of its own': async () => {
    await id('desk-done').click()
    await id('desk-done-item').first().waitFor()
    assert.ok((await id('desk-done-item').count()) >= 3, 'accepted, granted, more time')
    await shot('done')
    faults.push(...(await faultsOf(desk, 'what I did')).faults)
    const rest = (await api('/console/v1/desk')).items.filter((i) => i.kind === 'alert').map((i) => i.id)
    for (const one of rest) await api('/console/v1/alerts/resolve', { ids: [one], note: '电话已核实' })
    await id('desk-waiting').click()
    await desk.getByText('现在没有要处理的').waitFor()
    await shot('empty')
    faults.push(...(await faultsOf(desk, 'a desk on which nothing waits')).faults)
  },

  'at 1280 wide and in English nothing is cut': async () => {
    const page = await open(browser, 'english', { viewport: { width: 1280, height: 800 } })
    await page.addInitScript(() => localStorage.setItem('diandao.language', 'en'))
    await signIn(page, 'supervisor')
    await page.getByTestId('desk-item').first().waitFor()
    await page.waitForTimeout(500)
    faults.push(...(await faultsOf(page, 'desk in English')).faults)
    await page.screenshot({ path: `${out}desk-english.png` })
  },
}

try {
  for (const [name, step] of Object.entries(steps)) {
    const began = Date.now()
    await step()
    console.log(`ok ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`)
  }
  assert.deepEqual(faults, [])
  assert.deepEqual(complaints, [])
  console.log(`${Object.keys(steps).length} passed, 0 failed`)
} catch (e) {
  await shot('failed').catch(() => {})
  console.error(e, complaints, server.log().split('\n').slice(-20).join('\n'))
  process.exitCode = 1
} finally {
  await browser.close()
  await server.stop()
}
