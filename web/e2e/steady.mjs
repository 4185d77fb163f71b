// The console on a bad day, in real Chromium: a computer without a network, an event stream that is cut, and a screen at 200 %
// (720 wide). Nothing is lost, nothing waits for ever without a word, and all goes on by itself.
import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { complaints, launch, open, openDesk, openPhone, until } from './browser.mjs'
import { openLine } from './line.mjs'
import { faultsOf } from './looks.mjs'
import { password, startServer } from './server.mjs'
import { hear, strangeWords } from './words.mjs'

const out = fileURLToPath(new URL('../../test/browser/out/', import.meta.url))
await mkdir(out, { recursive: true })
const server = await startServer()
const line = await openLine(server.url)
const browser = await launch()
const desk = await openDesk(browser, 'supervisor')
const other = await openDesk(browser, 'officer')
const faults = []
const story = {}
const id = (name) => desk.getByTestId(name)
const shot = (page, name) => page.screenshot({ path: `${out}steady-${name}.jpg`, animations: 'disabled' })
const offline = (page, is) => page.context().setOffline(is)
const unreached = (page) => page.getByText('连不上服务器').first()
const strip = (page) => page.getByTestId('offline')
const mark = (page) =>
  page.evaluate(() => {
    window.wasReloaded = 'not'
  })
const isTheSame = async (page) => assert.equal(await page.evaluate(() => window.wasReloaded), 'not', 'it was reloaded')

async function signIn(page, username, secret = password, address = server.url) {
  await page.goto(`${address}/console/`)
  await page.getByTestId('login-username').fill(username)
  await page.getByTestId('login-password').fill(secret)
  await page.getByTestId('login-submit').click()
}

function api(page, path, body) {
  return page.evaluate(
    async ({ path, body }) => {
      const { csrf_token } = await fetch('/console/v1/session').then((r) => r.json())
      const headers = {
        'Content-Type': 'application/json',
        'X-CSRF-Token': csrf_token,
        'Idempotency-Key': crypto.randomUUID(),
      }
      const answer = await fetch(path, body ? { method: 'POST', headers, body: JSON.stringify(body) } : {})
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
      return answer.json()
    },
    { path, body },
  )
}

const wait = async (page) => {
  await page.locator('h1').first().waitFor()
  await until('nothing is on its way any more', async () => {
    return (await page.locator('.ant-skeleton, .ant-spin-spinning').count()) === 0
  })
}

/** What can't be reached in a narrow window: it sticks out, and nothing around it scrolls sideways but a table. */
const lost = (page) =>
  page.evaluate(() => {
    const found = []
    const scrolls = (e) => /auto|scroll/.test(getComputedStyle(e).overflowX) && e.scrollWidth > e.clientWidth + 1
    for (const e of document.querySelectorAll('*'))
      if (scrolls(e) && !e.closest('.ant-table, .ant-segmented, .ant-tabs-nav, pre, [role=grid]'))
        found.push(`${e.id || e.className || e.nodeName} scrolls sideways`)
    for (const e of document.querySelectorAll('main button, main a, main input, main h1, main h2, header button')) {
      const box = e.getBoundingClientRect()
      if (!e.checkVisibility() || box.width === 0 || e.closest('.ant-table, .visually-hidden')) continue
      if (box.right > innerWidth + 1 || box.left < -1) found.push(`${e.textContent || e.nodeName} sticks out`)
    }
    return found
  })

const plan = (title) =>
  api(other, '/console/v1/roll-calls', {
    station_id: story.station,
    audience: 'adults',
    title,
    starts_at: new Date(Date.now() + 86_400_000).toISOString(),
  })

const steps = {
  'a list without a network keeps its rows, says so, and goes on by itself': async () => {
    await signIn(desk, 'supervisor', password, line.address)
    await id('nav-persons').click()
    await id('person-link').first().waitFor()
    await mark(desk)
    const rows = await id('person-link').count()
    await offline(desk, true)
    await strip(desk).getByText('电脑没有联网').waitFor()
    await desk.getByRole('button', { name: '更多' }).click()
    await unreached(desk).waitFor()
    assert.equal(await id('person-link').count(), rows, 'the rows stay')
    await shot(desk, 'list-offline')
    await desk.getByRole('button', { name: '再试一次' }).click()
    await unreached(desk).waitFor()
    await id('person-search').locator('input').fill('王')
    await desk.keyboard.press('Enter')
    await desk.getByText('连不上服务器').first().waitFor()
    assert.equal(await desk.locator('.ant-spin-spinning').count(), 0, 'nothing turns for ever')
    assert.equal(await desk.getByText('没有符合条件').count(), 0, 'what is not read is not said to be empty')
    await offline(desk, false)
    await id('person-link').filter({ hasText: '王' }).first().waitFor()
    assert.equal(await desk.getByText('连不上服务器').count(), 0)
    assert.equal(await strip(desk).textContent(), '')
    await isTheSame(desk)
  },

  'what was written in a form stays, and is sent once there is a network': async () => {
    await desk.goto(`${line.address}/console/account`)
    await id('password-old').fill(password)
    await id('password-new').fill('a quiet evening 8')
    await id('password-again').fill('a quiet evening 8')
    await offline(desk, true)
    await strip(desk).getByText('电脑没有联网').waitFor()
    await desk.getByTestId('password-save').click()
    await unreached(desk).waitFor()
    assert.equal(await desk.locator('.ant-btn-loading').count(), 0, 'the button does not turn for ever')
    assert.equal(await id('password-new').inputValue(), 'a quiet evening 8')
    await shot(desk, 'form-offline')
    await offline(desk, false)
    await until('there is a network', async () => (await strip(desk).textContent()) === '')
    await desk.getByTestId('password-save').click()
    await desk.getByText('密码已更换').waitFor()
  },

  'a screen that was never opened says that it can not be had, and comes by itself': async () => {
    await id('nav-persons').click()
    await desk.getByRole('heading', { name: '矫正对象' }).waitFor()
    await mark(desk)
    await offline(desk, true)
    await strip(desk).getByText('电脑没有联网').waitFor()
    await id('nav-audit').click()
    await desk.getByText('页面没有打开').waitFor()
    await isTheSame(desk)
    await shot(desk, 'screen-offline')
    await id('nav-persons').click() // this one is here
    await desk.getByRole('heading', { name: '矫正对象' }).waitFor()
    await id('nav-audit').click()
    await desk.getByText('页面没有打开').waitFor()
    await offline(desk, false)
    await desk.getByRole('heading', { name: '操作记录' }).waitFor()
    await isTheSame(desk)
  },

  'an event stream that is cut comes back by the number of its last hint': async () => {
    await signIn(other, 'officer')
    await other.getByTestId('nav-desk').waitFor()
    story.station = (await api(other, '/console/v1/session')).member.unit.id
    await desk.goto(`${line.address}/console/roll-calls`)
    await wait(desk)
    await plan('第一场')
    await desk.getByText('第一场').first().waitFor() // a hint has come, with its number
    await mark(desk)
    line.cut()
    await desk.getByText('实时连接断开').waitFor()
    await plan('第二场')
    line.mend()
    await until('the stream comes back with the number of its last hint', () => /\d/.test(line.resumed.at(-1) ?? ''))
    await desk.getByText('第二场').first().waitFor()
    await until('the line is said to be up', async () => (await desk.getByText('实时连接断开').count()) === 0)
    await isTheSame(desk)
  },

  'a form that was cancelled while it was sent says how it ended': async () => {
    const all = (await api(other, '/console/v1/persons?status=active&limit=100')).items
    const searched = (await api(other, '/console/v1/lost-contacts?state=open')).items.map((c) => c.person.id)
    const person = all.find((p) => !p.is_minor && !searched.includes(p.id))
    const searches = async () => (await api(other, `/console/v1/lost-contacts?person_id=${person.id}`)).items.length
    const id = (name) => other.getByTestId(name)
    await other.goto(`${server.url}/console/persons/${person.id}`)
    const send = async (end) => {
      const sent = new Promise((resolve) => other.route('**/lost-contact', resolve))
      await id('look-for').click()
      await id('reason-input').fill('三天没有任何消息')
      await other.locator('#reason-ok').click()
      const route = await sent
      await other.locator('.ant-modal').getByRole('button', { name: '取消' }).click()
      await id('reason-input').waitFor({ state: 'detached' })
      await end(route)
    }
    await send((route) => route.abort('connectionreset'))
    await other.getByText('没有得到答复').waitFor()
    assert.equal(await searches(), 0)
    await shot(other, 'left-unanswered')
    await other.unroute('**/lost-contact')
    await send((route) => route.continue())
    await other.getByText('取消之前已经提交').waitFor()
    assert.equal(await searches(), 1)
    assert.match(other.url(), /\/persons\//, 'who cancelled is not taken elsewhere')
    await other.unroute('**/lost-contact')
  },

  'the running roll call says that there is no network, and goes on': async () => {
    const { id: live } = await api(other, '/console/v1/roll-calls', {
      station_id: story.station,
      audience: 'adults',
      title: '网络不好',
    })
    story.live = live
    await desk.goto(`${line.address}/console/roll-calls/${live}/live`)
    await until('the roster is there', async () => (await id('nobody').getAttribute('data-known')) === 'true')
    await offline(desk, true)
    await strip(desk).getByText('电脑没有联网').waitFor()
    await shot(desk, 'room-offline')
    await offline(desk, false)
    await until('it is back', async () => (await strip(desk).textContent()) === '')
    await until('the line is up', async () => (await desk.getByText('连接断开，正在重新连接').count()) === 0)
    assert.equal(await id('nobody').getAttribute('data-known'), 'true')
  },

  'the login and the welcome say it too, the welcome in English': async () => {
    const unit = (await api(other, '/console/v1/session')).member.unit.id
    const made = await api(desk, '/console/v1/staff', {
      username: 'first.day',
      name: '陈欣',
      role: 'officer',
      unit_id: unit,
    })
    const page = await openDesk(browser, 'new officer')
    await page.addInitScript(() => localStorage.setItem('diandao.language', 'en'))
    const heard = hear(page)
    await page.goto(`${server.url}/console/`)
    await page.getByTestId('login-username').fill('first.day')
    await page.getByTestId('login-password').fill(made.password)
    await offline(page, true)
    await strip(page).getByText('no network').waitFor()
    await page.getByTestId('login-submit').click()
    await page.getByRole('alert').filter({ hasText: 'server' }).waitFor()
    assert.equal(await page.getByTestId('login-password').inputValue(), made.password)
    await shot(page, 'login-offline')
    await offline(page, false)
    await until('there is a network', async () => (await strip(page).textContent()) === '')
    await page.getByTestId('login-submit').click()
    await page.getByTestId('password-old').waitFor()
    faults.push(...(await strangeWords(page, 'en', 'welcome', heard)))
    faults.push(...(await faultsOf(page, 'welcome')).faults)
    await offline(page, true)
    await strip(page).getByText('no network').waitFor()
    await shot(page, 'welcome-offline')
    await page.context().close()
  },

  'a page whose scripts do not come, or come late, says so, and opens when it is tried again': async () => {
    for (const [app, page, comes] of [
      ['console', await openDesk(browser, 'on a bad line'), 'login-submit'],
      ['phone', await openPhone(browser, 'on a bad line'), 'activate-submit'],
    ]) {
      const opening = page.getByTestId('opening')
      const [, entry] = (await (await fetch(`${server.url}/${app}/`)).text()).match(/src="([^"]+\/index-[^"]+\.js)"/)
      await page.route(`**${entry}`, (route) => route.abort('connectionreset'))
      await page.goto(`${server.url}/${app}/`)
      await opening.getByText('请检查网络').waitFor()
      faults.push(...(await faultsOf(page, `${app} not opened`)).faults)
      await shot(page, `opening-${app}`)
      await page.unroute(`**${entry}`)
      let held
      await page.route(`**${entry}`, (route) => {
        held = route
      })
      await opening.getByRole('button').click()
      await opening.getByText('正在打开').waitFor()
      await held.continue()
      await page.getByTestId(comes).waitFor()
      assert.equal(await opening.count(), 0)
      await page.unroute(`**${entry}`)
      await page.route(`**${entry}`, (route) => route.fulfill({ contentType: 'text/javascript', body: 'let a ?? 1' }))
      await page.goto('about:blank')
      await page.goto(`${server.url}/${app}/`)
      await opening.getByText('浏览器太旧').waitFor()
      await page.context().close()
    }
  },

  'at 200 % all of it is there': async () => {
    const page = await open(browser, 'a large screen at 200 %', {
      viewport: { width: 720, height: 450 },
      deviceScaleFactor: 2,
    })
    await signIn(page, 'officer')
    await page.getByTestId('menu').waitFor()
    await page.reload() // Tab starts at the top, not where the login was
    await page.getByTestId('menu').waitFor()
    assert.equal(await page.getByTestId('nav-persons').isVisible(), false)
    for (let n = 0; n < 8; n++) {
      if ((await page.evaluate(() => document.activeElement?.dataset.testid)) === 'menu') break
      await page.keyboard.press('Tab')
    }
    await page.keyboard.press('Enter')
    await page.getByTestId('nav-persons').waitFor()
    await shot(page, 'menu')
    await page.keyboard.press('Escape')
    await page.getByTestId('nav-persons').waitFor({ state: 'hidden' })
    assert.equal(await page.evaluate(() => document.activeElement?.dataset.testid), 'menu', 'the focus is back')
    await page.keyboard.press('Enter')
    await page.getByTestId('nav-persons').click()
    await page.getByRole('heading', { name: '矫正对象' }).waitFor()
    await page.getByTestId('nav-persons').waitFor({ state: 'hidden' })
    const [person] = (await api(page, '/console/v1/persons?status=active')).items
    const pages = {
      desk: '/',
      persons: '/persons',
      person: `/persons/${person.id}`,
      checkins: '/checkins',
      plans: '/plans',
      leaves: '/leaves',
      appeals: '/appeals',
      'lost-contacts': '/lost-contacts',
      'roll-calls': '/roll-calls',
      'roll-call-plan': '/roll-calls/plan',
      room: `/roll-calls/${story.live}/live`,
      attendance: '/attendance',
      alerts: '/alerts',
      account: '/account',
    }
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(`${server.url}/console${path}`)
      await wait(page)
      await page.waitForTimeout(300)
      faults.push(...(await lost(page)).map((what) => `${name} at 720: ${what}`))
      await shot(page, `narrow-${name}`)
    }
    await page.context().close()
  },
}

let failed = false
try {
  for (const [name, step] of Object.entries(steps)) {
    const since = Date.now()
    await step()
    console.log(`ok   ${name} (${((Date.now() - since) / 1000).toFixed(1)} s)`)
  }
  assert.deepEqual(faults, [])
  // what is cut refuses and resets connections
  assert.deepEqual(
    complaints.filter(
      (c) => !/ERR_|WebSocket connection|Failed to fetch dynamically imported|Unexpected token '\?\?'/.test(c),
    ),
    [],
  )
} catch (error) {
  failed = true
  console.log(`FAIL ${error.stack}\n${complaints.join('\n')}\n${faults.join('\n')}\n${server.log().slice(-2000)}`)
  await shot(desk, 'failed').catch(() => undefined)
} finally {
  await browser.close()
  line.close()
  await server.stop()
}
process.exit(failed ? 1 : 0)
