// The correction team, the privacy notice and one's own papers: an officer, an administrator and the person's phone, in
// both palettes, both languages, and 320 px wide.
import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { complaints, launch, openDesk, openPhone, pressChoice, until } from './browser.mjs'
import { faultsOf, watchShifts } from './looks.mjs'
import { password, startServer } from './server.mjs'
import { hear, strangeWords } from './words.mjs'

const out = fileURLToPath(new URL('../../test/browser/out/', import.meta.url))
await mkdir(out, { recursive: true })
const server = await startServer()
const browser = await launch()
const faults = []
const shot = (page, name) => page.screenshot({ path: `${out}${name}.jpg`, animations: 'disabled' })
const phone = await openPhone(browser, 'phone', { isAsked: true })
const desk = await openDesk(browser, 'officer')
const city = await openDesk(browser, 'admin')
const id = (name) => phone.getByTestId(name)
const on = (name) => desk.getByTestId(name)

async function signIn(page, username) {
  await page.goto(`${server.url}/console/`)
  await page.getByTestId('login-username').fill(username)
  await page.getByTestId('login-password').fill(password)
  await page.getByTestId('login-submit').click()
  await page.getByTestId('nav-desk').waitFor()
}

const read = (path) => desk.evaluate((p) => fetch(p).then((r) => r.json()), path)
const restart = async (hash = '/') => {
  await phone.goto('about:blank')
  await phone.goto(`${server.url}/phone/#${hash}`)
  await phone.locator('h1').first().waitFor()
}

/** Chooses in a select of the console by the keyboard. */
async function choose(select, text) {
  await select.locator('input').focus()
  await select.locator('input').press('Enter')
  await pressChoice(desk.locator('.ant-select-item-option:visible').filter({ hasText: text }).first())
}

/** Looks at screens of the phone in one language and one palette. */
async function lookAt(language, palette, hashes) {
  const page = await phone.context().newPage()
  const heard = hear(page)
  await page.setViewportSize({ width: 320, height: 640 })
  await watchShifts(page)
  await page.addInitScript(
    ([l, p]) => {
      try {
        localStorage.setItem('diandao.language', l)
        localStorage.setItem('diandao.palette', p)
      } catch {
        // a page without an address has no storage
      }
    },
    [language === 'zh' ? 'zh-CN' : 'en', palette],
  )
  for (const hash of hashes) {
    await page.goto('about:blank')
    await page.goto(`${server.url}/phone/#${hash}`)
    await page.locator('h1').first().waitFor()
    await until('nothing is on its way any more', async () => (await page.locator('.loading').count()) === 0)
    await page.waitForTimeout(250)
    const name = `${hash} ${language} ${palette}`
    faults.push(...(await faultsOf(page, name)).faults)
    faults.push(...(await strangeWords(page, language, name, heard)))
    const file = hash.split('/').filter((p) => p && p.length < 30)
    await shot(page, `team-look-${file.join('-') || 'today'}-${language}-${palette}`)
  }
  await page.close()
}

const steps = {
  'the first start shows the privacy notice, and later is later': async () => {
    await phone.goto(server.phone)
    await id('policy').waitFor()
    await phone.getByText('不用人脸也可以').first().waitFor()
    await shot(phone, 'team-policy-first')
    await id('policy-send').click()
    await phone.getByText('请在两件事里各选一项').waitFor()
    await id('policy-later').click()
    await id('today-card').first().waitFor()
    await restart()
    await id('today-card').first().waitFor()
    await phone.waitForTimeout(500)
    assert.equal(await id('policy').count(), 0, 'once a day')
  },

  'a no to the face leads to a way without it, at once': async () => {
    await phone.evaluate(() => localStorage.removeItem('diandao.policy.later'))
    await restart()
    await id('policy').waitFor()
    await id('policy-face-no').click()
    await id('policy-voice-yes').click()
    await shot(phone, 'team-policy-choices')
    await id('policy-send').click()
    await until('today asks for a sentence instead', async () => {
      const card = await id('today-card').first().textContent()
      return card.includes('说一句话') && !card.includes('拍脸')
    })
    await signIn(desk, 'officer')
    const { items } = await read('/console/v1/persons?limit=1')
    await desk.goto(`${server.url}/console/persons/${items[0].id}`)
    await on('policy-line').filter({ hasText: '第 1 版' }).filter({ hasText: '人脸：不同意' }).waitFor()
    assert.match(await on('way-current').textContent(), /语音/)
    await desk.getByText('请和本人商量').waitFor()
    await on('way').click()
    await desk.getByText('人脸', { exact: true }).last().click()
    await desk.locator('#way-save').click()
    await desk.getByText('本人不同意使用人脸').waitFor()
    await desk.keyboard.press('Escape')
  },

  'the officer sets up the team, and is told what it lacks': async () => {
    await desk.reload()
    await desk.getByText('还没有定下小组').waitFor()
    await on('team').click()
    await on('team-add-staff').click()
    await choose(on('team-staff'), '陈')
    await on('team-sex').nth(0).getByText('男').click()
    await on('team-phone').nth(0).fill('0571-00000001')
    await on('team-add-other').click()
    await on('team-name').fill('王秀兰')
    await desk.locator('#team-save').click()
    await desk.getByText('请把标出的内容填上').waitFor()
    await choose(on('team-relation'), '家人')
    await on('team-sex').nth(1).getByText('女').click()
    await on('team-phone').nth(1).fill('00000000003')
    await shot(desk, 'team-form')
    faults.push(...(await faultsOf(desk, 'team form')).faults)
    await desk.locator('#team-save').click()
    await until('both are in the team', async () => (await on('team-member').count()) === 2)
    await on('team-member').first().scrollIntoViewIfNeeded()
    await shot(desk, 'team-person')
    faults.push(...(await faultsOf(desk, 'person with a team')).faults)
  },

  'the person sees who they are, and calls with one tap': async () => {
    await phone.goto(`${server.url}/phone/#/me`)
    await id('me-team').click()
    await until('both are there', async () => (await id('team-member').count()) === 2)
    const numbers = await phone.locator('a[href^="tel:"]').evaluateAll((all) => all.map((a) => a.getAttribute('href')))
    // the lead's and the station's
    assert.deepEqual(
      numbers,
      ['tel:057100000001', 'tel:099900000101'],
      'the mother’s number was not meant for the screen',
    )
    await phone.context().setOffline(true)
    await phone.goto(`${server.url}/phone/#/me`)
    await phone.goto(`${server.url}/phone/#/team`)
    await id('team-member').first().waitFor()
    await phone.context().setOffline(false)
  },

  'a paper that was sent with a leave opens again': async () => {
    const day = (n) => new Date(Date.now() + n * 86_400_000).toLocaleDateString('en-CA', { timeZone: 'Asia/Shanghai' })
    await restart('/leave/apply')
    await phone.locator('#from_day').fill(day(9))
    await phone.locator('#to_day').fill(day(10))
    await phone.locator('#place').fill('湖州市德清县')
    await phone.locator('#reason').fill('母亲住院')
    await id('papers-input').setInputFiles(fileURLToPath(new URL('../phone/public/icon-512.png', import.meta.url)))
    await id('paper').waitFor()
    await id('leave-send').click()
    await id('leave-card').first().waitFor()
    await restart('/me')
    await id('me-papers').click()
    await id('paper-own').first().getByRole('button').click()
    await until('the picture is drawn', () =>
      id('paper-own')
        .first()
        .locator('img')
        .evaluateAll((all) => all[0]?.naturalWidth > 0),
    )
    await shot(phone, 'team-papers')
  },

  'the city publishes a new version, and the phone asks again': async () => {
    await signIn(city, 'admin')
    await city.goto(`${server.url}/console/admin/privacy`)
    await city.getByTestId('policy-version').first().waitFor()
    await city.getByTestId('policy-edit').click()
    const text = city.getByTestId('policy-text')
    const before = await text.inputValue()
    await text.fill(`${before}\n\n## 新的一节\n\n照片保存两年。`)
    await city.getByTestId('policy-preview').getByText('新的一节').waitFor()
    await city.getByTestId('policy-note').fill('写明照片保存多久')
    await city.getByTestId('policy-save').click()
    await city.getByText('草稿已保存').waitFor()
    await shot(city, 'team-policy-draft')
    faults.push(...(await faultsOf(city, 'draft of the notice')).faults)
    await city.getByTestId('policy-publish').click()
    await city.locator('#policy-publish-yes').click()
    await until('two versions', async () => (await city.getByTestId('policy-version').count()) === 2)
    await until('one has read the first', async () =>
      (await city.getByTestId('policy-readers').allTextContents()).join().includes('0 人,1 人'),
    )
    await shot(city, 'team-policies')
    faults.push(...(await faultsOf(city, 'versions of the notice')).faults)
    await phone.evaluate(() => localStorage.removeItem('diandao.policy.later'))
    await restart()
    await id('policy-changed').filter({ hasText: '写明照片保存多久' }).waitFor()
  },

  'a choice that is cut off from the network waits and goes by itself': async () => {
    await phone.context().setOffline(true)
    await id('policy-face-yes').click()
    await id('policy-send').click()
    await phone.goto(`${server.url}/phone/#/policy`)
    await id('act-waiting').waitFor()
    await shot(phone, 'team-policy-waits')
    await phone.context().setOffline(false)
    await id('act-waiting').waitFor({ state: 'detached' })
    await until('the officer sees it', async () => {
      const { items } = await read('/console/v1/persons?limit=1')
      return (await read(`/console/v1/persons/${items[0].id}/policy`)).answer.face === 'yes'
    })
  },

  'every screen holds in both palettes and languages, 320 px wide': async () => {
    const { items } = await read('/console/v1/persons?limit=1')
    const asked = await read(`/console/v1/checkins?person_id=${items[0].id}`)
    const open = asked.items.find((r) => r.status === 'open')
    const own = ['/policy', '/team', '/papers', '/me']
    const rest = ['/', '/leave', '/leave/apply', '/record', '/messages', ...(open ? [`/checkin/${open.id}`] : [])]
    await lookAt('zh', 'light', own)
    await lookAt('zh', 'dark', [...own, ...rest])
    await lookAt('en', 'light', own)
    await lookAt('en', 'dark', ['/policy'])
  },

  'the palette follows the phone, or the wish': async () => {
    await phone.evaluate(() => localStorage.removeItem('diandao.palette'))
    await phone.emulateMedia({ colorScheme: 'dark' })
    await restart('/me')
    const isDark = () => phone.evaluate(() => document.documentElement.classList.contains('dark'))
    assert.equal(await isDark(), true)
    await id('palette-light').click()
    assert.equal(await isDark(), false)
    await restart('/me')
    assert.equal(await isDark(), false, 'the wish stays')
    await id('palette-system').click()
    assert.equal(await isDark(), true)
    await phone.emulateMedia({ colorScheme: 'light' })
    await until('it follows', async () => !(await isDark()))
  },
}

let failed
for (const [name, step] of Object.entries(steps)) {
  const began = Date.now()
  try {
    await step()
    console.log(`ok   ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`)
  } catch (e) {
    failed = `${name}: ${e.stack}`
    for (const [who, page] of Object.entries({ phone, desk, city })) await shot(page, `team-failed-${who}`)
    break
  }
}
await browser.close()
const code = await server.stop()
for (const f of [...faults, ...complaints]) console.error(f)
if (failed) console.error(failed)
console.log(`team: ${faults.length} faults, ${complaints.length} complaints, server ended with ${code}`)
process.exit(failed || faults.length || complaints.length ? 1 : 0)
