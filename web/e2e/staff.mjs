// A new officer's first week in real Chromium: added, a password on paper, her own password, found in the list, given another
// role, deactivated while she is at work; and the same officer by the city's identity provider. In both languages, before axe.
import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { complaints, find, launch, openDesk, pressChoice, until } from './browser.mjs'
import { staffSteps } from './cutsStaff.mjs'
import { asker, cutter, holdTo } from './cutting.mjs'
import { client, startProvider } from './idp.mjs'
import { openLine } from './line.mjs'
import { faultsOf, onPaper, watchShifts } from './looks.mjs'
import { password, startServer } from './server.mjs'

const out = fileURLToPath(new URL('../../test/browser/out/', import.meta.url))
await mkdir(out, { recursive: true })
const provider = await startProvider()
const server = await startServer([], {
  DIANDAO_OIDC_ISSUER: provider.url,
  DIANDAO_OIDC_CLIENT_ID: client.id,
  DIANDAO_OIDC_CLIENT_SECRET: client.secret,
  DIANDAO_OIDC_NAME: '市统一认证',
})
const line = await openLine(server.url)
const { cut, cutOnes } = cutter(line)
const browser = await launch()
const faults = []
const own = 'a quiet morning 7'

async function desk(who) {
  const page = await openDesk(browser, who)
  await watchShifts(page)
  return page
}

/** Looks at the screen that is shown, in both languages; `isShot` keeps a picture of each. */
async function look(page, name) {
  await until(`${name} is there`, async () => (await page.locator('.ant-skeleton, .ant-spin-spinning').count()) === 0)
  await page.waitForTimeout(300)
  faults.push(...(await faultsOf(page, name)).faults)
  await page.screenshot({ path: `${out}staff-${name}.jpg`, animations: 'disabled' })
}

async function signIn(page, username, secret, at = server.url) {
  await page.goto(`${at}/console/`)
  await page.getByTestId('login-username').fill(username)
  await page.getByTestId('login-password').fill(secret)
  await page.getByTestId('login-submit').click()
}

const chief = await desk('supervisor')
const hers = await desk('new officer')
const story = {}
const row = (page, username) => page.locator(`tr[data-username="${username}"]`)

async function pickUnit(page) {
  await page.getByTestId('staff-unit').click()
  const first = page.locator('.ant-select-tree-title', { hasText: '司法所' }).first()
  story.station = await first.textContent()
  await pressChoice(first)
}

const steps = {
  'the supervisor adds an officer and gets a password to hand over': async () => {
    await signIn(chief, 'supervisor', password)
    await chief.getByTestId('nav-admin').click()
    await row(chief, 'officer').waitFor()
    await look(chief, 'list')
    await chief.getByTestId('staff-add').click()
    await chief.getByTestId('staff-username').fill('Chen.Xin')
    await chief.getByTestId('staff-name').fill('陈欣')
    await pickUnit(chief)
    await look(chief, 'add')
    await chief.getByTestId('staff-save').click()
    story.first = (await chief.getByTestId('first-password').textContent()).trim()
    assert.match(story.first, /^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/)
    await look(chief, 'first-password')
    await onPaper(chief, () => chief.screenshot({ path: `${out}staff-slip.jpg` }))
    await chief.getByTestId('first-done').click()
    await row(chief, 'chen.xin').getByText('还没设自己的密码').waitFor()
  },

  'a username is given once, and says so': async () => {
    await chief.getByTestId('staff-add').click()
    await chief.getByTestId('staff-username').fill('chen.xin')
    await chief.getByTestId('staff-name').fill('陈新')
    await pickUnit(chief)
    await chief.getByTestId('staff-save').click()
    await chief.getByText('这个用户名已经有人使用').waitFor()
    await chief.locator('.ant-drawer-close').click()
  },

  'she must choose a password of her own first': async () => {
    await signIn(hers, 'chen.xin', story.first)
    await hers.getByTestId('password-old').waitFor()
    await look(hers, 'welcome')
    await hers.goto(`${server.url}/console/persons`)
    await hers.getByTestId('password-old').fill(story.first)
    await hers.getByTestId('password-new').fill('woaini1314520')
    await hers.getByTestId('password-again').fill('woaini1314521')
    await hers.getByTestId('password-save').click()
    await hers.getByText('两次输入的不一样').waitFor()
    await hers.getByTestId('password-again').fill('woaini1314520')
    await hers.getByTestId('password-save').click()
    await hers.getByText('太容易被猜到').waitFor()
    await hers.getByTestId('password-new').fill(own)
    await hers.getByTestId('password-again').fill(own)
    await hers.getByTestId('password-save').click()
    await hers.locator('h1', { hasText: '矫正对象' }).waitFor()
    assert.match(hers.url(), /\/console\/persons$/, 'on to where she was going')
  },

  'she ends a session that she left open elsewhere': async () => {
    const elsewhere = await desk('her other computer')
    await signIn(elsewhere, 'chen.xin', own)
    await elsewhere.getByTestId('nav-desk').waitFor()
    await hers.getByTestId('me').click()
    await hers.getByText('我的账号').click()
    await until('both sessions are listed', async () => (await hers.getByTestId('session').count()) === 2)
    await look(hers, 'account')
    await hers.getByTestId('session-end').click()
    await until('one is left', async () => (await hers.getByTestId('session').count()) === 1)
    await elsewhere.getByTestId('nav-persons').click()
    await elsewhere.getByTestId('again-username').waitFor()
    await elsewhere.context().close()
  },

  'the supervisor finds her, sees where she is signed in, and deactivates her at work': async () => {
    await chief.getByTestId('staff-search').locator('input').fill('陈欣')
    await chief.keyboard.press('Enter')
    await until('one is found', async () => (await chief.getByTestId('staff').count()) === 1)
    await chief.getByTestId('staff-open').click()
    await chief.getByTestId('session').waitFor()
    await look(chief, 'panel')
    await chief.getByTestId('staff-change').click()
    await chief.locator('#staff-change-ok').waitFor()
    await chief.locator('.ant-modal [data-testid=staff-role]').click()
    await pressChoice(chief.locator('.ant-select-item-option', { hasText: '社工' }))
    await chief.getByText('1 个登录会马上结束').waitFor()
    await look(chief, 'change')
    await chief.locator('.ant-modal').getByRole('button', { name: '取消' }).click()
    await chief.getByTestId('staff-active').click()
    await chief.getByText('陈欣的 1 个登录会马上结束').waitFor()
    await look(chief, 'deactivate')
    await chief.getByTestId('reason-input').fill('调离本单位')
    await chief.locator('#reason-ok').click()
    await chief.locator('.ant-drawer').getByText('已停用').first().waitFor()
    await hers.getByTestId('nav-checkins').click()
    await hers.getByTestId('again-username').waitFor()
    await signIn(hers, 'chen.xin', own)
    await hers.getByText('用户名或密码不对').waitFor()
  },

  'an administrator tells the number of a station, by keyboard, and is told of what another has done meanwhile':
    async () => {
      const page = await desk('administrator')
      const id = (name) => page.getByTestId(name)
      const save = () => page.locator('#unit-change-ok').click()
      await signIn(page, 'admin', password)
      await id('nav-admin').click()
      await id('tab-units').click()
      await id('unit').first().waitFor()
      await look(page, 'units')
      await id('unit-search').locator('input').fill(story.station)
      await page.keyboard.press('Enter')
      await until('one is found', async () => (await id('unit').count()) === 1)
      await id('unit-change').focus()
      await page.keyboard.press('Enter')
      await id('unit-telephone').fill('分机 12')
      await page.keyboard.press('Enter')
      await page.getByText('办公电话只能用数字').waitFor()
      await look(page, 'unit-change')
      await id('unit-telephone').fill('0999-00000801')
      await page.keyboard.press('Enter')
      await id('unit').getByText('0999-00000801').waitFor()
      await until('the form is shut', async () => (await id('unit-telephone').count()) === 0)

      await id('unit-change').click()
      await id('unit-telephone').fill('0999-00000803')
      const other = await asker(server.url)('admin')
      const { items } = await other('/console/v1/units')
      const unit = items.find((u) => u.name === story.station)
      const theirs = { name: unit.name, telephone: '0999-00000802', version: unit.version }
      await other(`/console/v1/units/${unit.id}`, theirs, { method: 'PUT' })
      await save()
      await id('unit-now').getByText('0999-00000802').waitFor()
      await look(page, 'unit-changed')
      await save()
      await id('unit').getByText('0999-00000803').waitFor()
      await page.getByRole('heading', { name: '单位' }).waitFor()

      await id('unit-change').click()
      await id('unit-telephone').fill('')
      await page.keyboard.press('Enter')
      await id('unit').getByText('没有', { exact: true }).waitFor()
      await id('unit-search').locator('input').fill('')
      await page.keyboard.press('Enter')
      await id('unit-silent').check()
      await until('those without a number are left', async () => (await id('unit').count()) === 1)
      await id('unit-silent-count').waitFor()
      await look(page, 'units-silent')
      await page.goto(`${server.url}/console/audit`)
      await page.getByText('修改单位').first().waitFor()
      await page.evaluate(() => localStorage.setItem('diandao.language', 'en'))
      await page.goto(`${server.url}/console/admin/units?item=${unit.id}`)
      await id('unit-telephone').waitFor()
      await look(page, 'unit-change-en')
      await page.keyboard.press('Escape')
      await until('the form is shut', async () => (await id('unit-telephone').count()) === 0)
      await look(page, 'units-en')
      await page.context().close()
    },

  'what was done to her stands in the ledger, in words': async () => {
    await chief.goto(`${server.url}/console/audit`)
    await chief.getByText('停用工作人员').first().waitFor()
    await chief.goto(`${server.url}/console/admin/staff`)
    await find(chief, 'staff', 'chen.xin')
    await chief.getByTestId('staff-open').filter({ hasText: '陈欣' }).click()
    await chief.getByTestId('staff-active').click()
    await chief.getByTestId('reason-input').fill('回到岗位')
    await chief.locator('#reason-ok').click()
    await chief.getByTestId('staff-reset').waitFor()
  },

  'nobody here belongs to a login of the identity provider, and the page says so': async () => {
    await hers.goto(`${server.url}/console/login`)
    await hers.getByTestId('login-sso').waitFor()
    await look(hers, 'login')
    await hers.getByTestId('login-sso').click()
    await hers.locator('#in').click()
    await hers.getByText('系统里没有和这个统一认证账号对应的人').waitFor()
    await look(hers, 'login-refused')
  },

  'she signs in by the identity provider, to where she was going': async () => {
    provider.login = { sub: 'sub-7', preferred_username: 'chen.xin' }
    await hers.goto(`${server.url}/console/leaves?status=applied`)
    await hers.getByTestId('login-sso').click()
    await hers.locator('#in').click()
    await hers.locator('h1', { hasText: '请假' }).waitFor()
    assert.match(hers.url(), /\/console\/leaves\?status=applied$/)
    await hers.reload()
    await hers.locator('h1', { hasText: '请假' }).waitFor()
    await hers.goBack().catch(() => undefined)
  },

  ...staffSteps({
    ...{ server, line, cut, chief, hers, signIn, own },
    ...{ member: asker(server.url), open: desk, username: 'chen.xin' },
  }),

  'a token that is not for this login opens nothing, and the way by password stays': async () => {
    provider.broken = true
    const page = await desk('somebody else')
    await page.goto(`${server.url}/console/login`)
    await page.getByTestId('login-sso').click()
    await page.locator('#in').click()
    await page.getByText('没有通过核对').waitFor()
    await provider.stop()
    await page.getByTestId('login-username').fill('officer')
    await page.getByTestId('login-password').fill(password)
    await page.getByTestId('login-submit').click()
    await page.getByTestId('nav-desk').waitFor()
    await page.context().close()
  },

  'the same screens in English': async () => {
    await chief.evaluate(() => localStorage.setItem('diandao.language', 'en'))
    await chief.goto(`${server.url}/console/admin/staff`)
    await find(chief, 'staff', 'chen.xin')
    await chief.getByTestId('staff-open').filter({ hasText: '陈欣' }).click()
    await chief.getByTestId('staff-reset').waitFor()
    await look(chief, 'panel-en')
    await chief.getByTestId('staff-reset').click()
    await chief.getByText('Reset the password of').waitFor()
    await look(chief, 'reset-en')
    await chief.locator('#staff-reset-ok').click()
    await chief.getByTestId('first-password').waitFor()
    await look(chief, 'first-password-en')
    await chief.getByTestId('first-done').click()
    await chief.goto(`${server.url}/console/account`)
    await chief.getByTestId('session').first().waitFor()
    await look(chief, 'account-en')
    await chief.goto(`${server.url}/console/login?problem=sso.unavailable`)
    await chief.getByText('The identity provider does not answer').waitFor()
    await look(chief, 'login-en')
  },
}

let failed
try {
  for (const [name, step] of Object.entries(steps)) {
    const since = Date.now()
    await step()
    process.stdout.write(`  ✓ ${name} (${((Date.now() - since) / 1000).toFixed(1)} s)\n`)
  }
  assert.deepEqual(faults, [])
  // where she must choose a password first, a look at anything else is refused
  assert.deepEqual(
    complaints.filter((c) => !/status of 403/.test(c)),
    [],
  )
  await holdTo('staff', cutOnes)
} catch (e) {
  failed = e
  await chief.screenshot({ path: `${out}staff-failed-chief.jpg` }).catch(() => undefined)
  await hers.screenshot({ path: `${out}staff-failed-hers.jpg` }).catch(() => undefined)
}
await browser.close()
line.close()
await provider.stop().catch(() => undefined)
const code = await server.stop()
if (failed) {
  process.stderr.write(`${failed.stack}\n${complaints.join('\n')}\n${server.log().slice(-3000)}\n`)
  process.exit(1)
}
assert.equal(code, 0, 'the server stopped by itself')
