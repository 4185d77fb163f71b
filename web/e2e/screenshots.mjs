// Pictures of the real thing for the guide, in both languages: the demo city on a Monday afternoon that hardly passes, desks
// 1440 wide and phones 390 wide. `node e2e/screenshots.mjs zh staff reports` makes some of them in one language.
import { readdir, rm } from 'node:fs/promises'
import { complaints, launch } from './browser.mjs'
import { ahead, calls, desktop, folder, monday, out, phoneSize, photographer, signIn, visit } from './photographer.mjs'
import * as city from './picturesCity.mjs'
import * as officer from './picturesOfficer.mjs'
import * as own from './picturesPhone.mjs'
import { startServer } from './server.mjs'

/** In the order in which they build on each other. */
const scenes = {
  login: async ({ desk, server, shot }) => {
    await desk.goto(`${server.url}/console/`)
    await desk.getByTestId('login-submit').waitFor()
    await shot(desk, 'login')
  },
  privacy: own.privacy,
  checkIn: own.checkIn,
  leaveAndAppeal: own.leaveAndAppeal,
  review: officer.review,
  theDesk: officer.theDesk,
  personsPage: officer.personsPage,
  ownRecord: own.ownRecord,
  plansAndLadder: officer.plansAndLadder,
  witness: officer.witness,
  enrolment: officer.enrolment,
  rollCall: officer.rollCall,
  figures: city.figures,
  reports: city.reports,
  fences: city.fences,
  staff: city.staff,
  bulkImport: city.bulkImport,
  partner: city.partner,
  privacyNotice: city.privacyNotice,
  audit: city.audit,
  reference: city.reference,
}

/** Everybody whose screens are shown; the officer's desk is signed in after its login page was shown. */
async function everybody(browser, server, language) {
  const desk = await visit(browser, 'officer', language, desktop, { look: 0 })
  const phone = await visit(browser, 'first phone', language, phoneSize, { look: 0, isAsked: true })
  const second = await visit(browser, 'second phone', language, phoneSize, { look: 1 })
  const boss = await visit(browser, 'supervisor', language, desktop)
  const chief = calls(server, await signIn(boss, server, 'supervisor'))
  const page = await visit(browser, 'administrator', language, desktop)
  const admin = { page, call: calls(server, await signIn(page, server, 'admin')) }
  return { browser, server, desk, phone, phones: [phone, second], boss, chief, admin }
}

async function secondPhone({ api, phones, people, server }) {
  const { activation_path } = await api(`/console/v1/persons/${people[0].id}/activations`, {})
  await phones[1].goto(server.url + activation_path)
  await phones[1].getByTestId('activate-submit').click()
  await phones[1].getByTestId('today-card').first().waitFor()
}

async function shoot(browser, language, wanted) {
  const began = Date.now()
  const server = await startServer(['--at', monday], { DIANDAO_PARTNERS_ALLOW_LOOPBACK: 'true' })
  const failed = []
  const now = () => new Date(Date.parse(monday) + Date.now() - began)
  const run = async (name, scene, at) => {
    const since = Date.now()
    const pages = { desk: at.desk, phone: at.phone, second: at.phones[1], boss: at.boss, admin: at.admin.page }
    for (const page of Object.values(pages)) await page.clock.setFixedTime(ahead(now()))
    try {
      await scene(at)
    } catch (e) {
      failed.push(`${language} ${name}: ${e.stack}`)
      for (const [who, page] of Object.entries(pages))
        await page.screenshot({ path: `${out}guide-failed-${name}-${who}.jpg` })
    }
    console.log(
      `${failed.at(-1)?.startsWith(`${language} ${name}:`) ? 'no' : 'ok'} ${language} ${name} ${((Date.now() - since) / 1000).toFixed(1)} s`,
    )
  }
  try {
    const { shot, total, made } = await photographer(browser, language)
    const at = { ...(await everybody(browser, server, language)), shot, now }
    const { login, ...rest } = scenes
    if (wanted.length === 0) await run('login', login, at)
    at.api = calls(server, await signIn(at.desk, server, 'officer'))
    const people = (await at.api('/console/v1/persons?status=active&limit=100')).items.filter((p) => !p.is_minor)
    at.first = people.find((p) => p.number.endsWith('00001')) // whose phone the demo opens
    at.people = people.filter((p) => p !== at.first)
    const places = await at.api(`/console/v1/persons/${at.first.id}/places`)
    const { lat, lng } = places.points[0].location
    await at.phone.context().setGeolocation({ latitude: lat, longitude: lng, accuracy: 15 })
    await secondPhone(at)
    for (const [name, scene] of Object.entries(rest))
      if (wanted.length === 0 || wanted.includes(name)) await run(name, scene, at)
    console.log(`${language}: ${(total() / 1024).toFixed(0)} kB`)
    for (const page of [at.desk, ...at.phones, at.boss, at.admin.page]) await page.context().close()
    if (failed.length > 0) throw new Error(failed.join('\n'))
    if (wanted.length === 0)
      for (const file of await readdir(folder(language))) if (!made.has(file)) await rm(folder(language) + file) // of a screen that has no picture any more
  } catch (error) {
    console.log(server.log().slice(-2000), complaints)
    throw error
  } finally {
    await server.stop()
  }
}

const given = process.argv.slice(2)
const languages = ['zh', 'en'].filter((l) => given.includes(l))
const wanted = given.filter((g) => g in scenes)
for (const language of languages.length > 0 ? languages : ['zh', 'en']) {
  const browser = await launch()
  try {
    await shoot(browser, language, wanted)
  } finally {
    await browser.close()
  }
}
if (complaints.length) throw new Error(complaints.join('\n'))
