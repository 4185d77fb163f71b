// What stands at the head of a person's page and beside it: the picture on record, how the person can be reached now, their
// appeals, and when check-ins were made.
import assert from 'node:assert/strict'
import { until } from './browser.mjs'
import { photoOf } from './photographer.mjs'

const poses = [{}, { x: -14, y: 6, size: 1.06 }, { x: 12, y: -4, size: 0.96 }]

/** Somebody drawn is photographed at the station. */
export async function takePictures(browser, { page }, personId) {
  const easel = await browser.newPage() // whose pages may draw
  const pictures = []
  for (const how of poses) pictures.push((await photoOf(easel, 0, how)).toString('base64'))
  await easel.context().close()
  const status = await page.evaluate(
    async ({ personId, pictures }) => {
      const { csrf_token } = await fetch('/console/v1/session').then((r) => r.json())
      const form = new FormData()
      for (const p of pictures)
        form.append(
          'pictures',
          new Blob([Uint8Array.from(atob(p), (c) => c.charCodeAt(0))], { type: 'image/jpeg' }),
          'a.jpg',
        )
      const headers = { 'X-CSRF-Token': csrf_token }
      return (await fetch(`/console/v1/persons/${personId}/enrolment`, { method: 'PUT', headers, body: form })).status
    },
    { personId, pictures },
  )
  assert.equal(status, 200)
}

/** The box of the picture, which has to be the same with and without one. */
const boxOf = async ({ id }) => {
  const { width, height } = await id('portrait')
    .locator('xpath=descendant-or-self::*[self::img or @role="img"]')
    .first()
    .boundingBox()
  return [Math.round(width), Math.round(height)]
}

/** The place of a picture that nobody has taken says so to ears too. */
export async function hasNoPicture({ page, id }, words) {
  await id('portrait').waitFor()
  assert.equal(await id('portrait').getAttribute('data-absence'), 'not_taken')
  await page.getByRole('img', { name: words, exact: true }).waitFor()
  assert.deepEqual(await boxOf({ id }), [72, 96])
}

/** The picture is there, and takes no more room than its place did. */
export async function hasPicture({ page, id }, words) {
  const picture = id('portrait').getByRole('img', { name: words, exact: true })
  await until('the picture has come', () => picture.evaluate((i) => i.complete && i.naturalWidth > 0))
  assert.deepEqual(await boxOf({ page, id }), [72, 96])
  assert.match(await picture.getAttribute('src'), /^\/console\/v1\/evidence\//)
}

/** What the line says of how the person can be reached. */
export async function reaches({ id }, code, words) {
  await until(`the line says ${code}`, async () => (await id('reach').getAttribute('data-code')) === code)
  const said = await id('reach').textContent()
  for (const w of words) assert.ok(said.includes(w), `“${said}” lacks “${w}”`)
}

/** A minor's picture comes with the file, for the reason that opens it. */
export async function minorIsAsked({ page, id }, url, personId, look, words) {
  await page.goto(`${url}/console/persons/${personId}`)
  await id('reason-input').waitFor()
  assert.equal(await id('portrait').count(), 0, 'nothing is shown before the reason')
  await look('minor-asked')
  await id('reason-input').fill('谈话前了解情况')
  await page.locator('#reason-ok').click()
  await hasPicture({ page, id }, words)
  await look('minor')
}

/** Check-ins on the timeline tell when they were made, as the server has it, not when they opened. */
export async function tellsWhenMade({ page, id }, read, personId, language) {
  const { items } = await read(`/console/v1/persons/${personId}/timeline?kinds=checkin&limit=20`)
  const made = items.filter((i) => i.made_at && !i.is_sent_later)
  assert.ok(made.length > 3, 'the demo has check-ins')
  const clock = (t) =>
    new Intl.DateTimeFormat(language, {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: 'Asia/Shanghai',
    }).format(new Date(t))
  const { opens_at } = await read(`/console/v1/checkins/${made[0].subject_id}`)
  assert.notEqual(clock(opens_at), clock(made[0].made_at), 'it was made later than it opened')
  const row = id('timeline-item').filter({ has: page.locator(`a[href$="/checkins/${made[0].subject_id}"]`) })
  await row.first().waitFor()
  assert.equal(await row.first().locator('time').first().textContent(), clock(made[0].made_at))
}

/** A person's appeals: how many, where the newest stands, and the way to the whole list. */
export async function appealsSay({ page, id }, standing) {
  await until(
    `the appeal is ${standing}`,
    async () => (await id('person-appeal').first().getAttribute('data-status')) === standing,
  )
  assert.equal(await id('person-appeal').count(), 1)
  await page.mouse.move(0, 0)
}
