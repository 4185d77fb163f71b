// Every screen and state of the phone that a person can come to: before axe at its usual size, then 320 px wide and with
// letters of double size, where nothing may be cut. On the way: a dark camera, one that does not open, a countdown that
// runs, and a record that is read to its end.
import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { complaints, launch, openDesk, openPhone, readPlace, until } from './browser.mjs'
import { faultsOf, watchShifts } from './looks.mjs'
import { password, startServer } from './server.mjs'
import { thumbFaultsOf } from './thumb.mjs'

const out = fileURLToPath(new URL('../../test/browser/out/', import.meta.url))
await mkdir(out, { recursive: true })
const server = await startServer()
const browser = await launch()
const desk = await openDesk(browser, 'officer')
const phone = await openPhone(browser, 'phone')
phone.setDefaultTimeout(25_000)
const id = (name) => phone.getByTestId(name)
const faults = []
let csrf
let who

function api(path, body, method = body ? 'POST' : 'GET') {
  return desk.evaluate(
    async ({ path, body, csrf, method }) => {
      const headers = {
        'Content-Type': 'application/json',
        'X-CSRF-Token': csrf,
        'Idempotency-Key': crypto.randomUUID(),
      }
      const answer = await fetch(path, body ? { method, headers, body: JSON.stringify(body) } : {})
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
      return answer.status === 204 ? null : answer.json()
    },
    { path, body, csrf, method },
  )
}

const usual = { width: 390, height: 844 }
const sizes = [
  { name: '320 wide', width: 320, height: 640, percent: 100 },
  { name: 'letters at 200 %', ...usual, percent: 200 },
]

/** What is wider than the window, or lies where nobody can scroll to. */
const cut = () => {
  const bad = []
  if (document.documentElement.scrollWidth > innerWidth)
    bad.push(`${document.documentElement.scrollWidth - innerWidth} px wider than the window`)
  const scrolls = (e) => {
    for (let p = e; p; p = p.parentElement) {
      const { position, overflowY } = getComputedStyle(p)
      if (/auto|scroll/.test(overflowY) && p.scrollHeight > p.clientHeight) return true
      if (position === 'fixed') return false
    }
    return true
  }
  for (const e of document.querySelectorAll('h1, h2, p, a, button, label, li, strong, summary')) {
    const box = e.getBoundingClientRect()
    if (!e.checkVisibility({ opacityProperty: true }) || box.width < 2 || e.closest('.sr')) continue
    const text = e.textContent.trim().slice(0, 30)
    if (box.right > innerWidth + 1 || box.left < -1) bad.push(`beside the window: ${text}`)
    else if ((box.bottom > innerHeight + 1 || box.top < -1) && !scrolls(e)) bad.push(`out of reach: ${text}`)
    if (e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX === 'hidden') bad.push(`cut: ${text}`)
  }
  return [...new Set(bad)]
}

/** Looks at what is shown: axe at the usual size, and nothing cut at the others. It ends at the usual size. */
async function look(name, { isMoving = false } = {}) {
  if (!isMoving) {
    await until('nothing is on its way any more', async () => (await phone.locator('.loading').count()) === 0)
    await phone.waitForTimeout(250)
  }
  faults.push(...(await faultsOf(phone, name)).faults.filter((f) => !f.includes('layout shift')))
  faults.push(...(await thumbFaultsOf(phone, name)))
  await phone.screenshot({ path: `${out}steps-${name}.jpg`, animations: 'disabled' })
  for (const size of sizes) {
    await phone.setViewportSize({ width: size.width, height: size.height })
    await phone.evaluate((percent) => {
      document.documentElement.style.fontSize = percent === 100 ? '' : `${(17 * percent) / 100}px`
    }, size.percent)
    await phone.waitForTimeout(120)
    const found = await phone.evaluate(cut)
    faults.push(...found.map((f) => `${name}, ${size.name}: ${f}`))
    const kind = size.percent === 100 ? 'narrow' : 'zoomed'
    await phone.screenshot({ path: `${out}steps-${name}-${kind}.jpg`, animations: 'disabled' })
  }
  await phone.setViewportSize(usual)
  await phone.evaluate(() => {
    document.documentElement.style.fontSize = ''
    return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  })
  await phone.waitForTimeout(250) // a press too early lands where the button was before
}

async function visit(hash, page = phone) {
  await page.goto('about:blank')
  await page.goto(`${server.url}/phone/#${hash}`)
  await page.locator('h1').first().waitFor()
}

const ask = async (requires) => {
  await api(`/console/v1/persons/${who.id}/checkins`, {
    title: '核对',
    answer_in_minutes: 60,
    reason: '核对',
    requires,
  })
  const { items } = await api(`/console/v1/checkins?person_id=${who.id}`)
  return items.find((r) => r.status === 'open' && r.kind === 'on_demand').id
}

/** A camera that shows what the test says: window.scene is dark, bright or face. */
const camera = () => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 })
  const c = canvas.getContext('2d')
  window.scene = 'dark'
  setInterval(() => {
    c.fillStyle = { dark: '#181818', bright: '#ffffff', face: '#888' }[window.scene]
    c.fillRect(0, 0, 640, 480)
    if (window.scene !== 'face') return
    for (let y = 0; y < 480; y += 40)
      for (let x = 0; x < 640; x += 40) {
        c.fillStyle = (x + y) % 80 ? '#5b5048' : '#c9b29a'
        c.fillRect(x, y, 40, 40)
      }
  }, 40)
  window.asked = [] // what the browser was asked for
  const locate = navigator.geolocation.getCurrentPosition.bind(navigator.geolocation)
  navigator.geolocation.getCurrentPosition = (...how) => {
    window.asked.push('place')
    locate(...how)
  }
  navigator.mediaDevices.getUserMedia = async (asked) => {
    window.asked.push(asked.video ? 'camera' : 'microphone')
    if (asked.video) return canvas.captureStream(20)
    throw new DOMException('none', 'NotFoundError')
  }
}

const asked = () => phone.evaluate(() => [...new Set(window.asked)])

/** Before the browser asks for anything it is told what each permission is for. */
async function whyIsSaid() {
  const points = await phone.locator('.points li').allTextContents()
  for (const why of [
    '用相机拍一张脸部照片，并按提示做三个动作，只用来确认是您本人；不录音。',
    '用后置相机拍一张您现在所在的地方。',
    '录一段话，最多 30 秒；录完可以先听。',
    '读取一次位置，只取这一次。',
    '拍不了或没有定位也可以提交，由工作人员查看。',
  ])
    assert.ok(points.includes(why), `${why} is not among ${points.join(' ')}`)
  assert.deepEqual(await asked(), [], 'nothing was asked for yet')
}

/** The picture of the camera lies under an oval, wholly within it. */
async function ovalIsShown() {
  const { round, line, width, height, box } = await phone.locator('.oval').evaluate((e) => {
    const style = getComputedStyle(e, '::after')
    return {
      round: style.borderRadius,
      line: Number.parseFloat(style.borderTopWidth),
      width: Number.parseFloat(style.width),
      height: Number.parseFloat(style.height),
      box: [e.clientWidth, e.clientHeight],
    }
  })
  assert.equal(round, '50%')
  assert.ok(line >= 2, `a line of ${line} px`)
  assert.ok(height > width && width > 100 && width < box[0] && height < box[1], `${width}×${height} in ${box}`)
}

const hintIs = (hint) => async () => (await id('camera-hint').getAttribute('data-hint')) === hint

const steps = {
  'signing in, and the way to a phone': async () => {
    await desk.goto(`${server.url}/console/`)
    await desk.getByTestId('login-username').fill('officer')
    await desk.getByTestId('login-password').fill(password)
    await desk.getByTestId('login-submit').click()
    await desk.getByTestId('nav-desk').waitFor()
    csrf = (await api('/console/v1/session')).csrf_token
    const { items } = await api('/console/v1/checkins?status=missed&limit=100')
    const persons = (await api('/console/v1/persons?status=active&limit=100')).items
    const adults = new Set(persons.filter((p) => !p.is_minor).map((p) => p.id))
    const missed = items.find((r) => adults.has(r.person.id))
    who = {
      id: missed.person.id,
      missed: missed.id,
      station: persons.find((p) => p.id === missed.person.id).station.id,
    }
    await watchShifts(phone)
    await visit('/activate')
    await look('activate')
    const { activation_path } = await api(`/console/v1/persons/${who.id}/activations`, {})
    await phone.goto('about:blank') // the code is read at the start
    await phone.goto(server.url + activation_path)
    await look('activate-code')
    await id('activate-submit').click()
    await id('today-card').first().waitFor()
  },

  'the record is read to its end, and what did not come is appealed in two taps': async () => {
    // the demo city is young: its few check-ins are read by threes
    await phone.route('**/v1/checkin-requests?*', (route) =>
      route.continue({ url: route.request().url().replace('limit=30', 'limit=3') }),
    )
    await visit('/record')
    await id('newest-checkins').waitFor()
    assert.ok((await id('own-checkin').count()) <= 5)
    await id('all-checkins').click()
    await id('checkins').waitFor()
    while (await id('checkins-more').count()) {
      const before = await id('own-checkin').count()
      await id('checkins-more').click()
      await until('older ones come', async () => {
        return (await id('own-checkin').count()) > before || !(await id('checkins-more').count())
      })
    }
    const all = await id('own-checkin').count()
    assert.ok(all > 6, `${all} check-ins are more than two pages`)
    await phone.unroute('**/v1/checkin-requests?*')
    const held = []
    for (let cursor = ''; cursor !== null; ) {
      const page = await api(`/console/v1/checkins?person_id=${who.id}&limit=100${cursor && `&cursor=${cursor}`}`)
      held.push(...page.items)
      cursor = page.next_cursor
    }
    assert.equal(all, held.length, 'as many as the officer has of the person')
    await phone.locator(`a[href="#/result/${who.missed}"]`).click()
    await id('result-now').waitFor()
    await look('result-missed')
    await id('appeal-offer').click() // one
    await id('appeal-send').waitFor()
    await look('appeal')
    await id('appeal-send').click() // two
    await id('appeal-card').waitFor()
    const appeals = (await api(`/console/v1/appeals?person_id=${who.id}`)).items
    assert.equal(appeals.length, 1)
    await look('appeals')
    await visit(`/result/${who.missed}`)
    await phone.getByText('您已经申诉，正在等待答复').waitFor()
    assert.equal(await id('appeal-offer').count(), 0)
  },

  'every page': async () => {
    const pages = ['/', '/record', '/record/checkins', '/record/roll-calls', '/record/timeline', '/looks', '/draws']
    pages.push('/team', '/policy', '/papers', '/messages', '/me', '/leave', '/leave/apply')
    for (const path of pages) {
      await visit(path)
      await look(path.replaceAll('/', '-').slice(1) || 'today')
    }
  },

  'a list that cannot be had says so, and comes when it is asked for again': async () => {
    const block = (route) =>
      route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        body: '{"code":"server.busy","status":503}',
      })
    await phone.route('**/v1/roll-calls*', block)
    await visit('/record/roll-calls')
    await id('unloaded').waitFor()
    complaints.length = 0 // the 503 is this test's own
    await phone.unroute('**/v1/roll-calls*', block)
    await id('unloaded').getByRole('button').click()
    await id('roll-calls-empty').or(id('own-roll-call').first()).waitFor()
    await phone.route('**/v1/roll-calls*', (route) => route.fulfill({ json: { items: [], next_cursor: null } }))
    await visit('/record/roll-calls')
    await id('roll-calls-empty').waitFor()
    let release
    const held = new Promise((r) => {
      release = r
    })
    await phone.unroute('**/v1/roll-calls*')
    await phone.route('**/v1/roll-calls*', async (route) => {
      await held
      await route.continue()
    })
    await visit('/record/roll-calls')
    await phone.locator('.loading').waitFor()
    release()
    await phone.locator('.loading').waitFor({ state: 'detached' })
    await phone.unroute('**/v1/roll-calls*')
  },

  'a dark camera is told, never refused': async () => {
    const request = await ask({
      face: true,
      challenge: true,
      location: true,
      surroundings: true,
      voice: true,
      questions: [
        { id: 'q1', text: '您现在住在登记的地址吗？', options: ['是', '不是'] },
        { id: 'q2', text: '最近工作怎么样？', options: [] },
      ],
    })
    await visit(`/checkin/${request}`)
    await phone.evaluate(camera)
    await look('why')
    await whyIsSaid()
    await id('checkin-next').click()
    await until('it is too dark', hintIs('too_dark'))
    assert.deepEqual(await asked(), ['camera'])
    await ovalIsShown()
    assert.equal(await id('camera-hint').getAttribute('aria-live'), 'polite')
    assert.ok(await id('checkin-capture').isEnabled(), 'a hint is no refusal')
    await look('camera-dark')
    await phone.evaluate(() => {
      window.changes = []
      const hint = document.querySelector('[data-testid=camera-hint]')
      new MutationObserver(() => window.changes.push(Number(hint.dataset.since))).observe(hint, {
        attributes: true,
        attributeFilter: ['data-hint'],
      })
      let n = 0
      window.flicker = setInterval(() => {
        window.scene = ['dark', 'bright', 'face'][n++ % 3]
      }, 450)
    })
    await phone.waitForTimeout(6500)
    const changes = await phone.evaluate(() => {
      clearInterval(window.flicker)
      window.scene = 'bright'
      return window.changes
    })
    assert.ok(changes.length >= 2 && changes.length <= 5, `${changes.length} changes in 6.5 s`)
    for (const [n, at] of changes.entries()) if (n) assert.ok(at - changes[n - 1] >= 1499, 'not within 1.5 s')
    await until('it is too bright', hintIs('too_bright'))
    await phone.evaluate(() => {
      window.scene = 'dark'
    })
    await until('it is too dark again', hintIs('too_dark'))
    await id('checkin-capture').click()
    await until(
      'the picture is said to be dark',
      async () => (await id('taken-hint').getAttribute('data-hint')) === 'too_dark',
    )
    await phone.getByRole('button', { name: '直接提交' }).waitFor()
    await look('taken-dark')
    await id('checkin-again').click()
    await phone.evaluate(() => {
      window.scene = 'face'
    })
    await until('there is nothing to hint at', hintIs(''))
    await look('camera')
    await id('checkin-cannot').click()
    await id('way-call').waitFor()
    await look('ways')
    await phone.getByRole('button', { name: '再试相机' }).click()
    await until('the camera shows something', () => id('checkin-capture').isEnabled())
    await until('it is light', hintIs(''))
    await id('checkin-capture').click()
    await id('checkin-next').waitFor()
    await phone.waitForTimeout(400)
    assert.equal(await id('taken-hint').getAttribute('data-hint'), '')
    await look('taken')
    await id('checkin-next').click()
  },

  'the other steps of the check-in': async () => {
    await id('checkin-gestures').waitFor()
    await look('gestures')
    await phone.evaluate(() => {
      window.allowed = navigator.mediaDevices.getUserMedia
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'))
    })
    await id('checkin-gestures').click()
    await phone.getByText('手机没有允许使用相机').waitFor()
    await look('gestures-refused')
    await phone.locator('.foot').getByRole('button').click()
    await phone.evaluate(() => {
      navigator.mediaDevices.getUserMedia = window.allowed
    })
    await id('checkin-gestures').click()
    await id('checkin-acting').getByRole('status').waitFor()
    await look('acting', { isMoving: true })
    await phone.getByRole('button', { name: '开始做动作' }).or(id('checkin-next')).first().waitFor()
    if (await id('checkin-next').count()) {
      await look('gestures-done')
      await id('checkin-next').click()
    } else await id('checkin-no-gestures').click()
    await until('the back camera shows something', () => id('surroundings-capture').isEnabled())
    await look('surroundings')
    await id('surroundings-capture').click()
    await id('checkin-next').waitFor()
    await look('surroundings-taken')
    await id('checkin-next').click()
    await phone.getByRole('button', { name: '开始录' }).waitFor()
    const sizeOf = (e) => Number.parseFloat(getComputedStyle(e).fontSize)
    assert.ok((await id('voice-digits').evaluate(sizeOf)) >= 48, 'digits are read at arm’s length')
    await look('voice')
    await phone.getByRole('button', { name: '不录音，继续' }).click()
    await id('checkin-locate').waitFor()
    await look('location')
    await phone.getByText('只取这一次，用来说明您在哪里报到。').waitFor()
    assert.ok(!(await asked()).includes('place'), 'the place is not asked for before its reason was shown')
    await readPlace(phone)
    assert.ok((await asked()).includes('place'))
    await phone.getByText('已取得位置，误差约 15 米').waitFor()
    await look('location-done')
    await id('checkin-next').click()
    await phone.getByText('是', { exact: true }).waitFor()
    await look('question')
    await phone.getByText('是', { exact: true }).click()
    await id('checkin-next').click()
    await phone.locator('textarea').waitFor()
    await look('question-free')
    await phone.locator('textarea').fill('都好')
    await id('checkin-next').click()
    await id('checkin-send').waitFor()
    await look('review')
    await id('checkin-send').click()
    await id('checkin-result').waitFor()
    await look('sent')
  },

  'somebody who helps is asked for by name': async () => {
    const ways = await api(`/console/v1/persons/${who.id}/way`)
    const version = ways.version ?? ways.current?.version ?? 0
    await api(`/console/v1/persons/${who.id}/way`, { way: 'guardian', reason: '视力不好', version }, 'PUT')
    const request = await ask({ face: true, location: false })
    await visit(`/checkin/${request}`)
    await id('checkin-next').click()
    await phone.getByText('谁在帮助您').waitFor()
    await look('helper')
    await api(`/console/v1/persons/${who.id}/way`, { way: 'face', reason: '好了', version: version + 1 }, 'PUT')
  },

  'a camera that does not open has words of its own, and two ways on': async () => {
    const page = await phone.context().newPage()
    await page.clock.install()
    await page.addInitScript(() => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 48 })
      navigator.mediaDevices.getUserMedia = () =>
        new Promise((resolve) => {
          window.comeLate = () => {
            setInterval(() => canvas.getContext('2d').fillRect(0, 0, 64, 48), 40)
            resolve(canvas.captureStream(20))
          }
        })
    })
    const { items } = await api(`/console/v1/checkins?person_id=${who.id}`)
    const request = items.find((r) => r.status === 'open' && r.kind === 'on_demand').id
    await page.goto(`${server.url}/phone/#/checkin/${request}`)
    await page.getByTestId('checkin-next').click()
    await page.getByText('正在打开相机').waitFor()
    assert.equal(await page.getByTestId('camera-slow').count(), 0)
    await page.clock.runFor(6_500)
    await page.getByTestId('camera-slow').waitFor()
    assert.equal(await page.locator('.foot button').count(), 2)
    faults.push(...(await faultsOf(page, 'a slow camera')).faults.filter((f) => !f.includes('layout shift')))
    await page.screenshot({ path: `${out}steps-camera-slow.jpg` })
    await page.clock.runFor(14_500)
    await page.getByTestId('camera-over').waitFor()
    assert.equal(await page.locator('.foot button').count(), 2)
    faults.push(
      ...(await faultsOf(page, 'a camera that does not come')).faults.filter((f) => !f.includes('layout shift')),
    )
    await page.screenshot({ path: `${out}steps-camera-over.jpg` })
    await page.getByRole('button', { name: '再试相机' }).click()
    await page.getByText('正在打开相机').waitFor() // another try waits anew
    await page.clock.runFor(21_000)
    await page.getByTestId('camera-over').waitFor()
    await page.evaluate(() => window.comeLate()) // the phone has been asked for leave all the while
    await until('what comes late is used', () => page.getByTestId('checkin-capture').isEnabled())
    await page.getByTestId('checkin-cannot').click()
    await page.getByTestId('way-kiosk').waitFor()
    await page.close()
  },

  'the countdown runs': async () => {
    const page = await phone.context().newPage()
    await page.clock.install()
    let answered = 0
    await page.route('**/v1/today*', async (route) => {
      if (answered++) return route.abort() // from now on the phone counts alone
      const answer = await route.fetch()
      const today = await answer.json()
      const from = Date.parse(today.now)
      const iso = (minutes) => new Date(from + minutes * 60_000).toISOString()
      today.open = today.open.slice(0, 1).map((r) => ({ ...r, due_at: iso(10), closes_at: iso(20) }))
      assert.equal(today.open.length, 1, 'something is open')
      await route.fulfill({ response: answer, json: today })
    })
    await page.goto(`${server.url}/phone/#/`)
    const left = page.getByRole('timer')
    await left.waitFor()
    const minutes = async () => Number((await left.textContent()).match(/\d+/)?.[0])
    await until('what was kept has given way to what was told', async () => (await minutes()) <= 10)
    const seen = [await minutes()]
    for (let n = 0; n < 3; n++) {
      await page.clock.runFor(120_000)
      seen.push(await minutes())
    }
    for (const [n, m] of seen.entries())
      if (n) assert.ok(Math.abs(seen[n - 1] - m - 2) <= 1, `two minutes less each time: ${seen.join(', ')}`)
    assert.ok(seen[0] - seen[3] >= 5 && seen[0] - seen[3] <= 7, seen.join(', '))
    await page.screenshot({ path: `${out}steps-today-countdown.jpg` })
    await page.close()
  },

  'a check-in that is past its time says so, is taken, and notes when': async () => {
    // five past eleven in the evening: the daily check-in was due at eleven and closes at ten to twelve
    const day = '2026-11-23'
    const night = await startServer(['--at', `${day}T23:05:00+08:00`])
    const page = await openPhone(browser, 'late')
    await watchShifts(page)
    // the privacy notice is put off for the server's day
    await page.addInitScript((d) => {
      if (location.protocol !== 'about:') localStorage.setItem('diandao.policy.later', d)
    }, day)
    const looks = async (name) => {
      await page.waitForTimeout(300)
      faults.push(...(await faultsOf(page, name)).faults)
      await page.screenshot({ path: `${out}steps-${name}.jpg`, animations: 'disabled' })
    }
    await page.goto(night.phone)
    const card = page.getByTestId('today-card')
    await card.first().waitFor()
    const words = {
      'zh-CN': ['已过 23:00。现在补报仍会记录，并注明时间。', '最晚 23:50', '现在补报'],
      en: ['It is past 23:00. A check-in now is still recorded, with its time.', '23:50 at the latest', 'Check in now'],
    }
    for (const language of ['en', 'zh-CN']) {
      await page.evaluate((l) => localStorage.setItem('diandao.language', l), language)
      await page.goto('about:blank')
      await page.goto(`${night.url}/phone/#/`)
      for (const text of words[language]) await card.getByText(text, { exact: true }).waitFor()
      assert.equal(await card.getByRole('timer').count(), 0, 'nothing counts down')
      await looks(`today-late-${language}`)
      await page.setViewportSize({ width: 320, height: 640 })
      await looks(`today-late-${language}-narrow`)
      await page.setViewportSize(usual)
    }
    await card.getByTestId('checkin-start').click()
    await page.getByTestId('checkin-next').click()
    await until('the camera shows something', () => page.getByTestId('checkin-capture').isEnabled())
    await page.getByTestId('checkin-capture').click()
    await page.getByTestId('checkin-next').click()
    await readPlace(page)
    await page.getByTestId('checkin-next').click()
    while (await page.locator('label.choice input[type=radio]').count()) {
      await page.locator('label.choice').first().click()
      await page.getByTestId('checkin-next').click()
      await page.waitForTimeout(100)
    }
    await page.getByTestId('checkin-send').click()
    await page.getByTestId('checkin-result').waitFor()
    await looks('late-sent')
    assert.match(await page.getByTestId('checkin-result').textContent(), /23:0\d/)
    await page.context().close()
    assert.equal(await night.stop(), 0)
  },

  'a roll call from the ring to the end': async () => {
    const call = await api('/console/v1/roll-calls', {
      station_id: who.station,
      audience: 'adults',
      title: '抽点',
      kind: 'chosen',
      person_ids: [who.id],
      order: 'hand',
      arranged: [who.id],
    })
    await visit('/')
    await id('rollcall-ring').waitFor()
    await look('ring')
    await id('rollcall-join').click()
    await id('rollcall-waiting').waitFor()
    await look('waiting', { isMoving: true })
    await desk.goto(`${server.url}/console/roll-calls/${call.id}/live`)
    await desk.getByTestId('rollcall-call-next').click()
    await id('rollcall-called').waitFor()
    if (
      await id('rollcall-challenge')
        .waitFor({ timeout: 8000 })
        .then(
          () => true,
          () => false,
        )
    )
      await look('challenge', { isMoving: true })
    else faults.push('no challenge was asked')
    await until('the challenge is over', async () => !(await id('rollcall-challenge').count()))
    await look('called', { isMoving: true })
    await phone.context().setOffline(true)
    await id('rollcall-reconnecting').waitFor()
    await look('reconnecting', { isMoving: true })
    await phone.context().setOffline(false)
    await id('rollcall-reconnecting').waitFor({ state: 'detached' })
    await desk.getByTestId('mark-present').click()
    await id('rollcall-done').waitFor()
    await look('done')
    await visit('/record/roll-calls')
    await id('own-roll-call').first().waitFor()
    await look('own-roll-calls')
  },
}

let failed = 0
const only = process.env.ONLY?.split('|')
for (const [name, step] of Object.entries(steps)) {
  if (only && !name.startsWith('signing') && !only.some((o) => name.includes(o))) continue
  const began = Date.now()
  try {
    await step()
    console.log(`ok   ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`)
  } catch (error) {
    failed++
    console.log(`FAIL ${name}\n${error.stack}`)
    if (name.startsWith('signing')) break
    await phone.screenshot({ path: `${out}failed-steps-${failed}.jpg` }).catch(() => undefined)
    await phone.context().setOffline(false)
  }
}
await browser.close()
await server.stop()
for (const f of [...faults, ...complaints]) console.log(`fault: ${f}`)
process.exit(failed || faults.length || complaints.length ? 1 : 0)
