// What an officer can do while a roll call runs, with a second officer and a supervisor who watches, in real Chromium.
import assert from 'node:assert/strict'
import { enterRoom, framesOf, openDesk, until } from './browser.mjs'
import { password } from './server.mjs'

const has = async (page, id) => (await page.getByTestId(id).count()) > 0

/** Lets a page believe that its network carries no more than window.kbps. */
function weaken() {
  const own = RTCPeerConnection.prototype.getStats
  RTCPeerConnection.prototype.getStats = async function (...args) {
    const report = await own.apply(this, args)
    if (!window.kbps) return report
    const rows = new Map([...report])
    for (const [id, row] of rows)
      if (row.type === 'candidate-pair') rows.set(id, { ...row, availableOutgoingBitrate: window.kbps * 1000 })
    return rows
  }
}

export const liveSteps = ({ browser, server, desk, phones, story, api, shot }) => ({
  'a second roll call begins': async () => {
    for (const phone of phones) {
      if (!(await has(phone, 'rollcall-done'))) continue
      await phone.locator('.foot button').click()
      await phone.getByTestId('today-card').first().waitFor()
      await until('the one that is over no longer rings', async () => !(await has(phone, 'rollcall-join')))
    }
    const { id } = await api('/console/v1/roll-calls', {
      station_id: story.people[0].station.id,
      audience: 'adults',
      title: '下午抽点',
      is_recorded: true,
    })
    story.live = id
    await desk.goto(`${server.url}/console/roll-calls/${id}/live`)
    await desk.getByTestId('live-counts').waitFor()
    await phones[1].addInitScript(weaken)
    for (const phone of phones) {
      await phone.goto(`${server.url}/phone/`)
      await enterRoom(phone)
    }
    await until(
      'both are on line',
      async () => (await desk.getByTestId('live-counts').getAttribute('data-online')) === '2',
    )
    await phones[0].getByTestId('rollcall-recorded').waitFor()
    await shot(phones[0], 'phone-lobby')
  },

  'a supervisor watches in silence': async () => {
    const watch = await openDesk(browser, 'supervisor')
    story.second = watch
    await watch.goto(`${server.url}/console/`)
    await watch.getByTestId('login-username').fill('supervisor')
    await watch.getByTestId('login-password').fill(password)
    await watch.getByTestId('login-submit').click()
    await watch.getByTestId('nav-desk').waitFor()
    await watch.goto(`${server.url}/console/roll-calls`)
    await watch.getByTestId(`watch-${story.live}`).click()
    await watch.getByTestId('watching').waitFor()
    const tile = watch.locator(`video[data-testid="tile-${story.people[0].id}"]`)
    await until('the watcher sees the face move', async () => (await framesOf(tile)) >= 6, 30_000)
    assert.equal(await watch.getByTestId('rollcall-call-next').count(), 0, 'there is nothing to press')
    assert.equal(await watch.getByTestId('mark-present').count(), 0)
    assert.ok(!(await desk.getByTestId('staff').textContent()).includes('周明'), 'the officer does not know')
    await shot(watch, 'console-watch')
    const audit = await watch.evaluate(async () => (await fetch('/console/v1/audit')).json())
    assert.ok(JSON.stringify(audit).includes('rollcall.watched'), 'the look is in the audit')
    await watch.getByRole('button', { name: '离开' }).click()
  },

  'only the called person hears, until the officer speaks to all': async () => {
    await desk.getByTestId('rollcall-call-next').click()
    const called = await until('a phone says that it is called', async () => {
      for (const p of phones) if (await has(p, 'rollcall-called')) return p
      return null
    })
    const other = phones.find((p) => p !== called)
    await until(
      'the called phone opens its microphone',
      async () => (await called.getByTestId('rollcall-mic').getAttribute('data-on')) === 'true',
    )
    assert.equal(await other.getByTestId('rollcall-mic').getAttribute('data-on'), 'false')
    await called.getByTestId('rollcall-recording').waitFor()
    await shot(called, 'phone-recording')
    await desk.getByTestId('mute-person').click()
    await until('the muted person is told', async () =>
      (await called.getByTestId('rollcall-mic').textContent()).includes('工作人员关了您的话筒'),
    )
    await desk.keyboard.press('u')
    await desk.getByTestId('speak-to-all').click()
    await other.getByTestId('rollcall-to-all').waitFor()
    await desk.keyboard.press('m')
    await until('only the called hears again', async () => !(await has(other, 'rollcall-to-all')))
    await desk.keyboard.press('c')
    await until('the call has ended', async () => !(await has(called, 'rollcall-called')))
  },

  'a hand is raised and lowered, a text is read': async () => {
    await phones[1].getByTestId('rollcall-hand').click()
    await desk.getByTestId('hands').waitFor()
    await desk.getByTestId(`lower-${story.people[1].id}`).click()
    await until(
      'the phone knows',
      async () => (await phones[1].getByTestId('rollcall-hand').getAttribute('aria-pressed')) === 'false',
    )
    await desk.keyboard.press('t')
    await desk.getByText('发给全体').first().click()
    await desk.getByTestId('text-input').fill('请靠近窗户，马上点到您。')
    await desk.getByTestId('text-send').click()
    await desk.getByText('已送到 2 部手机').waitFor()
    await shot(desk, 'console-text')
    for (const phone of phones) await phone.getByTestId('rollcall-text').waitFor()
    await shot(phones[0], 'phone-text')
    await desk.keyboard.press('Escape')
    await phones[0].getByRole('button', { name: '知道了' }).click()
    await desk.getByTestId('text-input').waitFor({ state: 'detached' })
  },

  'on a weak network a phone sends a picture every two seconds, and both sides say so': async () => {
    const tile = desk.locator(`video[data-testid="tile-${story.people[1].id}"]`)
    await phones[1].evaluate(() => {
      window.kbps = 60
    })
    await until('the phone says so', async () => {
      if (!(await has(phones[1], 'rollcall-rung'))) return false
      return (await phones[1].getByTestId('rollcall-rung').getAttribute('data-rung')) === 'still'
    })
    await desk.locator('[data-rung="still"]').first().waitFor()
    await until('the single picture is there', async () => (await tile.evaluate((v) => v.videoWidth)) > 160)
    const shown = () => tile.evaluate((v) => v.getVideoPlaybackQuality().totalVideoFrames)
    await framesOf(tile) // the first come close together
    const before = await shown()
    await new Promise((r) => setTimeout(r, 8000))
    const pictures = (await shown()) - before
    assert.ok(pictures >= 3 && pictures <= 6, `${pictures} pictures in eight seconds`)
    await shot(phones[1], 'phone-still')
    await shot(desk, 'console-still')
    await phones[1].evaluate(() => {
      window.kbps = 0
    })
  },

  'a second officer takes over and hands back': async () => {
    const second = story.second
    await second.goto(`${server.url}/console/roll-calls/${story.live}/live`)
    await second.getByTestId('lead-take').click()
    await desk.getByTestId('lead-take').waitFor()
    assert.ok(await desk.getByTestId('speak-to-all').isDisabled(), 'only the lead speaks to all')
    await shot(desk, 'console-two-officers')
    await until('the hand-over is on record', async () => {
      const { officer_name } = await api(`/console/v1/roll-calls/${story.live}`)
      return officer_name === '周明'
    })
    await second.getByTestId('lead-give').click()
    await second.getByText('移交给陈静').click()
    await until('the lead is back', async () => !(await has(desk, 'lead-take')))
    await second.goto(`${server.url}/console/`)
    await second.context().close()
  },

  'auto mode calls everybody, the officer looks at the faces and confirms': async () => {
    await desk.keyboard.press('g')
    await desk.getByTestId('auto-strip').waitFor()
    await shot(desk, 'console-auto')
    await until(
      'both wait for the officer',
      async () =>
        (await desk
          .getByTestId('auto-strip')
          .getAttribute('data-waiting')
          .catch(() => '')) === '2',
      60_000,
    )
    const { invitees } = await api(`/console/v1/roll-calls/${story.live}`)
    assert.ok(
      invitees.every((i) => i.mark === ''),
      'a machine marks nobody',
    )
    await shot(phones[0], 'phone-seen')
    await desk.keyboard.press('y')
    await until('the pictures are shown', () =>
      desk
        .locator('[data-testid^="confirm-"] img')
        .evaluateAll((all) => all.length > 0 && all.every((i) => i.naturalWidth)),
    )
    await desk.waitForTimeout(400) // the dialog has come up
    await shot(desk, 'console-confirm')
    for (const p of story.people.slice(0, 2)) await desk.getByTestId(`confirm-${p.id}`).getByRole('checkbox').check()
    await desk.getByTestId('confirm-ok').click()
    for (const phone of phones) await phone.getByTestId('rollcall-done').waitFor()
    await desk.getByTestId('confirm-ok').waitFor({ state: 'detached' })
  },

  'closing says what becomes of the others': async () => {
    await desk.getByTestId('rollcall-close').click()
    await shot(desk, 'console-close')
    await desk.getByTestId('rollcall-close-confirm').click()
    await desk.getByTestId('sheet-totals').waitFor()
    await until(
      'both are present on the sheet',
      async () => (await desk.getByTestId('sheet-count-present').textContent()) === '2',
    )
  },

  'what was recorded of a call is watched, from any place in it': async () => {
    const path = `/console/v1/roll-calls/${story.live}/recordings`
    const films = await until('the calls are filed', async () => {
      const { items } = await api(path)
      return items.length >= 3 ? items : null
    })
    const whole = films.every((f) => f.width >= 160 && f.sha256.length === 64)
    assert.ok(whole, films.map((f) => `${f.width} ${f.sha256.length}`).join(', '))
    await desk.getByTestId(`recording-open-${films[0].person_id}`).click()
    const film = desk.getByTestId('recording').first().locator('video')
    await until('the film is there', () => film.evaluate((v) => v.readyState >= 1 && Number.isFinite(v.duration)))
    const seen = await film.evaluate(
      (v) =>
        new Promise((resolve) => {
          v.onseeked = () => resolve({ at: v.currentTime, width: v.videoWidth, of: v.duration })
          v.currentTime = v.duration / 2
        }),
    )
    assert.ok(seen.at > 0 && seen.width >= 160, JSON.stringify(seen))
    await shot(desk, 'console-recording')
    await desk.keyboard.press('Escape')
    await until('it is closed', async () => (await desk.getByTestId('recording').count()) === 0)
  },
})
