// Walks through the built phone app in a real browser: `node phone/checks/run.mjs [folder for pictures]`.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { callId, request, requestId, serve, serveRoom, start, today } from './server.mjs'

const pictures = process.argv[2] ?? ''
if (pictures) mkdirSync(pictures, { recursive: true })
const env = await start()
const faults = []

/** A phone that is activated, with what it is answered in `world`. */
async function phone(world = {}, options = {}) {
  const context = await env.browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    serviceWorkers: 'block',
    permissions: ['camera', 'microphone', 'geolocation'],
    geolocation: { latitude: 39.92, longitude: 116.44, accuracy: 18 },
    reducedMotion: 'reduce',
    hasTouch: true,
    ...options,
  })
  await serve(context, world)
  const page = await context.newPage()
  page.on('pageerror', (e) => faults.push(`page: ${e.message}`))
  page.on(
    'console',
    (m) => m.type() === 'error' && !/Failed to load resource/.test(m.text()) && faults.push(`console: ${m.text()}`),
  )
  return page
}

const id = (page, name) => page.getByTestId(name)

const messageId = '0193a5f0-7c00-7000-8000-000000000200'
const receipts = (world) =>
  world.sent
    .filter((s) => s.path === `/v1/messages/${messageId}/receipts`)
    .map((s) => JSON.parse(s.body))
    .map((r) => `${r.channel} ${r.receipt}`)

async function look(page, name) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  for (const v of violations) faults.push(`axe ${name}: ${v.id} ${v.nodes.map((n) => n.target).join(' ')}`)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  if (wide > 0) faults.push(`${name}: ${wide}px too wide`)
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`) })
}

async function activate(page) {
  await page.goto(`${env.origin}/phone/#/activate?code=ABCD-EFGH`)
  await id(page, 'activate-submit').click()
  await id(page, 'today-card').waitFor()
  await page.locator('.adm-toast-main').waitFor({ state: 'detached' })
}

const flows = {
  async 'a demo link activates by itself'() {
    const page = await phone()
    await page.goto(`${env.origin}/phone/#/activate?now&code=ABCD-EFGH`)
    await id(page, 'today-card').waitFor()
    assert.ok(!page.url().includes('ABCD'), 'the code is gone from the address')
  },

  async 'activation shows a toast and leads to today'() {
    const world = { refuse: { '/v1/activations': { status: 422, code: 'device.code_invalid' } } }
    const page = await phone(world)
    await page.goto(`${env.origin}/phone/`)
    await page.getByRole('textbox').fill('ABCD-EFGH')
    await id(page, 'activate-submit').click()
    await page.getByText('激活码不对').waitFor()
    await look(page, 'activate')
    world.refuse = {}
    await id(page, 'activate-submit').click()
    await page.locator('.adm-toast-main').getByText('已激活').waitFor()
    await id(page, 'today-card').waitFor()
    await page.locator('.adm-toast-main').waitFor({ state: 'hidden' })
    await look(page, 'today')
    await page.reload()
    await id(page, 'today-card').waitFor()
    const keys = await page.evaluate(
      () =>
        new Promise((done) => {
          indexedDB.open('diandao').onsuccess = (e) => {
            e.target.result.transaction('vault').objectStore('vault').get('account').onsuccess = (r) =>
              done(r.target.result.keys.privateKey.extractable)
          }
        }),
    )
    assert.equal(keys, false, 'the private key cannot be read out')
  },

  async 'a check-in is signed and sent'() {
    const world = {}
    const page = await phone(world)
    await activate(page)
    await id(page, 'checkin-start').click()
    await look(page, 'checkin-why')
    await id(page, 'checkin-next').click()
    await page.locator('[data-testid=checkin-capture]:not([disabled])').waitFor()
    await look(page, 'checkin-camera')
    await id(page, 'checkin-capture').click()
    await id(page, 'checkin-next').waitFor()
    await look(page, 'checkin-photo')
    await id(page, 'checkin-next').click()
    await look(page, 'checkin-location-ask')
    await id(page, 'checkin-locate').click()
    await page.getByText('误差约 18 米').waitFor()
    await look(page, 'checkin-location')
    await id(page, 'checkin-next').click()
    await id(page, 'checkin-next').click()
    await page.getByText('请选择您现在的情况').waitFor()
    await page.getByText('身体不舒服').click()
    await look(page, 'checkin-question')
    await id(page, 'checkin-next').click()
    await page.getByRole('textbox').fill('下周要去医院')
    await id(page, 'checkin-next').click()
    await page.getByText('我需要帮助').click()
    await look(page, 'checkin-review')
    await id(page, 'checkin-send').click()
    await id(page, 'checkin-result').waitFor()
    await page.getByText('照片由工作人员查看').waitFor()
    await look(page, 'checkin-result')
    const sent = world.sent.find((s) => s.path.endsWith('/submission'))
    assert.equal(sent.headers.authorization, 'Bearer access')
    const form = await new Response(sent.body, { headers: { 'Content-Type': sent.headers['content-type'] } }).formData()
    const submission = JSON.parse(await form.get('submission').text())
    const photo = Buffer.from(await form.get('photo').arrayBuffer())
    assert.equal(submission.photo_sha256, createHash('sha256').update(photo).digest('hex'))
    assert.equal(photo.subarray(0, 2).toString('hex'), 'ffd8', 'a JPEG')
    assert.equal(submission.help_needed, true)
    assert.deepEqual(
      submission.answers.map((a) => a.question_id),
      ['q1', 'q2'],
    )
    assert.match(submission.id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]/)
  },

  async 'without a network a check-in waits and is sent later with the same id'() {
    const world = { today: today({ open: [request({ requires: { face: true, location: true, questions: [] } })] }) }
    const page = await phone(world)
    await activate(page)
    world.offline = true
    await id(page, 'checkin-start').click()
    await id(page, 'checkin-next').click()
    await page.getByText('我拍不了').click()
    await look(page, 'checkin-cannot')
    await id(page, 'checkin-no-photo').click()
    await id(page, 'checkin-locate').click()
    await id(page, 'checkin-next').click()
    await id(page, 'checkin-send').click()
    await page.getByText('已封存').waitFor()
    await look(page, 'checkin-sealed')
    await id(page, 'checkin-home').click()
    await page.getByText('等待发送').waitFor()
    await look(page, 'today-sealed')
    world.offline = false
    await page.evaluate(() => window.dispatchEvent(new Event('online')))
    await page.getByText('等待发送').waitFor({ state: 'hidden' })
    assert.equal(world.sent.filter((s) => s.path.endsWith('/submission')).length, 1)
  },

  async 'a roll call from ringing to recorded'() {
    const world = {
      today: today({
        roll_calls: [{ id: callId, title: '', station_name: '朝阳司法所', started_at: new Date().toISOString() }],
      }),
    }
    const page = await phone(world)
    const room = {}
    await serveRoom(page, room)
    await page.goto(`${env.origin}/phone/#/activate?code=ABCD-EFGH`)
    await id(page, 'activate-submit').click()
    await page.getByText('接听').waitFor()
    await page.locator('.adm-toast-main').waitFor({ state: 'detached' })
    await look(page, 'rollcall-ring')
    await id(page, 'rollcall-decline').click()
    await id(page, 'rollcall-join').waitFor()
    await page.locator('.adm-toast-main').waitFor({ state: 'hidden' })
    await look(page, 'today-rollcall')
    await id(page, 'rollcall-join').click()
    await id(page, 'rollcall-waiting').waitFor()
    room.say('officer.state', { on_line: true, speaking: false })
    room.say('queue.position', { ahead: 3 })
    await page.getByText('前面还有 3 人').waitFor()
    await frames(page, 'video.own')
    await look(page, 'rollcall-waiting')
    const received = await bytesReceived(page)
    assert.ok(received.video > 0, 'the server gets a picture')
    assert.equal(received.audio, 0, 'and no sound before the call')

    room.cut(1011)
    await page.getByText('您的位置还在').waitFor()
    await page.getByText('您的位置还在').waitFor({ state: 'hidden' })
    assert.equal(room.heard.filter((m) => m.type === 'session.hello').at(-1).data.resume_token, 'r')
    assert.equal(world.sent.filter((s) => s.path.endsWith('/join')).length, 1, 'the seat was kept')

    const offers = () => room.heard.filter((m) => m.type === 'sdp.offer')
    const before = await bytesReceived(page)
    await page.evaluate(() => window.dispatchEvent(new Event('online')))
    await until(
      page,
      (n) =>
        globalThis.far
          .getStats()
          .then((all) =>
            [...all.values()].some((s) => s.type === 'inbound-rtp' && s.kind === 'video' && s.bytesReceived > n + 5000),
          ),
      before.video,
    )
    assert.equal(offers().length, 2, 'one offer, and one that restarts ICE')
    assert.equal(offers()[1].data.restart, true)

    room.say('media.request', { camera: true, large: true, microphone: true })
    room.say('call.started')
    await id(page, 'rollcall-called').waitFor()
    await frames(page, 'video.officer')
    await until(page, async () => {
      const all = [...(await globalThis.far.getStats()).values()].filter((s) => s.type === 'inbound-rtp')
      return (
        all.some((s) => s.kind === 'audio' && s.bytesReceived > 0) &&
        all.some((s) => s.kind === 'video' && s.frameWidth >= 480)
      )
    })
    await look(page, 'rollcall-called')
    room.say('call.ended', { mark: 'present' })
    await id(page, 'rollcall-done').waitFor()
    await look(page, 'rollcall-done')
    room.say('rollcall.closed', { mark: 'present' })
    room.cut(4010)
    await id(page, 'rollcall-done').waitFor()
  },

  async 'record, messages, me, large type and English'() {
    const page = await phone()
    await activate(page)
    await page.getByText('我的记录').click()
    await page.getByText('没有收到这次报到').waitFor()
    await look(page, 'record')
    await page.goto(`${env.origin}/phone/#/messages`)
    await page.getByText('视频点名，请加入').waitFor()
    await look(page, 'messages')
    await page.goto(`${env.origin}/phone/#/me`)
    await page.getByText('CY-2026-0031').waitFor()
    await look(page, 'me')
    await page.getByText('English').click()
    await page.getByText('Case number').waitFor()
    await page.getByRole('checkbox').check()
    await page.goto(`${env.origin}/phone/#/`)
    await page.getByText('Start').waitFor()
    await look(page, 'today-en-large')
  },

  async 'narrow screens'() {
    const page = await phone({}, { viewport: { width: 320, height: 568 } })
    await activate(page)
    await look(page, 'narrow-today')
    await id(page, 'checkin-start').click()
    await look(page, 'narrow-why')
    await id(page, 'checkin-next').click()
    await page.locator('[data-testid=checkin-capture]:not([disabled])').waitFor()
    await look(page, 'narrow-camera')
  },

  async 'a refused camera has its own words and two ways on'() {
    const page = await phone({}, { permissions: [] })
    await page.addInitScript(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'))
    })
    await activate(page)
    await id(page, 'checkin-start').click()
    await id(page, 'checkin-next').click()
    await page.getByText('手机没有允许使用相机').waitFor()
    await look(page, 'checkin-camera-denied')
    await id(page, 'checkin-no-photo').click()
    await id(page, 'checkin-locate').waitFor()
  },

  async 'a push is shown without anything personal and its receipts are sent'() {
    const world = {}
    const page = await phone(world, { serviceWorkers: 'allow', permissions: ['notifications'] })
    await activate(page)
    await page.evaluate(() => navigator.serviceWorker.ready)
    await push(page, JSON.stringify({ message_id: messageId, name: '王建国' }))
    const shown = await until(page, async () => {
      const all = await (await navigator.serviceWorker.ready).getNotifications()
      return all[0] && { title: all[0].title, body: all[0].body, id: all[0].data.messageId }
    })
    assert.deepEqual(shown, { title: '点到', body: '您有新的通知', id: messageId })
    for (let n = 0; n < 50 && receipts(world).length < 2; n++) await page.waitForTimeout(100)
    assert.deepEqual(receipts(world), ['webpush delivered', 'webpush shown'])
  },

  async 'today opens without a network from the shell that is kept'() {
    const world = {}
    const page = await phone(world, { serviceWorkers: 'allow' })
    await activate(page)
    await page.evaluate(() => navigator.serviceWorker.ready)
    await until(page, () => caches.keys().then((k) => k.length > 0))
    world.offline = true
    await page.context().setOffline(true)
    await page.reload()
    await id(page, 'today-card').waitFor()
    await page.getByText('没有网络，照常报到').waitFor()
    await look(page, 'today-offline')
    await id(page, 'checkin-start').click()
    await id(page, 'checkin-next').waitFor()
    assert.match(page.url(), new RegExp(requestId))
  },
}

/** Asks the page again and again, until it answers something, 10 s at most. */
async function until(page, ask, given) {
  const end = Date.now() + 10_000
  for (;;) {
    const answer = await page.evaluate(ask, given)
    if (answer) return answer
    if (Date.now() > end) throw new Error(`never came true: ${ask}`)
    await page.waitForTimeout(100)
  }
}

/** Hands the service worker a push message, as a push service would. */
async function push(page, data) {
  const devtools = await page.context().newCDPSession(page)
  const registered = new Promise((done) =>
    devtools.on(
      'ServiceWorker.workerRegistrationUpdated',
      ({ registrations }) => registrations[0] && done(registrations[0].registrationId),
    ),
  )
  await devtools.send('ServiceWorker.enable')
  await devtools.send('ServiceWorker.deliverPushMessage', {
    origin: env.origin,
    registrationId: await registered,
    data,
  })
}

/** Waits until a video has shown six pictures, not just an element. */
function frames(page, selector) {
  return page.evaluate(
    (s) =>
      new Promise((done, fail) => {
        const video = document.querySelector(s)
        let n = 0
        const next = () => (++n >= 6 ? done() : video.requestVideoFrameCallback(next))
        video.requestVideoFrameCallback(next)
        setTimeout(() => fail(new Error(`${s}: ${n} pictures in 5 s`)), 5000)
      }),
    selector,
  )
}

function bytesReceived(page) {
  return page.evaluate(async () => {
    const sum = { audio: 0, video: 0 }
    for (const s of (await globalThis.far.getStats()).values())
      if (s.type === 'inbound-rtp') sum[s.kind] += s.bytesReceived
    return sum
  })
}

let bad = 0
const say = (line) => process.stdout.write(`${line}\n`)
const only = process.env.ONLY
for (const [name, flow] of Object.entries(flows)) {
  if (only && !name.includes(only)) continue
  faults.length = 0
  const error = await flow().catch((e) => e)
  if (error) faults.push(String(error.stack ?? error).slice(0, 1500))
  say(`${faults.length > 0 ? 'BAD ' : 'ok  '} ${name}`)
  for (const f of faults) say(`     ${f}`)
  bad += faults.length
  for (const c of env.browser.contexts()) await c.close()
}
await env.stop()
process.exit(bad > 0 ? 1 : 0)
