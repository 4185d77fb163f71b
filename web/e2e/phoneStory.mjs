// What the stories of one person's phone share: a server behind a line that can be cut, an officer's desk that asks the
// console's contract, and a phone.
import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { complaints, launch, launchWhole, openDesk, openPhone, readPlace, until } from './browser.mjs'
import { openLine } from './line.mjs'
import { password, startServer } from './server.mjs'

const out = fileURLToPath(new URL('../../test/browser/out/', import.meta.url))
const paper = fileURLToPath(new URL('../phone/public/icon-512.png', import.meta.url))

/** A day from today on, where the city is. */
export const today = (days = 0) =>
  new Date(Date.now() + days * 86_400_000).toLocaleDateString('en-CA', { timeZone: 'Asia/Shanghai' })

export const telOf = ({ telephone }) => `tel:${telephone.replaceAll(/[^\d+]/g, '')}`

/** What a tap within a part of the screen dials. */
export const dialled = (part) => part.locator('a[href^="tel:"]').first().getAttribute('href')

/** What pages complain of on purpose: requests that were cut off, a check-in that does not exist. */
const onPurpose = /net::ERR_|status of 404 .* \/v1\/checkin-requests\/0{8}-/

/** What the desk of an officer asks and says by the console's contract. */
function deskOf(desk) {
  let csrf
  /** Calls the contract as the officer's page does. */
  const api = (path, body, method = 'POST') =>
    desk.evaluate(
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
  const signIn = async (url) => {
    await desk.goto(`${url}/console/`)
    await desk.getByTestId('login-username').fill('officer')
    await desk.getByTestId('login-password').fill(password)
    await desk.getByTestId('login-submit').click()
    await desk.getByTestId('nav-desk').waitFor()
    csrf = (await api('/console/v1/session')).csrf_token
  }
  const checkinsOf = async (person) => (await api(`/console/v1/checkins?person_id=${person.id}`)).items
  /** Asks somebody for a check-in now, by place where nothing else is said. */
  const askOther = async (person, requires = { face: false, location: true }) => {
    const asked = { title: '核对位置', answer_in_minutes: 60, reason: '核对', requires }
    await api(`/console/v1/persons/${person.id}/checkins`, asked)
    return (await checkinsOf(person)).find((r) => r.status === 'open' && r.kind === 'on_demand').id
  }
  /** Grown persons under supervision, as the list has them. */
  const adults = async () => (await api('/console/v1/persons?status=active&limit=100')).items.filter((p) => !p.is_minor)
  /** The station of a person with its office's number. */
  const stationOf = async (person) => {
    const { station } = await api(`/console/v1/persons/${person.id}`)
    return (await api('/console/v1/units')).items.find((u) => u.id === station.id)
  }
  return { api, signIn, checkinsOf, askOther, adults, stationOf }
}

/** Opens what a story of a phone needs, `isWhole` with push and background sync; nobody is signed in yet. */
export async function openPhoneStory({ isWhole = false } = {}) {
  await mkdir(out, { recursive: true })
  const server = await startServer()
  const line = await openLine(server.url)
  const browser = await (isWhole ? launchWhole() : launch())
  const desk = await openDesk(browser, 'officer')
  const phone = await openPhone(browser, 'phone')
  const { api, signIn, checkinsOf, askOther, adults, stationOf } = deskOf(desk)
  const figures = {}
  let who
  const id = (name) => phone.getByTestId(name)
  const shot = (page, name) => page.screenshot({ path: `${out}${name}.jpg`, animations: 'disabled' })

  /** Signs the officer in and chooses a grown person of theirs with a check-in that did not come. */
  async function choose() {
    await signIn(server.url)
    const { items } = await api('/console/v1/checkins?status=missed&limit=100')
    const grown = new Set((await adults()).map((p) => p.id))
    const missed = items.find((r) => grown.has(r.person.id))
    if (!missed) throw new Error('the demo city has no check-in that did not come')
    who = { id: missed.person.id, missed: missed.id }
    return who
  }

  /** Where a new code of the person is opened. */
  const activation = async () =>
    new URL((await api(`/console/v1/persons/${who.id}/activations`, {})).activation_path, line.address).href

  /** Opens a screen anew, as after a start of the app. */
  async function visit(page, hash) {
    await page.goto('about:blank')
    await page.goto(`${line.address}/phone/#${hash}`)
    await page.locator('h1').first().waitFor()
    await until('nothing is on its way any more', async () => (await page.locator('.loading').count()) === 0)
    await page.waitForTimeout(250) // what comes late moves things late
  }

  /** Goes to the end of a check-in by place only. */
  async function fillIn(requestId, page = phone) {
    const id = (name) => page.getByTestId(name)
    await visit(page, `/checkin/${requestId}`)
    await id('checkin-next').click()
    await readPlace(page)
    await id('checkin-next').click()
    await id('checkin-send').waitFor()
  }

  /** Fills the appeal against the check-in that did not come, with a picture. */
  async function startAppeal() {
    await visit(phone, `/appeal/${who.missed}`)
    await phone.locator('label.choice').first().click()
    await id('papers-input').setInputFiles(paper)
    await id('paper').waitFor()
  }

  async function applyForLeave({ from, to, withPaper }) {
    await visit(phone, '/leave/apply')
    await phone.locator('#from_day').fill(from)
    await phone.locator('#to_day').fill(to)
    await phone.locator('#place').fill('湖州市德清县')
    await phone.locator('#reason').fill('母亲住院')
    if (withPaper) {
      await id('papers-input').setInputFiles(paper)
      await id('paper').waitFor()
    }
    await id('leave-send').click()
  }

  /**
   * Tells the steps in their order, also after one that fails, and ends everything. With ONLY (names split by |) it tells
   * those and the one that `begins`; else `account` comes last. Complaints but those that are `meant` fail it.
   */
  async function tell(story, steps, { begins, account, meant }) {
    let failed = 0
    const only = process.env.ONLY?.split('|')
    if (!only && account) steps['every write is cut'] = account
    for (const [name, step] of Object.entries(steps)) {
      if (only && !name.startsWith(begins) && !only.some((o) => name.includes(o))) continue
      const began = Date.now()
      try {
        await step()
        console.log(`ok   ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`)
      } catch (error) {
        failed++
        console.log(`FAIL ${name}\n${error.stack}`)
        await shot(phone, `failed-${story}-${failed}`)
        line.mend()
        await phone.context().setOffline(false)
      }
    }
    const unexpected = complaints.filter((c) => !onPurpose.test(c) && !meant?.test(c))
    for (const c of unexpected) console.log(`complaint: ${c}`)
    failed += unexpected.length
    await writeFile(`${out}${story}-figures.json`, `${JSON.stringify(figures, null, 2)}\n`)
    await browser.close()
    line.close()
    await server.stop()
    process.exit(failed ? 1 : 0)
  }

  return {
    server,
    line,
    browser,
    desk,
    phone,
    figures,
    id,
    shot,
    api,
    visit,
    choose,
    activation,
    of: async (noun) => (await api(`/console/v1/${noun}?person_id=${who.id}`)).items,
    ask: (requires) => askOther(who, requires),
    others: async () => (await adults()).filter((p) => p.id !== who.id),
    askOther,
    checkinsOf,
    stationOf,
    fillIn,
    startAppeal,
    applyForLeave,
    tell,
  }
}
