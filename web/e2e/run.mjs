// A station's morning in real Chromium: an officer and two phones do a check-in and a roll call.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { record, stand } from './actor.mjs'
import {
  activationLink,
  complaints,
  enterRoom,
  framesOf,
  launch,
  openDesk,
  openPhone,
  readPlace,
  until,
} from './browser.mjs'
import { liveSteps } from './live.mjs'
import { networkSteps } from './networks.mjs'
import { planSteps } from './plans.mjs'
import { seenSteps } from './seen.mjs'
import { password, startServer } from './server.mjs'

const out = fileURLToPath(new URL('../../test/browser/out/', import.meta.url))
const server = await startServer()
const browser = await launch()
const desk = await openDesk(browser, 'officer')
const phones = [await openPhone(browser, 'first phone'), await openPhone(browser, 'second phone')]
const story = { people: [] }

const steps = {
  'the officer signs in': async () => {
    await desk.goto(`${server.url}/console/`)
    await desk.getByTestId('login-username').fill('officer')
    await desk.getByTestId('login-password').fill('not-the-password')
    await desk.getByTestId('login-submit').click()
    await desk.getByRole('alert').first().waitFor()
    await desk.getByTestId('login-password').fill(password)
    await desk.getByTestId('login-submit').click()
    await desk.getByTestId('nav-desk').waitFor()
  },

  'two phones are activated by a code': async () => {
    const session = await api('/console/v1/session')
    story.csrf = session.csrf_token
    const rows = (await api('/console/v1/persons?status=active')).items
    story.people = rows.filter((p) => !p.is_minor).slice(0, 3)
    assert.equal(story.people.length, 3)
    // in the hours of the demo's own plan it would be due before what this story asks for
    for (const { id } of story.people)
      for (const r of (await api(`/console/v1/checkins?person_id=${id}&status=open`)).items)
        await api(`/console/v1/checkins/${r.id}/attestation`, { way: 'kiosk', note: '本人到所' })
    for (const [i, phone] of phones.entries()) {
      await phone.goto(await activationLink(desk, `${server.url}/console/persons/${story.people[i].id}`))
      await phone.getByTestId('activate-submit').click()
      await phone.getByTestId('today-card').first().waitFor()
    }
  },

  'a plan opens at its minute and the phone says so': async () => {
    const opens = new Date(Math.ceil((Date.now() + 2000) / 60_000) * 60_000)
    const clock = opens.toLocaleTimeString('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' })
    await api(`/console/v1/persons/${story.people[1].id}/plans`, {
      title: '临时报到',
      recurrence: 'FREQ=DAILY',
      starts_on: opens.toLocaleDateString('en-CA', { timeZone: 'Asia/Shanghai' }),
      opens_at: clock,
      length_minutes: 60,
      grace_minutes: 30,
      requires: {
        face: true,
        location: true,
        questions: [{ id: 'q1', text: '您现在住在登记的地址吗？', options: ['是', '不是'] }],
      },
    })
    const phone = phones[1]
    await until(
      'the plan has opened',
      async () => {
        await phone.reload()
        await phone.getByTestId('today-card').first().waitFor()
        return phone
          .getByText('临时报到')
          .count()
          .then((n) => n > 0 && phone.getByTestId('checkin-start').count())
      },
      90_000,
    )
  },

  'the person checks in with picture, place and an answer': async () => {
    const phone = phones[1]
    await phone.getByTestId('checkin-start').first().click()
    await phone.getByTestId('checkin-next').click()
    await until('the camera shows something', () => phone.getByTestId('checkin-capture').isEnabled())
    await shot(phone, 'phone-checkin')
    await phone.getByTestId('checkin-capture').click()
    await phone.getByTestId('checkin-next').click()
    await readPlace(phone)
    await phone.getByTestId('checkin-next').click()
    await phone.getByText('是', { exact: true }).first().click()
    await phone.getByTestId('checkin-next').click()
    story.deskBefore = await openDeskItems()
    await phone.getByTestId('checkin-send').click()
    await phone.getByTestId('checkin-result').waitFor()
    await shot(phone, 'phone-result')
  },

  'it appears on the desk by itself and the officer confirms it': async () => {
    await until(
      'the desk shows one more without a reload',
      async () => (await desk.getByTestId('desk-item').count()) > story.deskBefore,
    )
    await desk.getByTestId('desk-item').filter({ hasText: story.people[1].name }).first().click()
    await desk.getByTestId('decide-accept').waitFor()
    await until('the picture is shown', () =>
      desk.locator('img').evaluateAll((all) => all.some((i) => i.naturalWidth > 100)),
    )
    await shot(desk, 'console-desk')
    await desk.getByTestId('decide-accept').click()
    await until('it left the desk', async () => (await desk.getByTestId('desk-item').count()) <= story.deskBefore)
    const phone = phones[1]
    await phone.goto(`${server.url}/phone/`)
    await until('the phone knows', async () => (await phone.getByText('已收到，按时').count()) > 0)
    await shot(phone, 'phone-today')
  },

  'somebody who is out of contact is looked for, step by step, until found': async () => {
    await desk.goto(`${server.url}/console/persons/${story.people[2].id}`)
    await desk.getByTestId('look-for').click()
    await desk.getByTestId('reason-input').fill('三天没有任何消息')
    await desk.locator('#reason-ok').click()
    await desk.getByTestId('search-next').getByText('请给本人打电话').waitFor()
    await desk.getByTestId('search-step').click()
    await desk.locator('#step-note').fill('关机')
    await desk.locator('#step-ok').click()
    await desk.getByTestId('search-next').getByText('请联系家属或保证人').waitFor()
    await shot(desk, 'console-lost-contact')
    await desk.getByTestId('search-found').click()
    await desk.locator('#found-how').click()
    await desk.getByTitle('在家里见到').click()
    await desk.locator('#found-note').fill('在家，手机坏了')
    await desk.locator('#found-ok').click()
    await desk.getByText('在家，手机坏了').waitFor()
    await until('no more step is proposed', async () => (await desk.getByTestId('search-next').count()) === 0)
  },

  'the officer writes a plan whose times are drawn': async () => {
    await desk.goto(`${server.url}/console/persons/${story.people[2].id}`)
    await desk.getByTestId('plan-add').click()
    await desk.getByText('时间抽签决定').click()
    await desk.getByText('每天的时间由抽签决定').waitFor()
    await until('the preview shows ranges', async () => (await desk.getByText('之间抽签').count()) >= 10)
    await shot(desk, 'console-plan')
    const pick = async (field, choice) => {
      await desk.locator(`#${field}`).click()
      await desk.getByTitle(choice, { exact: true }).click()
    }
    await pick('freq', '每天')
    await pick('on', '只在工作日（含调休）')
    await desk.locator('li[data-effect=rest_day] del').first().waitFor()
    await shot(desk, 'console-plan-days')
    await pick('freq', '每周')
    await pick('on', '照常')
    await until('no day is struck through', async () => (await desk.locator('li[data-effect] del').count()) === 0)
    await desk.getByTestId('plan-save').click()
    await desk.getByText('之间抽签 1 次').waitFor()
    // the sentence stands in the form too, before anything is kept
    const drawn = await until('the plan is kept', async () =>
      (await api(`/console/v1/persons/${story.people[2].id}/plans`)).items.find((p) => p.span_minutes > 0),
    )
    const day = drawn.next_opens_at.slice(0, 10)
    const { items } = await api(`/console/v1/draws?from=${day}&to=${day}`)
    assert.match(items[0].commitment, /^[0-9a-f]{64}$/)
    assert.equal(items[0].seed, '', 'nobody knows the seed before the day is over')
  },

  ...planSteps({ browser, server, desk, phones, story, api, shot: (page, name) => shot(page, name) }),

  'asked to check in now, in a tunnel, the phone seals it and sends it later': async () => {
    const phone = phones[1]
    await desk.goto(`${server.url}/console/persons/${story.people[1].id}`)
    await desk.getByTestId('plan-ask-now').click()
    await desk.getByText('需要周围环境照片').click()
    await desk.getByText('需要录音').click()
    await desk.getByTestId('ask-reason').fill('邻居说三天没有见到人')
    await desk.locator('#ask-ok').click()
    await desk.getByText('已通知').waitFor()
    await phone.goto(`${server.url}/phone/`)
    await phone.getByTestId('checkin-start').click()
    await phone.getByTestId('checkin-next').click()
    await until('the camera shows something', () => phone.getByTestId('checkin-capture').isEnabled())
    await phone.getByTestId('checkin-capture').click()
    await phone.getByTestId('checkin-next').click()
    await until('the back camera shows something', () => phone.getByTestId('surroundings-capture').isEnabled())
    await shot(phone, 'phone-surroundings')
    await phone.getByTestId('surroundings-capture').click()
    await phone.getByTestId('checkin-next').click()
    await phone.getByTestId('voice-record').click()
    await phone.getByTestId('voice-stop').waitFor()
    await shot(phone, 'phone-voice')
    await phone.waitForTimeout(1500) // something is said
    await phone.getByTestId('voice-stop').click()
    await phone.getByTestId('checkin-next').click()
    await readPlace(phone)
    await phone.getByTestId('checkin-next').click()
    await phone.context().setOffline(true)
    await phone.getByTestId('checkin-send').click()
    await phone.getByText('已封存').first().waitFor()
    await shot(phone, 'phone-sealed')
    const offline = 6000
    await new Promise((r) => setTimeout(r, offline))
    await phone.context().setOffline(false)
    const request = await until('the server has it', async () => {
      const { items } = await api(`/console/v1/checkins?person_id=${story.people[1].id}`)
      const found = items.find((r) => r.kind === 'on_demand')
      return found.status === 'open' ? null : api(`/console/v1/checkins/${found.id}`)
    })
    const { made_at, received_at } = request.checkin
    const late = Date.parse(received_at) - Date.parse(made_at)
    assert.ok(late >= offline, `made ${late} ms before it arrived`)
    await desk.goto(`${server.url}/console/checkins/${request.id}`)
    await desk.getByTestId('decide-accept').waitFor()
    await until('the surroundings are shown', () =>
      desk
        .getByTestId('checkin-surroundings')
        .locator('img')
        .evaluate((i) => i.naturalWidth > 100),
    )
    const heard = await desk
      .getByTestId('checkin-voice')
      .locator('audio')
      .evaluate(
        (audio) =>
          new Promise((resolve) => {
            audio.ontimeupdate = () => audio.currentTime > 0.3 && resolve(true)
            audio.onerror = () => resolve(audio.error.message)
            audio.muted = true
            audio.play()
          }),
      )
    assert.equal(heard, true, 'the officer hears the recording')
    await shot(desk, 'console-attachments')
    await desk.getByTestId('decide-accept').click()
    await phone.goto(`${server.url}/phone/`)
    await phone.getByTestId('checkin-own').waitFor()
  },

  'the officer takes the pictures by which somebody is known': async () => {
    await desk.goto(`${server.url}/console/persons/${story.people[2].id}`)
    await desk.getByText('还没有采集登记照片').waitFor()
    await desk.getByTestId('enrol').click()
    await desk.locator('input[type=file]').setInputFiles([record[0], record[1], record[1]])
    await until('three pictures are there', async () => (await desk.getByTestId('enrol-picture').count()) === 3)
    await desk.locator('#enrol-save').click()
    await desk.getByText('有两张是同一张照片').first().waitFor()
    await shot(desk, 'console-enrolment')
    await desk.getByRole('button', { name: '删除第 3 张' }).click()
    await until('two pictures are left', async () => (await desk.getByTestId('enrol-picture').count()) === 2)
    await desk.locator('input[type=file]').setInputFiles([record[2]])
    await until('three pictures are there again', async () => (await desk.getByTestId('enrol-picture').count()) === 3)
    await desk.locator('#enrol-save').click()
    await desk.getByTestId('enrolled').waitFor()
  },

  'known by the face, the person does the gestures asked for and needs no officer': async () => {
    const request = await actAtACamera({}, 'phone-gestures')
    const codes = request.checkin.findings.map((f) => f.code)
    assert.equal(request.status, 'accepted', codes.join(' '))
    assert.ok(codes.includes('face_match') && codes.includes('challenge_passed'), codes.join(' '))
  },

  'a picture held into the camera goes to the officer, frame by frame': async () => {
    const request = await actAtACamera({ isStill: true })
    assert.equal(request.status, 'review')
    assert.ok(request.checkin.findings.some((f) => f.code === 'still_picture'))
    await desk.goto(`${server.url}/console/checkins/${request.id}`)
    await until('all frames are shown', () =>
      desk
        .getByTestId('frames')
        .locator('img')
        .evaluateAll((all) => all.length === 8 && all.every((i) => i.naturalWidth > 100)),
    )
    await shot(desk, 'console-frames')
    await desk.getByTestId('decide-accept').click()
    await until('it is decided', async () => (await api(`/console/v1/checkins/${request.id}`)).status === 'accepted')
  },

  'who can not show the face has another way, and the officer vouches': async () => {
    const who = story.people[2]
    await desk.goto(`${server.url}/console/persons/${who.id}`)
    await desk.getByTestId('way').click()
    await desk.getByText('到司法所当面确认').click()
    await desk.locator('#way-save').click()
    await desk.getByText('请写明为什么不用人脸').waitFor()
    await desk.getByTestId('way-reason').fill('面部手术')
    await desk.locator('#way-save').click()
    await until('it is chosen', async () => /当面/.test(await desk.getByTestId('way-current').textContent()))
    const asked = await demand(who.id)
    const phone = story.actor
    await phone.goto(`${server.url}/phone/`)
    await phone.reload()
    await phone.getByTestId('checkin-start').first().click()
    await phone.getByText('请到司法所，由工作人员当面确认').waitFor()
    await desk.goto(`${server.url}/console/checkins/${asked.id}`)
    await desk.getByTestId('attest').click()
    await desk.locator('#attest-save').click()
    await desk.getByTestId('witness').waitFor()
    await shot(desk, 'console-witness')
    await phone.goto(`${server.url}/phone/#/result/${asked.id}`)
    await phone.reload()
    await phone.getByText('由工作人员确认，您不用再做什么').waitFor()
    await story.actor.context().close()
    await desk.goto(`${server.url}/console/`)
  },

  'the officer chooses how a person is told, and leaves the call out': async () => {
    const who = story.people[0]
    const steps = () => desk.getByTestId('ladder-steps').locator('li').allTextContents()
    await desk.goto(`${server.url}/console/persons/${who.id}`)
    await desk.getByText('统一的方式').waitFor()
    assert.match((await steps()).at(-1), /结束前 30 分钟：工作人员打电话/)
    await desk.getByTestId('ladder').click()
    const lines = desk.getByTestId('ladder-line')
    await lines.first().waitFor()
    const count = await lines.count()
    await desk.getByRole('button', { name: `去掉第 ${count} 步` }).click()
    await lines.last().getByLabel('分钟').fill('90')
    await shot(desk, 'console-ladder')
    await desk.locator('#ladder-save').click()
    await desk.getByText('为本人设置').waitFor()
    await desk.getByTestId('ladder').click()
    await lines.first().waitFor()
    // Meanwhile somebody else brings the call back.
    const stored = await api(`/console/v1/persons/${who.id}/ladder`)
    const call = { channel: 'call', from: 'close', after_minutes: -60 }
    const { quiet_from, quiet_to, version } = stored
    await put(`/console/v1/persons/${who.id}/ladder`, { quiet_from, quiet_to, version, steps: [...stored.steps, call] })
    await lines.first().getByLabel('分钟').fill('5')
    await desk.locator('#ladder-save').click()
    await desk.getByText('刚刚', { exact: false }).first().waitFor()
    await until('the newest one is in the form', async () => (await lines.count()) === count)
    await shot(desk, 'console-ladder-changed')
    await desk.getByRole('button', { name: `去掉第 ${count} 步` }).click()
    await desk.locator('#ladder-save').click()
    await until('the form is closed', async () => (await lines.count()) === 0)
    await desk.reload()
    await until('it is shown again', async () => (await steps()).length === count - 1)
    assert.match((await steps()).at(-1), /开放 1 小时 30 分钟后：短信/)
    await shot(desk, 'console-person-ladder')
    await desk.goto(`${server.url}/console/`)
  },

  'a week of leave is asked for and approved': async () => {
    const phone = phones[1]
    const day = (n) => new Date(Date.now() + n * 86_400_000).toLocaleDateString('en-CA', { timeZone: 'Asia/Shanghai' })
    await phone.goto(`${server.url}/phone/#/me`)
    await phone.getByTestId('me-leave').click()
    await phone.getByTestId('leave-apply').click()
    await phone.getByTestId('leave-send').click()
    await phone.getByText('请把四项都填上').waitFor()
    await phone.locator('#from_day').fill(day(5))
    await phone.locator('#to_day').fill(day(9))
    await phone.locator('#place').fill('湖州市德清县')
    await phone.locator('#reason').fill('母亲住院')
    await phone.getByTestId('papers-input').setInputFiles([
      { name: '住院证明.png', mimeType: 'image/png', buffer: await phone.screenshot() },
      { name: '车票.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\ntrailer\n<<>>\n%%EOF\n') },
    ])
    await until('both papers are there', async () => (await phone.getByTestId('paper').count()) === 2)
    await shot(phone, 'phone-papers')
    await phone.getByTestId('leave-send').click()
    await phone.getByText('等待答复').waitFor()
    await desk.getByTestId('nav-leaves').click()
    await desk.getByTestId('leave-open').first().click()
    await desk.getByText('5 天的请假由司法所决定').waitFor()
    await until('the paper is shown', () =>
      desk
        .getByTestId('papers')
        .locator('img')
        .evaluate((i) => i.naturalWidth > 100),
    )
    const [file] = await Promise.all([desk.waitForEvent('download'), desk.getByText('下载材料 2').click()])
    assert.match(file.suggestedFilename(), /\.pdf$/)
    await shot(desk, 'console-leave')
    await desk.keyboard.press('k') // already the first one
    await desk.keyboard.press('y') // leads to the button; nothing is granted by one letter
    await desk.keyboard.press('Enter')
    await desk.getByText('已准假').first().waitFor()
    await phone.reload()
    await phone.getByText('已准假').waitFor()
    await until('both papers can be opened', async () => (await phone.getByTestId('paper-own').count()) === 2)
    await shot(phone, 'phone-leave')
    await desk.goto(`${server.url}/console/`)
  },

  'what the officer did not accept is appealed, and somebody else is to decide': async () => {
    const phone = phones[1]
    await phone.goto(`${server.url}/phone/#/`)
    await phone.getByTestId('checkin-own').click()
    await phone.getByTestId('checkin-next').click()
    await until('the camera shows something', () => phone.getByTestId('checkin-capture').isEnabled())
    await phone.getByTestId('checkin-capture').click()
    await phone.getByTestId('checkin-next').click()
    await readPlace(phone)
    await phone.getByTestId('checkin-next').click()
    await phone.getByTestId('checkin-send').click()
    await phone.getByTestId('checkin-result').waitFor()
    const { items } = await api(`/console/v1/checkins?person_id=${story.people[1].id}`)
    const own = items.find((r) => r.kind === 'self_initiated')
    const { checkin } = await api(`/console/v1/checkins/${own.id}`)
    await api(`/console/v1/checkins/${own.id}/decision`, { checkin_id: checkin.id, kind: 'reject', reason: '看不清' })
    await phone.goto(`${server.url}/phone/#/result/${own.id}`)
    await phone.reload()
    await phone.getByTestId('appeal-offer').click()
    await phone.getByText('认错人或记错了').click()
    await phone
      .getByTestId('papers-input')
      .setInputFiles({ name: 'bus.png', mimeType: 'image/png', buffer: await phone.screenshot() })
    await phone.getByTestId('paper').waitFor()
    await shot(phone, 'phone-appeal')
    await phone.getByTestId('appeal-send').click()
    await phone.getByTestId('appeal-card').waitFor()
    await desk.getByTestId('nav-appeals').click()
    await desk.getByTestId('appeal-open').first().click()
    await desk.getByText('最初是您决定').waitFor()
    await until('the picture is shown', () =>
      desk
        .getByTestId('papers')
        .locator('img')
        .evaluate((i) => i.naturalWidth > 100),
    )
    await shot(desk, 'console-appeal')
    await desk.goto(`${server.url}/console/`)
  },

  'the officer starts a roll call and both phones ring and join': async () => {
    await desk.goto(`${server.url}/console/roll-calls`)
    await desk.getByTestId('rollcall-start').click()
    await desk.getByTestId('rollcall-title').fill('周一晨点')
    await desk.getByTestId('rollcall-start-submit').click()
    await desk.getByTestId('live-counts').waitFor()
    for (const phone of phones) {
      await phone.goto(`${server.url}/phone/`)
      await enterRoom(phone)
    }
    await shot(phones[0], 'phone-waiting')
  },

  'the officer sees both faces move': async () => {
    for (const p of story.people.slice(0, 2)) {
      const tile = desk.locator(`video[data-testid="tile-${p.id}"], [data-testid="tile-${p.id}"] video`).first()
      await tile.waitFor({ state: 'attached' })
      await until(`${p.name} moves`, async () => (await framesOf(tile)) >= 6, 30_000)
    }
    await shot(desk, 'console-rollcall')
  },

  'each is called, seen large, photographed and marked': async () => {
    for (const i of phones.keys()) {
      await desk.getByTestId('rollcall-call-next').click()
      const called = await until('a phone says that it is called', async () => {
        for (const p of phones) if (await p.getByTestId('rollcall-called').count()) return p
        return null
      })
      if (i === 0) story.first = called === phones[0] ? 0 : 1
      const video = desk.locator('video[data-testid="called-video"], [data-testid="called-video"] video').first()
      await until('the called person moves', async () => (await framesOf(video)) >= 6, 30_000)
      await until('a picture was taken', () =>
        desk.locator('[data-testid="rollcall-called"] img, [data-testid="called"] img').count(),
      )
      if (i === 0) {
        await shot(desk, 'console-called')
        await shot(called, 'phone-called')
        await desk.getByTestId('mark-present').click()
      } else {
        await desk.getByTestId('mark-late').click()
        await desk.getByTestId('reason-input').fill('路上堵车')
        await desk.locator('#reason-ok').click()
      }
      await until('the call has ended', async () => (await called.getByTestId('rollcall-called').count()) === 0)
    }
  },

  'closing settles the rest and tells the phones': async () => {
    await desk.getByTestId('rollcall-close').click()
    await desk.getByTestId('rollcall-close-confirm').click()
    await desk.getByTestId('sheet-totals').waitFor()
    for (const phone of phones) await phone.getByTestId('rollcall-done').waitFor()
    await shot(phones[story.first], 'phone-done')
    await shot(desk, 'console-sheet')
    const id = desk.url().match(/roll-calls\/([0-9a-f-]{36})/)[1]
    const sheet = await api(`/console/v1/roll-calls/${id}`)
    const marks = sheet.invitees.map((i) => i.mark).sort()
    assert.equal(marks.filter((m) => m === 'present').length, 1)
    assert.equal(marks.filter((m) => m === 'late').length, 1)
    assert.equal(marks.filter((m) => m === 'not_reached').length, sheet.invitees.length - 2)
  },

  'the printed sheet holds the names': async () => {
    const download = desk.waitForEvent('download')
    await desk.getByTestId('sheet-pdf').click()
    const file = `${out}sheet.pdf`
    await (await download).saveAs(file)
    const text = execFileSync('pdftotext', ['-layout', file, '-']).toString()
    for (const p of story.people) assert.ok(text.includes(p.name), `${p.name} is on the sheet`)
    assert.ok(text.includes('路上堵车'))
  },

  'the sheet is sealed and shows its hash': async () => {
    await desk.getByTestId('sheet-seal').click()
    await desk.locator('#seal-ok').click()
    const hash = await desk.getByTestId('seal-hash').textContent()
    assert.match(hash, /^[0-9a-f]{64}$/)
    assert.equal(await desk.getByTestId('sheet-seal').count(), 0)
    await shot(desk, 'console-sealed')
  },

  'a roll call is planned, put in order by hand, and cancelled': async () => {
    await desk.goto(`${server.url}/console/roll-calls`)
    await desk.getByTestId('rollcall-plan').click()
    await desk.getByText('人工排序').click()
    const names = () => desk.getByTestId('preview-called').locator('li').allTextContents()
    await desk.getByTestId('preview-called').locator('li').nth(1).locator('button').last().waitFor()
    const [first, second] = await names()
    await desk.getByTestId('preview-called').locator('li').first().locator('button').last().click()
    await until('the order has changed', async () => {
      const now = await names()
      return now[0] === second && now[1] === first
    })
    await desk.getByTestId('plan-title').fill('周二晨点')
    await shot(desk, 'console-rollcall-plan')
    await desk.getByTestId('plan-save').click()
    await desk.getByTestId('arrangement').waitFor()
    await until('it is kept in that order', async () => (await names())[0] === second)
    await desk.getByTestId('rollcall-cancel').click()
    await desk.getByTestId('reason-input').fill('停电')
    await desk.locator('#reason-ok').click()
    await desk.getByTestId('arrangement').getByText('停电').waitFor()
  },

  ...liveSteps({ browser, server, desk, phones, story, api, shot: (page, name) => shot(page, name) }),

  ...seenSteps({ browser, server, desk, story, api: (...a) => api(...a), shot: (...a) => shot(...a) }),

  ...networkSteps({ browser, server, desk, story, api: (...a) => api(...a), shot: (...a) => shot(...a) }),

  'no page complained': async () => assert.deepEqual(complaints, []),
}

/** Calls the console's contract as the officer's page does. */
function api(path, body, method = body ? 'POST' : 'GET') {
  return desk.evaluate(
    async ({ path, body, csrf, method }) => {
      const answer = await fetch(path, {
        method,
        headers: body
          ? { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf, 'Idempotency-Key': crypto.randomUUID() }
          : {},
        body: body ? JSON.stringify(body) : undefined,
      })
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
      return answer.json()
    },
    { path, body, csrf: story.csrf, method },
  )
}

const put = (path, body) => api(path, body, 'PUT')

/** Asks a person to check in now, by face and gestures, and tells the request. */
async function demand(personId) {
  await api(`/console/v1/persons/${personId}/checkins`, {
    title: '核对本人',
    answer_in_minutes: 30,
    reason: '核对是不是本人',
    requires: { face: true, challenge: true, location: false },
  })
  const { items } = await api(`/console/v1/checkins?person_id=${personId}`)
  return items.find((r) => r.kind === 'on_demand' && r.status === 'open')
}

/** The third person checks in on a phone whose camera sees real photos; returns what the console says of it. */
async function actAtACamera(acting, picture) {
  const who = story.people[2]
  await story.actor?.context().close()
  const phone = await openPhone(browser, 'the actor')
  story.actor = phone
  await stand(phone, acting)
  await phone.goto(await activationLink(desk, `${server.url}/console/persons/${who.id}`))
  await phone.getByTestId('activate-submit').click()
  await phone.getByTestId('today-card').first().waitFor() // a reload would cut the activation short
  const asked = await demand(who.id)
  await phone.goto(`${server.url}/phone/#/checkin/${asked.id}`)
  await phone.reload()
  await phone.getByTestId('checkin-next').click()
  await until('the camera shows something', () => phone.getByTestId('checkin-capture').isEnabled())
  await phone.getByTestId('checkin-capture').click()
  await phone.getByTestId('checkin-next').click()
  await phone.getByTestId('checkin-gestures').click()
  await phone.locator('.acting.red, .acting.green, .acting.blue').first().waitFor()
  if (picture) await shot(phone, picture)
  await phone.getByText('动作已完成').waitFor()
  await phone.getByTestId('checkin-next').click()
  await phone.getByTestId('checkin-send').click()
  await phone.getByTestId('checkin-result').waitFor()
  return until('the server has it', async () => {
    const request = await api(`/console/v1/checkins/${asked.id}`)
    return request.status === 'open' ? null : request
  })
}

async function openDeskItems() {
  const read = desk.waitForResponse((r) => new URL(r.url()).pathname === '/console/v1/desk' && r.ok())
  await desk.goto(`${server.url}/console/`)
  const { items } = await (await read).json()
  await until('the desk shows what waits', async () => (await desk.getByTestId('desk-item').count()) === items.length)
  return items.length
}

const shot = (page, name) => page.screenshot({ path: `${out}${name}.jpg`, animations: 'disabled' })

await mkdir(out, { recursive: true })
let passed = 0
let failure
for (const [name, step] of Object.entries(steps)) {
  const began = Date.now()
  try {
    await step()
    passed++
    console.log(`ok   ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`)
  } catch (error) {
    failure = error
    console.log(`FAIL ${name}\n${error.stack}`)
    await shot(desk, 'failed-desk')
    for (const [i, phone] of phones.entries()) await shot(phone, `failed-phone-${i + 1}`)
    console.log(`pages complained: ${JSON.stringify(complaints, null, 1)}\nserver said:\n${server.log().slice(-3000)}`)
    break
  }
}
await browser.close()
await server.stop()
console.log(`${passed} passed, ${failure ? 1 : 0} failed`)
process.exit(failure ? 1 : 0)
