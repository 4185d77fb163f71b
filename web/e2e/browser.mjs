// Real Chromium with a fake camera, in contexts that are an officer's desk or a person's phone.
import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'

/** Chromium as one installs it. */
const whole = process.env.CHROMIUM ?? '/usr/bin/chromium'

/** The same without what shows windows, which costs a tenth less, and without push and background sync. */
const shell = '/usr/bin/chromium-headless-shell'

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--use-fake-device-for-media-stream=fps=10', // software encodes and decodes: what is judged is that pictures move
  '--use-fake-ui-for-media-stream',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
]

const launchAt = (executablePath, more) => chromium.launch({ executablePath, headless: true, args: [...args, ...more] })

export const launchWhole = (more = []) => launchAt(whole, more)

export const launch = (more = []) =>
  launchAt(process.env.CHROMIUM === undefined && existsSync(shell) ? shell : whole, more)

/** A browser with a profile in `dir`, as a person's own: what is not to be seen in a passing one, installing above all. */
export const launchKept = (dir) =>
  chromium.launchPersistentContext(dir, {
    executablePath: whole,
    headless: true,
    args,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 390, height: 844 },
  })

/** What the pages complained about; anything here fails the run. */
export const complaints = []

/** How many times slower pages are than this machine, and how many ms later answers come: what a loaded machine shows. */
const slowdown = Number(process.env.SLOWDOWN ?? 1)
const latency = Number(process.env.LATENCY ?? 0)

async function slow(page) {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  if (latency === 0) return
  await devtools.send('Network.enable')
  const unlimited = { downloadThroughput: -1, uploadThroughput: -1 }
  await devtools.send('Network.emulateNetworkConditions', { offline: false, latency, ...unlimited })
}

const pathOf = (url) => (URL.canParse(url) ? new URL(url).pathname : '')

function listen(page, who) {
  page.on('pageerror', (e) => complaints.push(`${who}: ${e.message}`))
  page.on('console', (m) => {
    // A 401 before signing in is how a page learns that nobody is signed in, a 409 that somebody else was faster,
    // a 422 that pictures are not good enough; a tunnel has no network.
    if (m.type() === 'error' && !/status of 4(01|09|22)|ERR_INTERNET_DISCONNECTED/.test(m.text()))
      complaints.push(`${who}: ${m.text()} ${pathOf(m.location().url)}`.trim())
  })
}

/** Puts the privacy notice off for today, which a phone shows by itself at its first start. */
const putOff = () => {
  try {
    localStorage.setItem('diandao.policy.later', new Date().toLocaleDateString('en-CA'))
  } catch {
    // a page without an address has no storage
  }
}

/** Where nobody looks at pictures only those of what failed are made; a step still waits until the page has drawn. */
function keepFewPictures(page) {
  const take = page.screenshot.bind(page)
  const waits = () => Promise.race([drawn(page).catch(() => undefined), page.waitForTimeout(500)]) // it may be going away
  page.screenshot = (options = {}) => (options.path && !options.path.includes('failed') ? waits() : take(options))
}

/** Waits until the page has drawn what it knows. */
export const drawn = (page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))

/** A page of its own, as in China; `isAsked` leaves a phone to ask for what it asks at its first start. */
export async function open(browser, who, { isAsked = false, ...options }) {
  const context = await browser.newContext({
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    permissions: ['camera', 'microphone', 'geolocation'],
    geolocation: { latitude: 30.1, longitude: 120.1, accuracy: 15 },
    reducedMotion: 'reduce',
    ...options,
  })
  if (!isAsked) await context.addInitScript(putOff)
  if (slowdown > 1 || latency > 0) context.on('page', (page) => slow(page).catch(() => undefined)) // it may be gone again
  const page = await context.newPage()
  page.setDefaultTimeout(45_000)
  if (process.env.CI === 'true') keepFewPictures(page)
  listen(page, who)
  return page
}

export const openDesk = (browser, who) => open(browser, who, { viewport: { width: 1440, height: 900 } })

export const openPhone = (browser, who, options = {}) =>
  open(browser, who, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    ...options,
  })

/** Frames that a video element truly presents within three seconds. */
export const framesOf = (locator) =>
  locator.evaluate(
    (video) =>
      new Promise((resolve) => {
        let frames = 0
        const count = () => {
          frames++
          video.requestVideoFrameCallback(count)
        }
        video.requestVideoFrameCallback(count)
        setTimeout(() => resolve(frames), 3000)
      }),
  )

/** Waits until fn gives something true, and returns it. */
export async function until(reason, fn, within = 45_000) {
  const deadline = Date.now() + within
  for (;;) {
    const value = await fn()
    if (value) return value
    if (Date.now() > deadline) throw new Error(`not within ${within / 1000} s: ${reason}`)
    await new Promise((r) => setTimeout(r, 150))
  }
}

/** Answers the ring, or joins from today, until the phone is in the waiting room; `onRing` is called at each ring. */
export async function enterRoom(phone, onRing = async () => {}) {
  await until('the phone is in the waiting room', async () => {
    if (await phone.getByTestId('rollcall-waiting').count()) return true
    if (!(await phone.getByTestId('rollcall-join').count())) return false
    await onRing()
    // the first press may have been enough, and the button on its way out
    await phone
      .getByTestId('rollcall-join')
      .click({ timeout: 2000 })
      .catch(() => {})
    return false
  })
}

/** Has the place read, and waits until the check-in can go on. */
export async function readPlace(phone) {
  const locate = phone.getByTestId('checkin-locate')
  await locate.click()
  await locate.waitFor({ state: 'detached' })
  await phone.getByTestId('checkin-next').waitFor()
}

/** Picks a choice of a list that comes down, once it stands: while it slides a press may end on another choice. */
export async function pressChoice(choice) {
  await choice.waitFor()
  await choice
    .page()
    .waitForFunction(() => ![...document.querySelectorAll('[class*=ant-slide-up]')].some((e) => e.checkVisibility()))
  await choice.click()
}

/**
 * Opens somebody's file and has a phone activated; the link for it. What is still being read may move what stands below it,
 * so the button is pressed once all of the file is there.
 */
export async function activationLink(desk, file) {
  await desk.goto(file)
  const button = desk.getByTestId('device-activate')
  await button.waitFor()
  const reads = '.ant-skeleton, .ant-spin-spinning, .loading'
  await desk.waitForFunction((busy) => document.querySelector(busy) === null, reads)
  await button.click()
  const link = await desk.getByTestId('activation-link').getAttribute('href')
  return new URL(link, file).href
}

/** The lists that figures open. */
export const isList = /\/console\/v1\/(attendance|checkins|persons|alerts|appeals|staff|roll-calls)(\?|$)/

/** Searches the list of a console's page by name, until it is answered: what is searched for is in no address. */
export async function find(page, list, text) {
  const answered = page.waitForResponse((r) => new URL(r.url()).searchParams.get('q') === text)
  await page.getByTestId(`${list}-search`).locator('input').fill(text)
  await page.keyboard.press('Enter')
  await answered
}
