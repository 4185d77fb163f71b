// Who is before the camera of a called person: one who is known by the face and does what is asked, and somebody else.
import assert from 'node:assert/strict'
import { record, stand } from './actor.mjs'
import { activationLink, enterRoom, openPhone, until } from './browser.mjs'

const here = { lat: 30.1, lng: 120.1 } // where the phones of browser.mjs are
const away = { lat: 30.6, lng: 120.7 }

export const seenSteps = ({ browser, server, desk, story, api, shot }) => {
  const people = []
  const phones = []
  let rollCall

  /** Takes the pictures by which a person is known, and says within which area the person stays. */
  async function know(who, center) {
    await desk.goto(`${server.url}/console/persons/${who.id}`)
    await desk.getByTestId('enrol').click()
    await desk.locator('input[type=file]').setInputFiles(record)
    await until('three pictures are there', async () => (await desk.getByTestId('enrol-picture').count()) === 3)
    await desk.locator('#enrol-save').click()
    await desk.getByTestId('enrolled').waitFor()
    await api(`/console/v1/persons/${who.id}/plans`, {
      title: '每日报到',
      recurrence: 'FREQ=DAILY',
      starts_on: new Date().toLocaleDateString('en-CA', { timeZone: 'Asia/Shanghai' }),
      opens_at: '20:00',
      length_minutes: 60,
      grace_minutes: 30,
      requires: { face: false, location: true, fence: { center, radius_m: 2000 } },
    })
  }

  async function comeWith(who, acting) {
    const link = await activationLink(desk, `${server.url}/console/persons/${who.id}`)
    const phone = await openPhone(browser, `phone of ${who.name}`)
    phones.push(phone)
    await stand(phone, acting)
    await phone.goto(link)
    await phone.getByTestId('activate-submit').click()
    await enterRoom(phone)
  }

  const onRecord = async (who) =>
    (await api(`/console/v1/roll-calls/${rollCall}`)).invitees.find((i) => i.person_id === who.id)

  /** Calls the next, and waits until what was seen has come to the officer's page; returns what is on record. */
  async function call(i, name) {
    await desk.getByTestId('rollcall-call-next').click()
    await desk.locator(`[data-testid="called"][data-person="${people[i].id}"]`).waitFor()
    await phones[i].getByTestId('rollcall-challenge').waitFor()
    await until('what is asked is large', () =>
      phones[i]
        .getByTestId('rollcall-challenge')
        .locator('strong')
        .evaluate((e) => Number.parseFloat(getComputedStyle(e).fontSize) >= 28),
    )
    await phones[i].waitForTimeout(4000) // past looking straight ahead
    await shot(phones[i], `phone-challenge-${name}`)
    await desk.getByTestId('seen').locator('[data-code^="face_"]').first().waitFor({ timeout: 40_000 })
    await until('the phone is told the end', async () => !(await phones[i].getByTestId('rollcall-challenge').count()))
    return onRecord(people[i])
  }

  const codesOf = (invitee) => invitee.findings.map((f) => f.code)

  return {
    'two persons who are known by the face join a roll call': async () => {
      const station = story.people[0].station.id
      const { called } = await api('/console/v1/roll-calls/preview', { station_id: station, audience: 'adults' })
      const rows = (await api('/console/v1/persons?status=active')).items
      const free = rows.filter((p) => called.some((c) => c.id === p.id) && !story.people.some((q) => q.id === p.id))
      people.push(...free.slice(-2))
      assert.equal(people.length, 2)
      await know(people[0], here)
      await know(people[1], away)
      const started = await api('/console/v1/roll-calls', {
        station_id: station,
        audience: 'adults',
        title: '人脸核对',
        kind: 'chosen',
        person_ids: people.map((p) => p.id),
        order: 'hand',
        arranged: people.map((p) => p.id),
      })
      rollCall = started.id
      await comeWith(people[0], {})
      await comeWith(people[1], { isElse: true })
      await desk.goto(`${server.url}/console/roll-calls/${rollCall}/live`)
      await until(
        'both are on line',
        async () => (await desk.getByTestId('live-counts').getAttribute('data-online')) === '2',
      )
    },

    'a called person who shows the enrolled face and does what is asked is known': async () => {
      const seen = await call(0, 'known')
      await shot(desk, 'console-seen-known')
      const codes = codesOf(seen)
      assert.ok(codes.includes('face_match'), codes.join(' '))
      assert.ok(codes.includes('inside_fence'), codes.join(' '))
      assert.ok(!codes.includes('challenge_not_met'), codes.join(' '))
      assert.equal(seen.proposal, '')
      assert.equal(seen.mark, '', 'a machine marks nobody')
      const pictures = desk.getByTestId('seen').locator('img')
      await until('key frames are shown', () =>
        pictures.evaluateAll((all) => all.length > 2 && all.every((i) => i.naturalWidth > 100)),
      )
      await desk.getByTestId('mark-present').click()
      await phones[0].getByTestId('rollcall-done').waitFor()
    },

    'somebody else before the camera goes to the officer, by name of what was seen, and is marked by no machine':
      async () => {
        const seen = await call(1, 'else')
        const codes = codesOf(seen)
        const unlike = seen.findings.find((f) => f.code === 'face_unlike')
        assert.ok(unlike, codes.join(' '))
        assert.equal(unlike.weight, 'asks')
        assert.equal(unlike.evidence, 'picture')
        assert.ok(unlike.model, 'what looked is named')
        assert.ok(codes.includes('outside_fence'), codes.join(' '))
        assert.equal(seen.proposal, 'review')
        assert.equal(seen.mark, '', 'a machine marks nobody')
        await desk.getByTestId('seen-review').waitFor()
        await shot(desk, 'console-seen-else')
        assert.equal((await onRecord(people[1])).mark, '', 'nor a while later')
        await desk.getByTestId('seen-review').click()
        await desk.locator('.chip').filter({ hasText: '照片和登记的不太像' }).first().click()
        await shot(desk, 'console-seen-review')
        await desk.locator('#reason-ok').click()
        await phones[1].getByTestId('rollcall-done').waitFor()
        await shot(phones[1], 'phone-seen-review')
        const decided = await onRecord(people[1])
        assert.equal(decided.mark, 'review')
        assert.notEqual(decided.marked_by, 'system')
      },

    'the sheet shows what was seen of both, and the phone what was seen of its own': async () => {
      await desk.getByTestId('rollcall-close').click()
      await desk.getByTestId('rollcall-close-confirm').click()
      await desk.getByTestId('sheet-totals').waitFor()
      await desk.locator('[data-code="face_unlike"]').waitFor()
      await desk.locator('[data-code="face_match"]').waitFor()
      await shot(desk, 'console-seen-sheet')
      await phones[1].goto(`${server.url}/phone/#/record`)
      const own = phones[1].getByTestId('newest-roll-calls')
      await own.getByText('待核实').waitFor()
      await own.locator('summary').first().click()
      await own.getByText('不太像，由工作人员查看').first().waitFor()
      await shot(phones[1], 'phone-own-roll-calls')
      for (const phone of phones) await phone.context().close()
    },
  }
}
