// Two officers at one desk: who looks at what, pictures looked at as one, a login that ends in the middle of a
// sentence, two tabs of one browser.
import assert from 'node:assert/strict'
import { mkdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { record } from './actor.mjs'
import { complaints, launch, openDesk, until } from './browser.mjs'
import { activate } from './handin.mjs'
import { faultsOf } from './looks.mjs'
import { password, startServer } from './server.mjs'
import { hear, strangeWords } from './words.mjs'

const out = fileURLToPath(new URL('../../test/browser/out/', import.meta.url))
await mkdir(out, { recursive: true })
const face = (name) => readFile(fileURLToPath(new URL(`../../var/faces/${name}`, import.meta.url)))
const server = await startServer()
const browser = await launch()
const first = await openDesk(browser, 'first officer')
const second = await openDesk(browser, 'second officer')
const heard = hear(first)
const faults = []
const reviews = {}
const names = {}
const shot = (page, name) => page.screenshot({ path: `${out}review-${name}.jpg`, animations: 'disabled' })

async function signIn(page, username) {
  await page.getByTestId('login-username').fill(username)
  await page.getByTestId('login-password').fill(password)
  await page.getByTestId('login-submit').click()
  await page.getByTestId('nav-desk').waitFor()
}

/** Calls the console's contract as the page does that is signed in; the answer, whatever it is. */
const call = (page, method, path, body) =>
  page.evaluate(
    async ({ method, path, body }) => {
      const { csrf_token } = await fetch('/console/v1/session').then((r) => r.json())
      const headers = { 'X-CSRF-Token': csrf_token, 'Idempotency-Key': crypto.randomUUID() }
      if (body) headers['Content-Type'] = 'application/json'
      const answer = await fetch(path, { method, headers, body: body && JSON.stringify(body) })
      return { status: answer.status, json: answer.status === 204 ? null : await answer.json() }
    },
    { method, path, body },
  )

async function good(...args) {
  const { status, json } = await call(...args)
  assert.ok(status < 300, `${args[2]}: ${status} ${JSON.stringify(json)}`)
  return json
}

/** Takes three pictures of the face for the record, as the page does with files. */
async function enrol(personId) {
  const pictures = await Promise.all(record.map(async (f) => (await readFile(f)).toString('base64')))
  const status = await first.evaluate(
    async ({ personId, pictures }) => {
      const { csrf_token } = await fetch('/console/v1/session').then((r) => r.json())
      const form = new FormData()
      for (const [n, p] of pictures.entries()) {
        const bytes = Uint8Array.from(atob(p), (c) => c.charCodeAt(0))
        form.append('pictures', new Blob([bytes], { type: 'image/jpeg' }), `${n}.jpg`)
      }
      const answer = await fetch(`/console/v1/persons/${personId}/enrolment`, {
        method: 'PUT',
        headers: { 'X-CSRF-Token': csrf_token },
        body: form,
      })
      return answer.status
    },
    { personId, pictures },
  )
  assert.equal(status, 200)
}

async function handIn(who, phone, photo) {
  await good(first, 'POST', `/console/v1/persons/${who}/checkins`, {
    title: '临时报到',
    answer_in_minutes: 60,
    reason: '核对',
    requires: { face: true, location: true },
  })
  const { items } = await good(first, 'GET', `/console/v1/checkins?person_id=${who}&status=open`)
  const request = items.find((r) => r.kind === 'on_demand')
  await phone.handIn(request.id, await face(photo))
  return request.id
}

async function phoneOf(who) {
  return activate(server.url, (await good(first, 'POST', `/console/v1/persons/${who}/activations`, {})).code)
}

/** Opens a review on the desk and waits until its pictures are laid. */
async function openReview(page, id, pictures = 2) {
  await page.goto(`${server.url}/console/?item=${id}`)
  await until('the pictures are laid', async () => {
    const laid = page.locator('[data-testid=pane] img').filter({ visible: true })
    return (await laid.count()) === pictures
  })
}

const viewsOf = (page) => page.getByTestId('pane-view').evaluateAll((all) => all.map((v) => v.style.cssText))

/** What both pictures show after an act: the same, and not what was before. */
async function tied(what, act) {
  const before = await viewsOf(first)
  await act()
  await until(`${what} has an effect`, async () => (await viewsOf(first))[0] !== before[0])
  const [one, other] = await viewsOf(first)
  assert.equal(one, other, `${what} does the same to both`)
}

/** Settles what waits longest in the city, so that its desk has room for what comes now. */
async function makeRoom() {
  const { items } = await good(second, 'GET', '/console/v1/desk')
  const oldest = items.filter((i) => i.kind === 'review').slice(0, 12)
  for (const { id, checkin_id } of oldest)
    await good(second, 'POST', `/console/v1/checkins/${id}/decision`, { checkin_id, kind: 'accept' })
}

const steps = {
  'two officers sign in; check-ins wait for them': async () => {
    for (const [page, username] of [
      [first, 'officer'],
      [second, 'supervisor'],
    ]) {
      await page.goto(`${server.url}/console/`)
      await signIn(page, username)
      names[username] = (await good(page, 'GET', '/console/v1/session')).member.name
    }
    await makeRoom()
    const { items } = await good(first, 'GET', '/console/v1/persons?status=active')
    const adults = items.filter((p) => !p.is_minor && p.devices_count === 0).concat(items.filter((p) => !p.is_minor))
    const [one, two, three] = [...new Set(adults.map((p) => p.id))]
    const minor = items.find((p) => p.is_minor)
    const phone = await phoneOf(one)
    for (const who of [one, two]) await enrol(who)
    await handIn(one, phone, 'franck_02888.jpg')
    reviews.one = await handIn(one, phone, 'cage.jpg')
    reviews.two = await handIn(two, await phoneOf(two), 'cage.jpg')
    reviews.three = await handIn(three, await phoneOf(three), 'franck_02888.jpg')
    if (minor) reviews.minor = await handIn(minor.id, await phoneOf(minor.id), 'cage.jpg')
    for (const id of Object.values(reviews))
      assert.equal((await good(first, 'GET', `/console/v1/checkins/${id}`)).status, 'review')
  },

  'who has a review open is seen on the other desk at once, and can be taken over from': async () => {
    await second.goto(`${server.url}/console/?kind=alert`)
    await second.goto(`${server.url}/console/?item=${reviews.two}`)
    await second.getByTestId('compare').waitFor()
    const now = () => Date.now()
    const claimed = first.waitForResponse((r) => r.url().endsWith(`/${reviews.one}/claim`) && r.ok()).then(now)
    const known = second
      .waitForResponse(async (r) => r.url().endsWith('/console/v1/claims') && (await r.text()).includes(reviews.one))
      .then(now)
    await openReview(first, reviews.one)
    await second
      .getByTestId('claim-mark')
      .filter({ hasText: `${names.officer} 正在看` })
      .waitFor()
    const seen = (await known) - (await claimed)
    assert.ok(seen < 2000, `seen after ${seen} ms`)
    await second.goto(`${server.url}/console/?item=${reviews.one}`)
    await second
      .getByTestId('claim')
      .filter({ hasText: `${names.officer} 正在看` })
      .waitFor()
    await shot(second, 'claimed')
    await second.getByTestId('claim-take').click()
    await first
      .getByTestId('claim')
      .filter({ hasText: `${names.supervisor} 在` })
      .filter({ hasText: '接手' })
      .waitFor()
    await until('the second has it', async () => (await second.getByTestId('claim').count()) === 0)
    await shot(first, 'taken-over')
    await second.goto(`${server.url}/console/persons`) // leaves
    await until('the first has it again', async () => (await first.getByTestId('claim').count()) === 0)
  },

  'what the phone said of itself stands beside the pictures': async () => {
    await openReview(first, reviews.one)
    const facts = await first.getByTestId('device-facts').locator('span').allTextContents()
    assert.deepEqual(facts, ['移动网络', '电量 64%', '版本 1.0.0'])
  },

  'two pictures are looked at as one, by keys, wheel, drag and sliders': async () => {
    assert.equal(await first.getByTestId('compare').getAttribute('data-by-eyes'), 'true')
    const sizes = await first
      .getByTestId('pane')
      .evaluateAll((all) => all.map((p) => [p.clientWidth, p.clientHeight].join('×')))
    assert.equal(sizes[0], sizes[1])
    await tied('+', () => first.keyboard.press('+'))
    await tied('-', () => first.keyboard.press('-'))
    const box = await first.getByTestId('pane').first().boundingBox()
    await first.mouse.move(box.x + 60, box.y + 80)
    await tied('the wheel', () => first.mouse.wheel(0, -400))
    await tied('a drag over the other', async () => {
      const other = await first.getByTestId('pane').nth(1).boundingBox()
      await first.mouse.move(other.x + 100, other.y + 100)
      await first.mouse.down()
      await first.mouse.move(other.x + 130, other.y + 120, { steps: 4 })
      await first.mouse.up()
    })
    await tied('brightness', async () => {
      await first.getByRole('slider', { name: '亮度' }).focus()
      await first.keyboard.press('ArrowRight')
    })
    await shot(first, 'zoomed')
    await first.locator('h2').first().click()
    await tied('an arrow', () => first.keyboard.press('ArrowLeft'))
    await tied('0', () => first.keyboard.press('0'))
  },

  'the likeness opens after a look': async () => {
    assert.equal(await first.getByTestId('score').count(), 0)
    await first.getByTestId('score-hidden').waitFor()
    await shot(first, 'hidden')
    await first.keyboard.press('s')
    await first.getByTestId('score').waitFor()
    assert.equal(await first.getByTestId('score').getAttribute('data-zone'), 'unlike')
    assert.equal(await first.getByTestId('accepted').locator('img').count(), 1)
    await shot(first, 'score')
  },

  'the next one is there already': async () => {
    const asked = []
    const note = (r) => /comparison/.test(r.url()) && asked.push(r.url())
    first.on('request', note)
    await openReview(first, reviews.one)
    await until('the next one is fetched ahead', async () => asked.length === 2)
    const [, ahead] = asked
    const evidence = []
    first.on('request', (r) => /\/evidence\//.test(r.url()) && evidence.push(r.url()))
    await first.waitForTimeout(1000)
    const before = asked.length
    await first.keyboard.press('j')
    await until('it is shown', async () => ahead.includes(new URL(first.url()).searchParams.get('item')))
    await first.getByTestId('compare').waitFor()
    assert.ok(
      asked.slice(before).every((url) => url !== ahead),
      'not asked for twice',
    )
    first.off('request', note)
  },

  'the first decision counts, the second officer is told and goes on': async () => {
    await openReview(second, reviews.one)
    await openReview(first, reviews.one)
    await second.keyboard.press('n')
    await second.getByTestId('reason-input').fill('照片中不是本人')
    await first.keyboard.press('y')
    await first.keyboard.press('Enter')
    await second.getByText(`${names.officer} 在`).filter({ hasText: '作了决定' }).first().waitFor()
    await shot(second, 'told')
    await until('the second desk goes on', async () => (await second.getByTestId('reason-input').count()) === 0)
    const detail = await good(second, 'GET', `/console/v1/checkins/${reviews.one}`)
    const late = await call(second, 'POST', `/console/v1/checkins/${reviews.one}/decision`, {
      checkin_id: detail.checkin.id,
      kind: 'reject',
      reason: '不像',
    })
    assert.equal(late.status, 409)
    assert.equal(late.json.code, 'checkin.already_decided')
    assert.deepEqual(late.json.errors.map((e) => e.path).sort(), ['decided.at', 'decided.by_id', 'decided.kind'])
    assert.equal(detail.decisions.length, 1)
  },

  'who has not heard yet is refused with words': async () => {
    await first.route('**/console/v1/events', (r) => r.abort())
    await openReview(first, reviews.three, 1)
    await first.getByTestId('not-enrolled').waitFor()
    await shot(first, 'not-enrolled')
    const detail = await good(second, 'GET', `/console/v1/checkins/${reviews.three}`)
    await good(second, 'POST', `/console/v1/checkins/${reviews.three}/decision`, {
      checkin_id: detail.checkin.id,
      kind: 'accept',
    })
    await first.keyboard.press('r')
    await first.getByTestId('reason-input').fill('光线太暗')
    await first.locator('#reason-ok').click()
    await first.getByText(`${names.supervisor} 在`).filter({ hasText: '您的决定没有提交' }).first().waitFor()
    await until('the desk goes on', async () => (await first.getByTestId('not-enrolled').count()) === 0)
    await shot(first, 'refused')
    await first.unroute('**/console/v1/events')
  },

  'a login that ends in the middle of a sentence loses nothing': async () => {
    await openReview(first, reviews.two)
    await first.keyboard.press('n')
    await first.getByTestId('reason-input').fill('照片中不是本人，像是家属')
    const place = first.url()
    await good(first, 'DELETE', '/console/v1/session')
    await first.getByTestId('again-username').waitFor() // with the next renewal of the claim
    await shot(first, 'expired')
    faults.push(...(await faultsOf(first, 'signing in again')).faults)
    await first.getByTestId('again-username').fill('officer')
    await first.getByTestId('again-password').fill('not-the-password')
    await first.getByTestId('again-submit').click()
    await first.getByTestId('again').getByRole('alert').filter({ hasText: /\S/ }).waitFor()
    await first.getByTestId('again-password').fill(password)
    await first.getByTestId('again-submit').click()
    await until('the dialog is gone', async () => (await first.getByTestId('again').count()) === 0)
    assert.equal(first.url(), place)
    assert.equal(await first.getByTestId('reason-input').inputValue(), '照片中不是本人，像是家属')
  },

  'nor does a page that was loaded anew without a login': async () => {
    const place = first.url()
    await good(first, 'DELETE', '/console/v1/session')
    await first.reload()
    await signIn(first, 'officer')
    await first.getByTestId('reason-input').waitFor()
    assert.equal(first.url(), place)
    assert.equal(await first.getByTestId('reason-input').inputValue(), '照片中不是本人，像是家属')
    await shot(first, 'kept')
    await first.locator('#reason-ok').click()
    await until('it is decided', async () => {
      return (await good(first, 'GET', `/console/v1/checkins/${reviews.two}`)).status === 'rejected'
    })
    assert.equal(
      await first.evaluate(() => sessionStorage.getItem('diandao.drafts')),
      null,
      'what arrived is forgotten',
    )
  },

  'the pictures of a minor open for a reason': async () => {
    if (!reviews.minor) return
    await first.goto(`${server.url}/console/checkins/${reviews.minor}`)
    await first.getByTestId('sealed').waitFor()
    assert.equal(await first.getByTestId('compare').count(), 0)
    await shot(first, 'sealed')
    await first.getByTestId('reveal').click()
    await first.getByTestId('reason-input').fill('核实这次报到')
    await first.locator('#reason-ok').click()
    await first.getByTestId('compare').waitFor()
    const { items } = await good(second, 'GET', `/console/v1/audit?action=checkin.minor_seen&${lastDay()}`)
    assert.equal(items.filter((e) => e.subject === `checkin:${reviews.minor}`).length, 1)
  },

  'every size and both languages are clean': async () => {
    for (const [language, width, name, to] of [
      ['zh-CN', 1280, 'desk', '/console/?kind=review'],
      ['en', 1440, 'desk', '/console/?kind=review'],
      ['en', 1280, 'one', `/console/checkins/${reviews.one}`],
    ]) {
      await first.evaluate((l) => localStorage.setItem('diandao.language', l), language)
      await first.setViewportSize({ width, height: 900 })
      await first.goto(server.url + to)
      await until('the pictures are laid', async () => (await first.locator('[data-testid=pane] img').count()) === 2)
      await until('nothing is on its way any more', async () => {
        return (await first.locator('.ant-skeleton, .ant-spin-spinning').count()) === 0
      })
      const title = `${name} ${width} ${language}`
      faults.push(...(await faultsOf(first, title)).faults)
      faults.push(...(await strangeWords(first, language === 'en' ? 'en' : 'zh', title, heard)))
      await shot(first, title.replaceAll(' ', '-'))
    }
    await first.evaluate(() => localStorage.setItem('diandao.language', 'zh-CN'))
    await first.setViewportSize({ width: 1440, height: 900 })
    await first.goto(`${server.url}/console/`)
    await first.getByTestId('nav-desk').waitFor()
  },

  'two tabs of one browser agree': async () => {
    const other = await first.context().newPage()
    await other.goto(`${server.url}/console/persons`)
    await other.getByTestId('nav-desk').getByText('工作台').waitFor()
    await first.getByTestId('language').click()
    await other.getByTestId('nav-desk').getByText('Desk').waitFor()
    await first.getByTestId('language').click()
    await other.getByTestId('nav-desk').getByText('工作台').waitFor()
    await other.getByTestId('me').click()
    await other.getByText('退出登录').click()
    await other.getByTestId('login-submit').waitFor()
    await first.getByTestId('login-submit').waitFor()
    await signIn(other, 'officer')
    await first.getByTestId('nav-desk').waitFor()
    // somebody else in the other tab: nothing of the former's screen stays
    await first.goto(`${server.url}/console/persons`)
    await first.getByTestId('me').filter({ hasText: names.officer }).waitFor()
    await good(other, 'DELETE', '/console/v1/session')
    await other.goto(`${server.url}/console/login`)
    await signIn(other, 'supervisor')
    await first.getByTestId('me').filter({ hasText: names.supervisor }).waitFor()
    assert.equal(new URL(first.url()).pathname, '/console/')
  },
}

function lastDay() {
  const at = (ms) => encodeURIComponent(new Date(Date.now() + ms).toISOString())
  return `from=${at(-86_400_000)}&to=${at(60_000)}`
}

let failed
try {
  for (const [name, step] of Object.entries(steps)) {
    const began = Date.now()
    await step()
    console.log(`ok  ${((Date.now() - began) / 1000).toFixed(1)} s  ${name}`)
  }
  assert.deepEqual(faults, [])
  assert.deepEqual(
    complaints.filter((c) => !/ERR_FAILED|status of 40[13]/.test(c)),
    [],
  )
} catch (error) {
  failed = error
  await shot(first, 'failed-first')
  await shot(second, 'failed-second')
  console.error(error, complaints)
} finally {
  await browser.close()
  const code = await server.stop()
  if (failed) console.error(server.log().split('\n').slice(-10).join('\n'))
  if (failed || code !== 0) process.exitCode = 1
}
