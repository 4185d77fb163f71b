// One person's phone in a roll call: it rings like a call on every screen, why it is not possible now reaches the
// officer, the seat outlives a locked screen and another network, and what the screens say is read aloud.
import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { complaints, framesOf, launchWhole, openDesk, openPhone, readPlace, until } from './browser.mjs'
import { openLine } from './line.mjs'
import { faultsOf } from './looks.mjs'
import { password, startServer } from './server.mjs'

const out = fileURLToPath(new URL('../../test/browser/out/', import.meta.url))
const server = await startServer()
const line = await openLine(server.url)
const browser = await launchWhole() // for push
const desk = await openDesk(browser, 'officer')
const phone = await openPhone(browser, 'phone', {
  permissions: ['camera', 'microphone', 'geolocation', 'notifications'],
})
const id = (name) => phone.getByTestId(name)
const shot = (page, name) => page.screenshot({ path: `${out}${name}.jpg`, animations: 'disabled' })
let csrf
let who
let rollCall
const frames = [] // what the phone said to the room

/** Hears what a phone plays, says and shakes, and lets a test take its camera, its sight and its network. */
function listen() {
  window.heard = { tones: 0, spoken: [], shaken: [] }
  const start = OscillatorNode.prototype.start
  OscillatorNode.prototype.start = function (...at) {
    if (this.context.state === 'running') window.heard.tones++ // otherwise nobody hears it
    return start.apply(this, at)
  }
  SpeechSynthesis.prototype.speak = ({ text, lang }) => window.heard.spoken.push({ text, lang })
  navigator.vibrate = (pattern) => window.heard.shaken.push([pattern].flat())
  if (!navigator.mediaDevices) return // a page without an address
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
  window.cameras = []
  navigator.mediaDevices.getUserMedia = async (wish) => {
    const stream = await open(wish)
    window.cameras.push(stream)
    return stream
  }
  window.sight = 'visible'
  Object.defineProperty(document, 'visibilityState', { get: () => window.sight })
  window.network = 'wifi'
  Object.defineProperty(navigator.connection, 'type', { get: () => window.network })
}

/** Calls the console's contract as the officer's page does. */
function api(path, body) {
  return desk.evaluate(
    async ({ path, body, csrf }) => {
      const headers = {
        'Content-Type': 'application/json',
        'X-CSRF-Token': csrf,
        'Idempotency-Key': crypto.randomUUID(),
      }
      const answer = await fetch(path, body ? { method: 'POST', headers, body: JSON.stringify(body) } : {})
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
      return answer.json()
    },
    { path, body, csrf },
  )
}

async function begin(title) {
  rollCall = await api('/console/v1/roll-calls', { station_id: who.station.id, audience: 'adults', title })
}

async function end() {
  await api(`/console/v1/roll-calls/${rollCall.id}/close`, {})
  await until('it rings no more', async () => (await id('rollcall-ring').count()) === 0)
}

const invitee = async () =>
  (await api(`/console/v1/roll-calls/${rollCall.id}`)).invitees.find((i) => i.person_id === who.id)

/** Goes to a screen within the app that is open. */
async function turnTo(hash) {
  await phone.evaluate((h) => {
    window.location.hash = h
  }, hash)
  await until(`${hash} is shown`, async () => (await phone.locator('.loading').count()) === 0)
  await phone.locator('h1').first().waitFor()
}

/** Starts the app anew. */
async function restart(hash) {
  await phone.goto('about:blank')
  await phone.goto(`${line.address}/phone/#${hash}`)
  await phone.locator('h1').first().waitFor()
}

/** Asks the person to check in now, and tells by which check-in. */
async function ask(requires) {
  await api(`/console/v1/persons/${who.id}/checkins`, {
    title: '核对位置',
    answer_in_minutes: 60,
    reason: '核对',
    requires,
  })
  const { items } = await api(`/console/v1/checkins?person_id=${who.id}`)
  return items.find((r) => r.status === 'open' && r.kind === 'on_demand').id
}

async function takePhoto() {
  await until('the camera shows something', () => id('checkin-capture').isEnabled())
  await id('checkin-capture').click()
  await id('checkin-next').click()
}

/** Rings, takes part and leaves again. */
async function takePart(title) {
  await begin(title)
  await id('rollcall-ring').waitFor()
  await id('rollcall-join').click()
  await id('rollcall-waiting').waitFor()
  await phone.getByRole('button', { name: '离开点名' }).click()
  await id('rollcall-waiting').waitFor({ state: 'detached' })
}

const heard = () => phone.evaluate(() => window.heard)
const forget = () =>
  phone.evaluate(() => {
    window.heard = { tones: 0, spoken: [], shaken: [] }
  })

/** What is read when the person asks for it. */
async function said(within = phone) {
  await forget()
  await within
    .getByRole('button', { name: /^(朗读|Read aloud)$/ })
    .last()
    .click()
  return (await heard()).spoken.at(-1)
}

async function look(name, page = phone) {
  await page.waitForTimeout(300)
  await shot(page, `ring-${name}`)
  assert.deepEqual((await faultsOf(page, name)).faults, [])
}

const sent = (type) => frames.filter((f) => f.type === type)
const tile = () => desk.locator(`video[data-testid="tile-${who.id}"]`)
const moves = (why) => until(`the picture moves ${why}`, async () => (await framesOf(tile())) >= 4, 40_000)

/** Hands the service worker a push message, as a push service would. */
async function push(data) {
  const devtools = await phone.context().newCDPSession(phone)
  const registered = new Promise((done) =>
    devtools.on(
      'ServiceWorker.workerRegistrationUpdated',
      ({ registrations }) => registrations[0] && done(registrations[0].registrationId),
    ),
  )
  await devtools.send('ServiceWorker.enable')
  await devtools.send('ServiceWorker.deliverPushMessage', {
    origin: line.address,
    registrationId: await registered,
    data: JSON.stringify(data),
  })
}

const steps = {
  'a phone is activated': async () => {
    await desk.goto(`${server.url}/console/`)
    await desk.getByTestId('login-username').fill('officer')
    await desk.getByTestId('login-password').fill(password)
    await desk.getByTestId('login-submit').click()
    await desk.getByTestId('nav-desk').waitFor()
    csrf = (await api('/console/v1/session')).csrf_token
    who = (await api('/console/v1/persons?status=active&limit=100')).items.find((p) => !p.is_minor)
    const { activation_path } = await api(`/console/v1/persons/${who.id}/activations`, {})
    await phone.addInitScript(listen)
    phone.on('websocket', (ws) => ws.on('framesent', ({ payload }) => frames.push(JSON.parse(payload))))
    await phone.goto(new URL(activation_path, line.address).href)
    await id('activate-submit').click()
    await id('today-card').first().waitFor()
    const said1 = await said()
    assert.equal(said1.lang, 'zh-CN')
    assert.match(said1.text, /完成|今天没有要做的|补报/)
  },

  'on 我的记录 it rings like a call': async () => {
    await phone.getByText('我的记录').click()
    await phone.getByRole('heading', { name: '我的记录' }).waitFor()
    await forget()
    await begin('晨点')
    await id('rollcall-ring').waitFor()
    await until('it was heard again and again', async () => (await heard()).tones >= 6)
    const { shaken, spoken } = await heard()
    assert.deepEqual(shaken[0], [600, 400, 600, 1400])
    assert.ok(shaken.length >= 3, 'and felt')
    assert.equal(spoken[0].lang, 'zh-CN')
    assert.match(spoken[0].text, /^视频点名 .*请您加入/)
    assert.match(phone.url(), /#\/record$/, 'over the screen, not instead of it')
    assert.ok(await phone.evaluate(() => document.querySelector('.under').inert), 'what is under it waits')
    await look('on-record')
  },

  'why it is not possible now reaches the officer once, though the network went': async () => {
    await id('rollcall-decline').click()
    await id('rollcall-reasons').waitFor()
    await forget()
    await look('reasons')
    assert.equal((await heard()).tones, 0, 'it is silent now')
    const cut = line.loseNext(/^POST \/v1\/roll-calls\/[^/]+\/decline/, 'answer')
    await id('decline-at_work').click()
    await cut
    await phone.context().setOffline(true)
    await id('rollcall-reasons').waitFor({ state: 'detached' })
    assert.match(phone.url(), /#\/record$/)
    await turnTo('/')
    await phone.getByText('等待发送').first().waitFor()
    await look('decline-waits')
    line.mend()
    await phone.context().setOffline(false)
    await phone.getByText('等待发送').first().waitFor({ state: 'detached' })
    await phone.getByText('您已告诉工作人员：在工作').waitFor()
    await look('declined')
    const { declined, mark, presence } = await invitee()
    assert.equal(declined, 'at_work')
    assert.equal(mark, '', 'nobody is marked')
    assert.equal(presence, 'reached', 'a phone answered')
    const { steps } = await api(`/console/v1/roll-calls/${rollCall.id}`)
    assert.equal(steps.filter((s) => s.kind === 'declined').length, 1, 'once')
    await restart('/record')
    await phone.waitForTimeout(11_000)
    assert.equal(await id('rollcall-ring').count(), 0, 'who has answered is not rung at the next start')
  },

  'the officer reads it at the name': async () => {
    await desk.goto(`${server.url}/console/roll-calls/${rollCall.id}/live`)
    await desk.getByTestId('live-counts').waitFor()
    await desk.getByTestId(`roster-declined-${who.id}`).getByText('在工作').waitFor()
    await desk.getByTestId(`declined-${who.id}`).waitFor()
    await desk.getByTestId(`roster-${who.id}`).click()
    await desk.getByTestId('called-declined').getByText('本人说明不方便：在工作').waitFor()
    await look('desk', desk)
  },

  'it rings again over a form, and what was written is still there': async () => {
    await turnTo('/leave/apply')
    await phone.locator('#reason').fill('母亲住院，需要陪护')
    await api(`/console/v1/roll-calls/${rollCall.id}/recall`, { person_ids: [who.id] })
    await id('rollcall-ring').waitFor()
    await id('rollcall-decline').click()
    await id('decline-driving').click()
    await id('rollcall-reasons').waitFor({ state: 'detached' })
    assert.equal(await phone.locator('#reason').inputValue(), '母亲住院，需要陪护')
    await until('the focus is back', () => phone.evaluate(() => document.activeElement.id === 'reason'))
    await until('the newest counts', async () => (await invitee()).declined === 'driving')
    await desk.getByTestId('called-declined').getByText('在开车或骑车').waitFor()
  },

  'a locked screen keeps the seat and the picture comes back': async () => {
    if (!rollCall) {
      await begin('晨点')
      await desk.goto(`${server.url}/console/roll-calls/${rollCall.id}/live`)
    }
    await turnTo('/')
    await id('rollcall-join').click()
    await id('rollcall-waiting').waitFor()
    await moves('on the desk')
    await phone.evaluate(() => {
      window.sight = 'hidden'
      document.dispatchEvent(new Event('visibilitychange'))
      for (const track of window.cameras.at(-1).getVideoTracks()) track.stop() // phones take it away
    })
    await until('the picture stands', async () => (await framesOf(tile())) === 0)
    await phone.evaluate(() => {
      window.sight = 'visible'
      document.dispatchEvent(new Event('visibilitychange'))
    })
    await moves('again')
    assert.equal(sent('session.hello').length, 1, 'the same seat')
    assert.equal(await phone.evaluate(() => window.cameras.length), 2, 'with another camera stream')
  },

  'from Wi-Fi to mobile the media look for another way': async () => {
    const before = sent('sdp.offer').length
    await phone.evaluate(() => {
      navigator.connection.dispatchEvent(new Event('change')) // another estimate of the same network
    })
    await phone.waitForTimeout(1500)
    assert.equal(sent('sdp.offer').length, before, 'which is no reason')
    await phone.evaluate(() => {
      window.network = 'cellular'
      navigator.connection.dispatchEvent(new Event('change'))
    })
    await until('ICE is restarted', () => sent('sdp.offer').length === before + 1)
    assert.equal(sent('sdp.offer').at(-1).data.restart, true)
    await moves('on the other network')
    assert.equal(sent('session.hello').length, 1, 'the same seat')
    assert.equal(await id('rollcall-waiting').count(), 1)
  },

  'being called and what was recorded are said': async () => {
    assert.equal(await id('rollcall-place').textContent(), '下一个可能是您')
    assert.match((await said()).text, /^请稍等 下一个可能是您/)
    await forget()
    await desk.getByTestId('rollcall-call-next').click()
    await id('rollcall-called').waitFor()
    await until('it is heard', async () => (await heard()).tones >= 2)
    const called = (await heard()).spoken
    assert.deepEqual(called[0], { text: '您被点名了', lang: 'zh-CN' })
    await desk.getByTestId('mark-present').click()
    await id('rollcall-done').waitFor()
    assert.match((await said()).text, /^已记录：到，\d\d:\d\d 您可以离开了/)
    await look('done')
    await phone.locator('.foot button').click()
    await id('today-card').first().waitFor()
    await phone.waitForTimeout(500)
    assert.equal(await id('rollcall-ring').count(), 0, 'who has joined is not rung again')
    await end()
    const { mark } = await invitee()
    assert.equal(mark, 'present')
  },

  'in front of the camera nothing rings; then it does': async () => {
    await turnTo(`/checkin/${await ask({ face: true, location: true })}`)
    assert.match((await said()).text, /^这次需要/)
    await id('checkin-next').click()
    await until('the camera shows something', () => id('checkin-capture').isEnabled())
    assert.match((await said()).text, /^把脸放进圆框/)
    await begin('午点')
    await phone.waitForTimeout(12_000)
    assert.equal(await id('rollcall-ring').count(), 0)
    await id('checkin-capture').click()
    await id('checkin-next').click()
    await id('rollcall-ring').waitFor()
    await id('rollcall-decline').click()
    await id('decline-unwell').click()
    await id('rollcall-reasons').waitFor({ state: 'detached' })
    await readPlace(phone)
    await id('checkin-next').click()
    await id('checkin-send').click()
    await id('checkin-result').waitFor()
    const result = await said(id('checkin-result'))
    assert.equal(result.lang, 'zh-CN')
    assert.ok(result.text.startsWith(await phone.locator('h1').textContent()))
    assert.ok(result.text.length > 12, `more than the heading: ${result.text}`)
    await end()
    const { mark, mark_reason } = await invitee()
    assert.deepEqual([mark, mark_reason], ['review', 'declined'], 'an officer decides')
    await desk.goto(`${server.url}/console/roll-calls/${rollCall.id}`)
    await desk.getByTestId(`declined-${who.id}`).getByText('本人说明不方便：身体不适').waitFor()
    await desk.getByTestId('history').getByText('本人说明不方便：身体不适').waitFor()
    await look('sheet', desk)
  },

  'a ring answered in the middle of a check-in takes nothing of it away': async () => {
    const questions = [{ id: 'q1', text: '您现在住在登记的地址吗？', options: ['是', '不是'] }]
    const request = await ask({ face: true, location: true, questions })
    await turnTo(`/checkin/${request}`)
    await id('checkin-next').click()
    await takePhoto()
    await readPlace(phone)
    await id('checkin-next').click()
    await phone.getByText('是', { exact: true }).click()
    await id('checkin-next').click()
    await id('checkin-send').waitFor()
    await phone.getByText('我需要帮助').click()
    await takePart('接着报到')
    await id('checkin-send').waitFor()
    assert.match(phone.url(), new RegExp(`#/checkin/${request}$`))
    assert.match(await id('checkin-note').textContent(), /都还在/)
    await until('the photo is shown', () =>
      phone.getByAltText('您拍的照片').evaluate((i) => i.complete && i.naturalWidth > 100),
    )
    assert.match(await phone.locator('dl').textContent(), /已取得位置.*是$/)
    assert.ok(await phone.getByRole('checkbox').isChecked())
    await look('back-at-review')
    await end()
    await id('checkin-send').click()
    await id('checkin-result').waitFor()
    const { photo_url, submission } = (await api(`/console/v1/checkins/${request}`)).checkin
    assert.ok(photo_url && submission.location)
    assert.equal(submission.help_needed, true)
    assert.deepEqual(submission.answers, [{ question_id: 'q1', text: '是' }])
    await turnTo(`/checkin/${request}`)
    await phone.getByText('这次报到不用再做').waitFor() // and nothing of it is held
  },

  'what is too old after a ring is done once more, and the phone says why': async () => {
    const request = await ask({ face: true, challenge: true, location: true })
    // a server whose time for the gestures is short
    await phone.route('**/challenge', async (route) => {
      const answer = await route.fetch()
      const drawn = await answer.json()
      const expires_at = new Date(Date.parse(drawn.issued_at) + 20_000).toISOString()
      await route.fulfill({ response: answer, json: { ...drawn, expires_at } })
    })
    await turnTo(`/checkin/${request}`)
    await id('checkin-next').click()
    await takePhoto()
    await id('checkin-gestures').click()
    await id('checkin-acting').waitFor()
    await id('checkin-acting').waitFor({ state: 'detached' })
    await id('checkin-next').click()
    await readPlace(phone)
    await takePart('动作过时')
    await id('checkin-gestures').waitFor()
    assert.match(await id('checkin-note').textContent(), /动作要在限定的时间内提交/)
    assert.match((await said()).text, /动作要在限定的时间内提交/)
    await look('gestures-anew')
    await end()
    await id('checkin-no-gestures').click()
    await phone.getByText('已取得位置').waitFor() // what is not too old stays
    await id('checkin-next').click()
    await id('checkin-send').waitFor()
    await phone.getByAltText('您拍的照片').waitFor()
    await phone.unroute('**/challenge')
    await phone.evaluate(() => localStorage.setItem('diandao.language', 'en'))
    await phone.reload() // what was not sent is in no storage: the phone begins anew
    await id('checkin-next').waitFor()
    await id('checkin-next').click()
    await until('the camera shows something', () => id('checkin-capture').isEnabled())
    await phone.evaluate(() => localStorage.setItem('diandao.language', 'zh-CN'))
    await restart('/')
  },

  'in English the voice is English': async () => {
    await phone.evaluate(() => localStorage.setItem('diandao.language', 'en'))
    await restart('/me')
    await id('today-card').waitFor({ state: 'detached' })
    await phone.getByRole('heading').first().click() // nothing is heard before a touch
    await begin('晚点')
    await id('rollcall-ring').waitFor()
    await until('it is said', async () => (await heard()).spoken.length > 0)
    const [sentence] = (await heard()).spoken
    assert.equal(sentence.lang, 'en')
    assert.match(sentence.text, /^Video roll call .* asks you to join/)
    await look('english')
    await id('rollcall-decline').click()
    await look('reasons-english')
    await id('decline-other').click()
    await id('rollcall-reasons').waitFor({ state: 'detached' })
    for (const screen of ['/', '/record', '/leave', '/appeals', '/messages', '/team', '/papers']) {
      await turnTo(screen)
      const { text, lang } = await said()
      assert.equal(lang, 'en', screen)
      assert.ok(text.length > 5, `${screen}: ${text}`)
    }
    await phone.evaluate(() => localStorage.setItem('diandao.language', 'zh-CN'))
    await restart('/')
    await end()
  },

  'a push of a roll call rings like a call, and says nothing': async () => {
    await phone.evaluate(() => navigator.serviceWorker.ready)
    const token = phone.waitForRequest((r) => r.url().includes('/v1/messages?') || r.url().endsWith('/v1/messages'))
    await turnTo('/messages')
    const { authorization } = await (await token).allHeaders()
    const { items } = await phone.evaluate(
      async (authorization) => (await fetch('/v1/messages?limit=50', { headers: { authorization } })).json(),
      authorization,
    )
    const shown = (messageId) =>
      until('the notice is shown', () =>
        phone.evaluate(async (messageId) => {
          const all = await (await navigator.serviceWorker.ready).getNotifications()
          const n = all.find((n) => n.data.messageId === messageId)
          return (
            n && {
              title: n.title,
              body: n.body,
              tag: n.tag,
              renotify: n.renotify,
              stays: n.requireInteraction,
              shakes: !('vibrate' in n) || n.vibrate.length > 0, // computers don't
            }
          )
        }, messageId),
      )
    const words = { title: '点到', body: '您有新的通知' }
    const rings = items.filter((m) => m.kind === 'rollcall_ring').slice(0, 2)
    for (const ring of rings) {
      await push({ message_id: ring.id, name: who.name })
      assert.deepEqual(await shown(ring.id), { ...words, tag: 'ring', renotify: true, stays: true, shakes: true })
    }
    const other = items.find((m) => !m.kind.startsWith('rollcall_'))
    await push({ message_id: other.id })
    const plain = await shown(other.id)
    assert.deepEqual([plain.tag, plain.stays], [other.id, false])
    const open = await phone.evaluate(async () =>
      (await (await navigator.serviceWorker.ready).getNotifications()).map((n) => n.tag),
    )
    assert.equal(open.filter((tag) => tag === 'ring').length, 1, 'the newer ring takes the place of the older')
    const receipts = (m) => line.requests.filter((r) => r === `POST /v1/messages/${m.id}/receipts`).length
    for (const m of [...rings, other]) await until('it is told to have arrived and been shown', () => receipts(m) >= 2)
  },
}

await mkdir(out, { recursive: true })
let failed = 0
const only = process.env.ONLY?.split('|')
for (const [name, step] of Object.entries(steps)) {
  if (only && name !== 'a phone is activated' && !only.some((o) => name.includes(o))) continue
  const began = Date.now()
  try {
    await step()
    console.log(`ok   ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`)
  } catch (error) {
    failed++
    console.log(`FAIL ${name}\n${error.stack}`)
    await shot(phone, `failed-ring-${failed}`)
    await shot(desk, `failed-ring-desk-${failed}`)
    break // the steps build on one another
  }
}
// a line that is cut is told of in the console
const unexpected = complaints.filter((c) => !/net::ERR_|WebSocket connection to .* failed/.test(c))
for (const c of unexpected) console.log(`complaint: ${c}`)
await browser.close()
line.close()
await server.stop()
process.exit(failed || unexpected.length > 0 ? 1 : 0)
