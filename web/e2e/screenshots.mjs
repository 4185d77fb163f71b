// Pictures of the real thing for the guide, in both languages: the demo city on a Monday afternoon that never passes,
// an officer's desk (1440 wide), a supervisor's, and phones (390 wide). Kept as WebP, which Chromium itself encodes.
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { complaints, launch, open, until } from './browser.mjs'
import { password, startServer } from './server.mjs'

const monday = '2026-11-23T16:40:00+08:00'
const folder = (language) => fileURLToPath(new URL(`../../docs/guide/pictures/${language}/`, import.meta.url))
const desktop = { viewport: { width: 1440, height: 900 } }
const phoneSize = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true }

/** Draws a PNG again as WebP, in a page without any policy. */
async function webp(encoder, png) {
  const url = await encoder.evaluate(
    async (src) => {
      const image = Object.assign(new Image(), { src })
      await image.decode()
      const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height })
      canvas.getContext('2d').drawImage(image, 0, 0)
      return canvas.toDataURL('image/webp', 0.8)
    },
    `data:image/png;base64,${png.toString('base64')}`,
  )
  return Buffer.from(url.split(',')[1], 'base64')
}

async function photographer(browser, language) {
  const to = folder(language)
  await rm(to, { recursive: true, force: true })
  await mkdir(to, { recursive: true })
  const encoder = await browser.newPage()
  let bytes = 0
  const shot = async (page, name, { height } = {}) => {
    const size = page.viewportSize()
    if (height) await page.setViewportSize({ ...size, height })
    await page.waitForTimeout(400) // pictures and charts have come to rest
    const small = await webp(encoder, await page.screenshot({ animations: 'disabled' }))
    if (height) await page.setViewportSize(size)
    bytes += small.length
    await writeFile(`${to}${name}.webp`, small)
  }
  return { shot, total: () => bytes }
}

/** Opens a page that speaks the language and whose day does not pass. */
async function visit(browser, who, language, size) {
  const page = await open(browser, who, { ...size, locale: language === 'zh' ? 'zh-CN' : 'en' })
  await page.clock.setFixedTime(new Date(Date.parse(monday) + 60_000))
  await page.addInitScript((to) => localStorage.setItem('diandao.language', to), language === 'zh' ? 'zh-CN' : 'en')
  return page
}

/** Somebody drawn, who moves a little, stands before the camera. */
const drawn = (hue) => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 })
  const c = canvas.getContext('2d')
  const round = (x, y, rx, ry, fill) => {
    c.fillStyle = fill
    c.beginPath()
    c.ellipse(x, y, rx, ry, 0, 0, 2 * Math.PI)
    c.fill()
  }
  let n = 0
  setInterval(() => {
    const x = 320 + 6 * Math.sin(n++ / 9)
    c.fillStyle = `hsl(${hue} 22% 82%)`
    c.fillRect(0, 0, 640, 480)
    round(x, 520, 190, 170, `hsl(${hue} 35% 42%)`)
    round(x, 330, 48, 70, '#dcae8c')
    round(x, 222, 100, 128, '#e8bd9b')
    round(x, 128, 104, 62, '#2c2622')
    for (const side of [-38, 38]) round(x + side, 222, 9, n % 60 < 3 ? 1 : 7, '#2c2622')
    round(x, 288, 26, 5, '#b06a5c')
  }, 66)
  const media = navigator.mediaDevices
  const real = media.getUserMedia.bind(media)
  media.getUserMedia = async ({ audio, video }) => {
    const stream = audio ? await real({ audio }) : new MediaStream()
    if (video) stream.addTrack(canvas.captureStream(15).getVideoTracks()[0])
    return stream
  }
}

/** Signs in without the login page: the cookie's end lies in the demo's time, so it is set without one. */
async function signIn(page, server, username) {
  const answer = await fetch(`${server.url}/console/v1/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username, password }),
  })
  const [name, value] = answer.headers.get('set-cookie').split(';')[0].split('=')
  await page.context().addCookies([{ name, value, url: server.url }])
  return (await answer.json()).csrf_token
}

const calls =
  (page, csrf) =>
  (path, body, method = body ? 'POST' : 'GET') =>
    page.evaluate(
      async ({ path, body, csrf, method }) => {
        const headers = body
          ? { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf, 'Idempotency-Key': crypto.randomUUID() }
          : {}
        const answer = await fetch(path, { method, headers, body: body && JSON.stringify(body) })
        if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
        return answer.status === 204 ? null : answer.json()
      },
      { path, body, csrf, method },
    )

const loaded = (page) =>
  until('pictures are there', () =>
    page.locator('main img').evaluateAll((all) => all.every((i) => i.complete && i.naturalWidth > 0)),
  )

async function officersDesk({ desk, server, api, shot, people }) {
  await desk.goto(`${server.url}/console/`)
  await desk.locator('[data-testid=desk-item][data-kind=review]').first().click()
  await desk.getByTestId('decide-accept').waitFor()
  await loaded(desk)
  await shot(desk, 'desk')
  await desk.goto(`${server.url}/console/persons/${people[1].id}`)
  await desk.getByTestId('plan-add').waitFor()
  await desk.getByTestId('ladder').waitFor()
  await loaded(desk)
  await shot(desk, 'person', { height: 1200 })
  await desk.getByTestId('ladder').click()
  await desk.getByTestId('ladder-line').first().waitFor()
  await shot(desk, 'ladder')
  await desk.goto(`${server.url}/console/persons/${people[1].id}`)
  await desk.getByTestId('plan-add').click()
  await desk.getByTestId('plan-save').waitFor()
  await shot(desk, 'plan')
  await witness({ desk, server, api, shot, who: people[2] })
}

/** The officer vouches for somebody who shows no face. */
async function witness({ desk, server, api, shot, who }) {
  await api(`/console/v1/persons/${who.id}/way`, { way: 'kiosk', reason: '面部手术', version: 0 }, 'PUT')
  await api(`/console/v1/persons/${who.id}/checkins`, {
    title: '核对本人',
    answer_in_minutes: 30,
    reason: '核对是不是本人',
    requires: { face: true, location: false },
  })
  const { items } = await api(`/console/v1/checkins?person_id=${who.id}`)
  await desk.goto(`${server.url}/console/checkins/${items.find((r) => r.kind === 'on_demand').id}`)
  await desk.getByTestId('attest').click()
  await desk.locator('#attest-save').click()
  await desk.getByTestId('witness').waitFor()
  await shot(desk, 'witness')
}

async function personsDay({ phone, server, shot }) {
  await phone.goto(server.phone)
  await phone.getByTestId('today-card').first().waitFor()
  await until('the toast has gone', async () => (await phone.locator('.adm-toast-main').count()) === 0)
  await shot(phone, 'phone-today')
  await phone.getByTestId('checkin-start').first().click()
  await phone.getByTestId('checkin-next').click()
  await until('the camera shows something', () => phone.getByTestId('checkin-capture').isEnabled())
  await shot(phone, 'phone-checkin')
  await phone.getByTestId('checkin-capture').click()
  await phone.getByTestId('checkin-next').click()
  await until('the place is read', async () => {
    if (await phone.getByTestId('checkin-locate').count()) await phone.getByTestId('checkin-locate').click()
    return phone.getByTestId('checkin-next').count()
  })
  await phone.getByTestId('checkin-next').click()
  await phone.getByText('是', { exact: true }).first().click()
  await phone.getByTestId('checkin-next').click()
  await phone.getByTestId('checkin-send').click()
  await phone.getByTestId('checkin-result').waitFor()
  await shot(phone, 'phone-result')
}

async function aWeekOfLeave({ phone, desk, server, shot }) {
  await phone.goto(`${server.url}/phone/#/leave/apply`)
  await phone.locator('#from_day').fill('2026-11-28')
  await phone.locator('#to_day').fill('2026-12-02')
  await phone.locator('#place').fill('湖州市德清县')
  await phone.locator('#reason').fill('母亲住院')
  const buffer = await phone.screenshot()
  await phone.getByTestId('papers-input').setInputFiles([{ name: 'a.png', mimeType: 'image/png', buffer }])
  await phone.getByTestId('paper').waitFor()
  await shot(phone, 'phone-leave')
  await phone.getByTestId('leave-send').click()
  await phone.getByTestId('leave-card').waitFor()
  await desk.goto(`${server.url}/console/leaves`)
  await desk.getByTestId('leave-open').first().click()
  await desk.getByTestId('leave-approve').waitFor()
  await loaded(desk)
  await shot(desk, 'leave')
}

async function aRollCall({ desk, phones, server, shot }) {
  await desk.goto(`${server.url}/console/roll-calls`)
  await desk.getByTestId('rollcall-start').click()
  await desk.getByTestId('rollcall-title').fill('周一点名')
  await desk.getByTestId('rollcall-start-submit').click()
  await desk.getByTestId('live-counts').waitFor()
  for (const phone of phones) {
    await phone.goto(`${server.url}/phone/`)
    await phone.getByTestId('rollcall-join').click()
    await until('the phone is in the waiting room', async () => {
      if (await phone.getByTestId('rollcall-waiting').count()) return true
      if (await phone.getByTestId('rollcall-join').count()) await phone.getByTestId('rollcall-join').click()
      return false
    })
  }
  for (const i of phones.keys()) {
    await desk.getByTestId('rollcall-call-next').click()
    const called = await until('a phone says that it is called', async () => {
      for (const p of phones) if (await p.getByTestId('rollcall-called').count()) return p
      return null
    })
    await until('a picture was taken', () => desk.locator('[data-testid="called"] img').count(), 30_000)
    if (i === 0) {
      await shot(desk, 'rollcall')
      await shot(called, 'phone-rollcall')
    }
    await desk.getByTestId('mark-present').click()
    await until('the call has ended', async () => (await called.getByTestId('rollcall-called').count()) === 0)
  }
  await desk.getByTestId('rollcall-close').click()
  await desk.getByTestId('rollcall-close-confirm').click()
  await desk.getByTestId('sheet-totals').waitFor()
  await loaded(desk)
  await shot(desk, 'sheet')
}

async function supervisorsView({ browser, server, language, shot }) {
  const page = await visit(browser, 'supervisor', language, desktop)
  await signIn(page, server, 'supervisor')
  await page.goto(`${server.url}/console/attendance`)
  await page.getByTestId('unit-link').first().waitFor()
  await page.locator('canvas').first().waitFor()
  await shot(page, 'attendance', { height: 1900 })
  await page.goto(`${server.url}/console/attendance/fairness`)
  await page.getByTestId('fairness').first().waitFor()
  await shot(page, 'fairness', { height: 1100 })
  await page.goto(`${server.url}/console/audit`)
  await page.locator('td').first().waitFor()
  await shot(page, 'audit')
  await page.context().close()
  // The viewer waits by the clock, so its day passes.
  const reader = await open(browser, 'reader', desktop)
  await reader.goto(`${server.url}/reference/?of=console`)
  await reader.locator('.opblock-tag[data-tag=attendance]').click()
  await reader.locator('.opblock').first().click()
  await reader.locator('.opblock-section').first().waitFor()
  await shot(reader, 'reference')
  await reader.context().close()
}

async function shoot(browser, language) {
  const server = await startServer(['--at', monday])
  try {
    const { shot, total } = await photographer(browser, language)
    const desk = await visit(browser, 'officer', language, desktop)
    const phones = [
      await visit(browser, 'first phone', language, phoneSize),
      await visit(browser, 'second phone', language, phoneSize),
    ]
    for (const [i, page] of [desk, ...phones].entries()) await page.addInitScript(drawn, 40 + 160 * i)
    await desk.goto(`${server.url}/console/`)
    await desk.getByTestId('login-submit').waitFor()
    await shot(desk, 'login')
    const csrf = await signIn(desk, server, 'officer')
    await desk.goto(`${server.url}/console/persons`)
    const api = calls(desk, csrf)
    const people = (await api('/console/v1/persons?status=active')).items.filter((p) => !p.is_minor)
    const [phone] = phones
    await personsDay({ phone, server, shot })
    const others = people.filter((p) => !p.number.endsWith('00001')) // the first one is whose phone the demo opens
    await desk.goto(`${server.url}/console/persons/${others[0].id}`)
    await desk.getByTestId('device-activate').click()
    await phones[1].goto(new URL(await desk.getByTestId('activation-link').getAttribute('href'), server.url).href)
    await phones[1].getByTestId('activate-submit').click()
    await phones[1].getByTestId('today-card').first().waitFor()
    await officersDesk({ desk, server, api, shot, people: others })
    await aWeekOfLeave({ phone, desk, server, shot })
    await aRollCall({ desk, phones, server, shot })
    await supervisorsView({ browser, server, language, shot })
    console.log(`${language}: ${(total() / 1024).toFixed(0)} kB`)
    for (const page of [desk, ...phones]) await page.context().close()
  } catch (error) {
    console.log(server.log().slice(-2000), complaints)
    throw error
  } finally {
    await server.stop()
  }
}

const browser = await launch()
try {
  for (const language of process.argv.length > 2 ? process.argv.slice(2) : ['zh', 'en']) await shoot(browser, language)
} finally {
  await browser.close()
}
if (complaints.length) throw new Error(complaints.join('\n'))
