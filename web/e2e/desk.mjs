// An officer's hour at the desk in real Chromium: by keyboard, with second thoughts, a line that breaks and a page that
// is closed too early. Nothing decided is lost, nothing taken back is sent.
import assert from 'node:assert/strict'
import { mkdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { complaints, launch, open, openDesk, openPhone, until } from './browser.mjs'
import { activate } from './handin.mjs'
import { faultsOf, watchShifts } from './looks.mjs'
import { enrolNamed, wrongNames } from './names.mjs'
import { password, startServer } from './server.mjs'

const out = fileURLToPath(new URL('../../test/browser/out/', import.meta.url))
await mkdir(out, { recursive: true })
const server = await startServer()
const browser = await launch()
const faults = []
const story = {}
const desk = await openDesk(browser, 'officer')
await watchShifts(desk)
const id = (name) => desk.getByTestId(name)
const row = (item) => desk.locator(`[data-testid=desk-item][data-id="${item}"]`)
const shot = (name) => desk.screenshot({ path: `${out}desk-${name}.jpg`, animations: 'disabled' })

const send = (page, method, path, body) =>
  page.evaluate(
    async ({ method, path, body }) => {
      const { csrf_token } = await fetch('/console/v1/session').then((r) => r.json())
      const headers = {
        'Content-Type': 'application/json',
        'X-CSRF-Token': csrf_token,
        'Idempotency-Key': crypto.randomUUID(),
      }
      const answer = await fetch(path, body ? { method, headers, body: JSON.stringify(body) } : {})
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
      return answer.status === 204 ? null : answer.json()
    },
    { method, path, body },
  )
const call = (page, path, body) => send(page, 'POST', path, body)
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

/** A phone in a browser that is a person's from now on. */
async function phoneOf(person) {
  const phone = await openPhone(browser, `phone of ${person.number}`)
  const { activation_path } = await api(`/console/v1/persons/${person.id}/activations`, {})
  await phone.goto(server.url + activation_path)
  await phone.getByTestId('activate-submit').click()
  await phone.getByTestId('today-card').first().waitFor()
  return phone
}

/** Asks a person to check in now; the request. */
async function ask(person, requires) {
  await api(`/console/v1/persons/${person.id}/checkins`, {
    title: '临时报到',
    answer_in_minutes: 60,
    reason: '核对',
    requires,
  })
  const { items } = await api(`/console/v1/checkins?person_id=${person.id}&status=open`)
  return items.find((r) => r.kind === 'on_demand').id
}

const focused = () => desk.evaluate(() => document.activeElement?.dataset.testid)

/** Picks an item by keyboard alone. */
async function walkTo(item) {
  await row(item).waitFor()
  await desk.locator('h1').first().click() // nothing has the focus
  const picked = () =>
    id('desk-item').evaluateAll((rows, item) => {
      const at = rows.findIndex((r) => r.dataset.picked === 'true')
      return { at: rows[at]?.dataset.id, by: rows.findIndex((r) => r.dataset.id === item) - at }
    }, item)
  await until('it is picked', async () => {
    const { at, by } = await picked()
    if (by === 0) return true
    await desk.keyboard.press(by > 0 ? 'j' : 'k')
    await until('another is picked', async () => (await picked()).at !== at)
    return false
  })
}

const steps = {
  'what waits stands in one list, of each kind': async () => {
    await signIn(desk)
    const who = (await api('/console/v1/persons?limit=1')).items[0]
    story.station = who.station.id
    const phone = await phoneOf(who)
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
    assert.equal(await id('phone-number').count(), 0, 'nobody opens a file by looking at an alert')
    await desk.keyboard.press('t')
    await id('phone-number')
      .getByRole('link', { name: /^\d{11}$/ })
      .waitFor()
    await shot('phone-number')
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

  'a name of any length stands whole on its row': async () => {
    story.people = await enrolNamed(api, story.station, 88001)
    const photo = await readFile(fileURLToPath(new URL('../../var/faces/cage.jpg', import.meta.url)))
    for (const who of story.people) {
      const { code } = await api(`/console/v1/persons/${who.id}/activations`, {})
      who.review = await ask(who, { face: true, location: true })
      await (await activate(server.url, code)).handIn(who.review, photo)
      await row(who.review).waitFor() // by itself
    }
    for (const width of [1440, 1280, 360]) {
      await desk.setViewportSize({ width, height: 900 })
      faults.push(...(await wrongNames(desk, `rows ${width}`, { box: '[data-testid=desk-item]', part: 'b' })))
      await row(story.people.at(-1).review).scrollIntoViewIfNeeded()
      await shot(`names-${width}`)
    }
    await desk.setViewportSize({ width: 1440, height: 900 })
  },

  'somebody is asked again by R, on second thoughts not, and then is': async () => {
    const who = story.people.at(-2)
    const phone = await phoneOf(who)
    assert.equal(await phone.getByTestId('checkin-start').count(), 0, 'it is handed in')
    await walkTo(who.review)
    await id('decide-ask-again').waitFor()
    const askAgain = async () => {
      await desk.keyboard.press('r')
      await id('reason-input').waitFor()
      await desk.keyboard.type('光线太暗')
      await desk.keyboard.press('Control+Enter')
      await id('held').waitFor()
      await row(who.review).waitFor({ state: 'detached' })
      assert.equal(await statusOf(who.review), 'review', 'not sent yet')
    }
    await askAgain()
    await desk.keyboard.press('z')
    await row(who.review).waitFor()
    assert.equal(await row(who.review).getAttribute('data-picked'), 'true', 'where it was')
    assert.equal(await id('held').count(), 0)
    await askAgain()
    await shot('asked-again')
    await until('it was sent', async () => (await statusOf(who.review)) === 'open', 15_000)
    await id('held').waitFor({ state: 'detached' })
    assert.equal(await row(who.review).count(), 0)
    const { decisions, due_at } = await api(`/console/v1/checkins/${who.review}`)
    assert.deepEqual(
      decisions.map((d) => [d.kind, d.reason]),
      [['ask_again', '光线太暗']],
    )
    assert.ok(Date.parse(due_at) > Date.now() + 23 * 3_600_000, 'a day for it')
    await phone.reload()
    await phone.getByTestId('checkin-start').waitFor()
    await phone.screenshot({ path: `${out}desk-phone-asked-again.jpg` })
    await phone.goto(`${server.url}/phone/#/messages`)
    await phone.getByText('工作人员看过了您的报到').first().click()
    await phone.getByTestId('checkin-result').waitFor()
    assert.match(await phone.getByTestId('result-reason').textContent(), /光线太暗/)
    await phone.getByTestId('checkin-result').getByTestId('checkin-again').waitFor()
    await phone.screenshot({ path: `${out}desk-phone-asked-again-result.jpg` })
    await phone.context().close()
  },

  'an appeal is decided with Y, by somebody else than who decided first': async () => {
    const who = story.people.at(-3)
    const judge = await openDesk(browser, 'supervisor')
    await signIn(judge, 'supervisor')
    const { checkin } = await api(`/console/v1/checkins/${who.review}`)
    const reject = { checkin_id: checkin.id, kind: 'reject', reason: '照片里是别人' }
    await call(judge, `/console/v1/checkins/${who.review}/decision`, reject)
    await judge.context().close()
    const phone = await phoneOf(who)
    await phone.goto(`${server.url}/phone/#/appeal/${who.review}`)
    await phone.locator('label.choice').first().click()
    await phone.getByTestId('appeal-send').click()
    await phone.getByTestId('appeal-card').waitFor()
    const [appeal] = await until('it is on the desk', async () => {
      const all = await items('appeal')
      return all.length > 0 && all
    })
    await walkTo(appeal.id)
    await id('appeal-uphold').waitFor()
    faults.push(...(await faultsOf(desk, 'an appeal')).faults)
    await desk.keyboard.press('n')
    await id('reason-input').waitFor()
    await desk.keyboard.press('Escape')
    await id('reason-input').waitFor({ state: 'detached' })
    await desk.keyboard.press('y')
    await id('reason-input').waitFor()
    await desk.keyboard.type('邻居证明当天停电')
    await shot('appeal')
    await desk.keyboard.press('Control+Enter')
    await id('held').waitFor()
    await row(appeal.id).waitFor({ state: 'detached' })
    assert.equal((await api(`/console/v1/appeals/${appeal.id}`)).status, 'open', 'not sent yet')
    await until('it was sent', async () => (await api(`/console/v1/appeals/${appeal.id}`)).status === 'upheld', 15_000)
    const { changes, reason } = await api(`/console/v1/appeals/${appeal.id}`)
    assert.deepEqual([changes.map((c) => [c.from, c.to]), reason], [[['absent', 'excused']], '邻居证明当天停电'])
    assert.equal(await row(appeal.id).count(), 0)
    await phone.reload()
    await phone.getByTestId('appeal-card').filter({ hasText: '邻居证明当天停电' }).waitFor()
    await phone.context().close()
  },

  'who was not reached is telephoned by T: no answer keeps the task, having spoken ends it': async () => {
    const [who] = story.people
    await send(desk, 'PUT', `/console/v1/persons/${who.id}/ladder`, {
      steps: [{ channel: 'call', from: 'open', after_minutes: 0 }],
      quiet_from: '00:00',
      quiet_to: '00:00',
      version: 0,
    })
    const request = await ask(who, { face: false, location: true })
    const task = await until('the task is on the desk', async () =>
      (await items('alert')).find((i) => i.title_code === 'call_person' && i.request_id === request),
    )
    await walkTo(task.id)
    await id('call').waitFor()
    faults.push(...(await faultsOf(desk, 'a person to telephone')).faults)
    await desk.keyboard.press('t')
    assert.equal(await focused(), 'call-spoke')
    await desk.keyboard.press('Tab')
    assert.equal(await focused(), 'call-no_answer')
    await desk.keyboard.press('Enter')
    await id('call').getByText('已记录').waitFor()
    assert.equal(await row(task.id).count(), 1, 'the person does not know yet')
    await shot('telephoned')
    await desk.keyboard.press('t')
    await desk.keyboard.press('Enter')
    await row(task.id).waitFor({ state: 'detached' })
    const { notices } = await api(`/console/v1/checkins/${request}`)
    const calls = notices.filter((n) => n.channel === 'call').map((n) => n.failure || (n.delivered_at && 'spoke'))
    assert.deepEqual(calls.sort(), ['no_answer', 'spoke'])
    const before = desk.url()
    await desk.keyboard.press('j')
    await until('the keys go on', async () => desk.url() !== before)
  },

  'so is who did not answer twice in a roll call': async () => {
    const [, who, other] = story.people
    const both = [who.id, other.id]
    const begun = { station_id: story.station, audience: 'adults', title: '点名', kind: 'chosen', person_ids: both }
    const { id: rollCall } = await api('/console/v1/roll-calls', begun)
    await api(`/console/v1/roll-calls/${rollCall}/recall`, { person_ids: [who.id] })
    await api(`/console/v1/roll-calls/${rollCall}/telephone`, { person_ids: [who.id] })
    const task = await until('the task is on the desk', async () =>
      (await items('alert')).find((i) => i.title_code === 'rollcall_phone' && i.person.id === who.id),
    )
    await walkTo(task.id)
    await id('telephone').waitFor()
    faults.push(...(await faultsOf(desk, 'who did not answer')).faults)
    await desk.keyboard.press('t')
    assert.equal(await focused(), 'telephone-spoke')
    await desk.keyboard.press('Enter')
    await row(task.id).waitFor({ state: 'detached' })
    await api(`/console/v1/roll-calls/${rollCall}/close`, {})
    const isAsked = (i) => /^rollcall_(absent|not_reached)$/.test(i.title_code) && i.person.id === other.id
    const question = await until('why is asked', async () => (await items('alert')).find(isAsked))
    await row(question.id).waitFor() // by itself
    await shot('roll-call-question')
  },

  'what I did stands in a list of its own': async () => {
    await id('desk-done').click()
    await id('desk-done-item').first().waitFor()
    assert.ok((await id('desk-done-item').count()) >= 3, 'accepted, granted, more time')
    await shot('done')
    faults.push(...(await faultsOf(desk, 'what I did')).faults)
    for (const { request_id, id } of await items('review')) {
      const { checkin } = await api(`/console/v1/checkins/${request_id ?? id}`)
      await api(`/console/v1/checkins/${request_id ?? id}/decision`, { checkin_id: checkin.id, kind: 'accept' })
    }
    // decided elsewhere by the same officer: what is read stays where it is until the rest is asked for
    const before = await id('desk-done-item').count()
    await id('desk-done-since').waitFor()
    assert.equal(await id('desk-done-item').count(), before)
    await id('desk-done-since').click()
    await until('they are shown', async () => (await id('desk-done-item').count()) > before)
    const rest = (await api('/console/v1/desk')).items.filter((i) => i.kind === 'alert').map((i) => i.id)
    for (const one of rest) await api('/console/v1/alerts/resolve', { ids: [one], note: '电话已核实' })
    await id('desk-waiting').click()
    await desk.getByText('现在没有要处理的').waitFor()
    await shot('empty')
    faults.push(...(await faultsOf(desk, 'a desk on which nothing waits')).faults)
  },

  'an address that leads nowhere says so, and leads back; what was not asked for is not missed': async () => {
    await desk.goto(`${server.url}/console/nowhere`)
    await desk.getByText('没有这个页面').waitFor()
    faults.push(...(await faultsOf(desk, 'nowhere')).faults)
    await desk.getByRole('link', { name: '回到首页' }).click()
    await id('desk-done').waitFor()
    await desk.goto(`${server.url}/console/persons/nobody`)
    await desk.getByRole('heading', { name: '矫正对象档案' }).waitFor()
    assert.equal(await desk.getByRole('button', { name: '再试一次' }).count(), 0, 'it would not help')
    const { items } = await api('/console/v1/checkins?status=accepted&limit=100')
    const without = items.find((r) => r.title === '随机报到') // asks where one is, and nothing else
    await desk.goto(`${server.url}/console/checkins?status=accepted`)
    const listed = desk.getByRole('row').filter({ hasText: '随机报到' }).first()
    await listed.getByText(/\d\d:\d\d–\d\d:\d\d/).waitFor() // by when it opened, which is the order of the list
    await desk.goto(`${server.url}/console/checkins/${without.id}`)
    await desk.getByRole('heading', { name: '位置' }).waitFor()
    for (const said of ['没有照片', '回答']) assert.equal(await desk.getByText(said).count(), 0, said)
    await desk.goto(`${server.url}/console/`)
  },

  'who rings up is found from any screen': async () => {
    const { items } = await api('/console/v1/persons?limit=3')
    await id('find').fill(items[0].name)
    await desk.keyboard.press('Enter')
    await desk.waitForURL((url) => url.pathname.endsWith('/persons'))
    await id('person-link').filter({ hasText: items[0].name }).first().waitFor()
    const onlyThem = async () => {
      await id('person-link').filter({ hasText: items[0].name }).first().waitFor()
      assert.equal(await id('person-search').locator('input').inputValue(), items[0].name)
      assert.doesNotMatch(decodeURI(desk.url()), new RegExp(`[?&]q=|${items[0].name}`), 'no name in the address')
    }
    await onlyThem()
    await desk.reload()
    await onlyThem()
    await id('person-link').first().click()
    await desk.waitForURL(/persons\/[\da-f-]+$/)
    await desk.goBack()
    await onlyThem()
    await id('find').fill(items[2].number)
    await desk.keyboard.press('Enter')
    await id('person-link').filter({ hasText: items[2].name }).waitFor()
    assert.equal(await id('person-search').locator('input').inputValue(), items[2].number)
    faults.push(...(await faultsOf(desk, 'somebody found')).faults)
    await desk.goto(`${server.url}/console/`)
  },

  'who asks the system for less motion has none': async () => {
    const app = desk.locator('.ant-app').first()
    const lasts = () => app.evaluate((e) => getComputedStyle(e).getPropertyValue('--ant-motion-duration-mid'))
    assert.equal(await lasts(), '1ms') // as all these pages ask
    await desk.emulateMedia({ reducedMotion: 'no-preference' })
    await until('what opens comes gently', async () => (await lasts()) === '0.12s')
    await desk.emulateMedia({ reducedMotion: 'reduce' })
    await until('it does no more', async () => (await lasts()) === '1ms')
  },

  'in a window of 390 nothing lies beside it': async () => {
    const page = await open(browser, 'narrow', { viewport: { width: 390, height: 844 } })
    await page.goto(`${server.url}/console/`)
    for (const [field, text] of Object.entries({ username: 'supervisor', password }))
      await page.getByTestId(`login-${field}`).fill(text)
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => !url.pathname.endsWith('/login')) // else the next page cuts the answer off
    for (const path of ['/', '/attendance', '/attendance/fairness', '/plans', '/persons']) {
      await page.goto(`${server.url}/console${path}`)
      await page
        .locator({ '/': '[data-testid=zoom], h2', '/persons': '[data-testid=person-link]' }[path] ?? 'h2')
        .last()
        .waitFor()
      await page.waitForTimeout(500)
      const beside = await page.evaluate((isList) => {
        // have two directions of their own; a list of persons is read as it is
        const own = `canvas, svg, .maplibregl-map, [aria-hidden=true]${isList ? '' : ', table'}`
        const all = [...document.querySelectorAll('main *')].filter((e) => e.checkVisibility() && !e.closest(own))
        return all.filter((e) => e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.className || e.tagName)
      }, path === '/persons')
      if (beside.length > 0) faults.push(`390 wide, ${path}: beside the window ${beside.slice(0, 5).join(' | ')}`)
      await page.screenshot({ path: `${out}desk-narrow-${path.replaceAll('/', '-')}.jpg`, fullPage: true })
    }
    await page.context().close()
  },

  'an address whose days are none is one without days': async () => {
    const page = await open(browser, 'a hand-broken address', { viewport: { width: 1440, height: 900 } })
    await signIn(page, 'supervisor')
    // some of each kind: one opens only so many streams of hints in a while
    for (const path of ['attendance', 'attendance/records', 'alerts', 'checkins', 'roll-calls', 'audit']) {
      await page.goto(`${server.url}/console/${path}?from=abc&to=2026-02-31&day=nope&before=zz`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.waitForFunction(() => !document.querySelector('.ant-spin-spinning, .ant-skeleton'))
      const fields = await page.locator('input').evaluateAll((all) => all.map((i) => i.value))
      const shown = `${await page.locator('main').textContent()} ${fields.join(' ')}`
      assert.doesNotMatch(shown, /Invalid|NaN|没有成功|填写的内容有误/, path)
    }
    await page.context().close()
  },

  'more than a desk holds is said, with a way to all of it': async () => {
    const page = await openDesk(browser, 'a full desk')
    await page.route('**/console/v1/desk', async (route) => {
      const answer = await route.fetch()
      await route.fulfill({ response: answer, json: { ...(await answer.json()), more: ['review'] } })
    })
    await signIn(page, 'supervisor')
    await page.getByText(/^全部 \d+\+$/).waitFor()
    await page.getByText(/^待核实 \d+\+$/).click()
    const rest = page.getByTestId('desk-rest')
    await rest.getByText('还有更多').waitFor()
    faults.push(...(await faultsOf(page, 'a desk that does not hold all')).faults)
    await page.getByText(/^提醒 \d+$/).click() // of which all are listed
    assert.equal(await rest.textContent(), '全部提醒')
    await page.getByText(/^待核实 \d+\+$/).click()
    await rest.getByRole('link', { name: '全部待核实' }).click()
    await page.waitForURL('**/console/checkins?status=review')
    await page.context().close()
  },

  'at 1280 wide and in English nothing is cut': async () => {
    const page = await open(browser, 'english', { viewport: { width: 1280, height: 800 } })
    await page.addInitScript(() => localStorage.setItem('diandao.language', 'en'))
    await signIn(page, 'supervisor')
    await page.getByTestId('desk-item').first().waitFor()
    await page.waitForTimeout(500)
    faults.push(...(await faultsOf(page, 'desk in English')).faults)
    await page.screenshot({ path: `${out}desk-english.jpg` })
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
  console.error(server.log().split('\n').slice(-20).join('\n'), complaints, e)
  process.exitCode = 1
} finally {
  await browser.close()
  await server.stop()
}
