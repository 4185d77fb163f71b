// What Lighthouse would ask of the pages, asked of Chromium itself: can the app be installed, does the head say what it
// must, does all come from here, packed and kept as it should, and is nothing used that browsers are about to drop.
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchKept, until } from './browser.mjs'

/** The faults of what a page's head says, as sentences. */
async function headFaultsOf(page, language) {
  const head = await page.evaluate(() => {
    const content = (name) => document.querySelector(`meta[name=${name}]`)?.content ?? ''
    return {
      language: document.documentElement.lang,
      title: document.title,
      description: content('description'),
      viewport: content('viewport'),
    }
  })
  const faults = []
  if (head.language !== language) faults.push(`it says that it is in ${head.language}`)
  if (head.title.trim() === '') faults.push('it has no title')
  if (head.description.length < 10) faults.push('it does not say what it is')
  if (!head.viewport.includes('width=device-width')) faults.push('it is as wide as it likes')
  if (/user-scalable|maximum-scale/.test(head.viewport)) faults.push('it forbids to enlarge it')
  return faults.map((f) => `${page.url()} (${language}): ${f}`)
}

/** Notes what is asked for and how it comes, of a page that goes nowhere yet. */
function listenTo(page, origin) {
  const faults = new Set()
  page.on('request', (r) => {
    if (/^https?:/.test(r.url()) && new URL(r.url()).origin !== origin) faults.add(`${r.url()} is from elsewhere`)
  })
  page.on('response', async (r) => {
    if (r.fromServiceWorker() || r.status() !== 200) return
    const { pathname } = new URL(r.url())
    const { 'content-encoding': packed, 'cache-control': kept = '' } = r.headers()
    const kind = r.request().resourceType()
    if (['script', 'stylesheet'].includes(kind) && !packed && Number(r.headers()['content-length']) > 1000)
      faults.add(`${pathname} is not packed`)
    if (['script', 'stylesheet'].includes(kind) && pathname.includes('/assets/') && !/immutable/.test(kept))
      faults.add(`${pathname} is asked for again: ${kept}`)
    if (kind === 'document' && !packed) faults.add(`${pathname} is not packed`)
    if (kind === 'document' && !/no-cache|no-store/.test(kept)) faults.add(`${pathname} is kept: ${kept}`)
  })
  return faults
}

/** Notes what Chromium warns of: issues of the page, deprecated or not, and what it logs. */
async function warningsOf(page) {
  const warnings = new Set()
  const devtools = await page.context().newCDPSession(page)
  devtools.on('Audits.issueAdded', ({ issue }) => warnings.add(`${issue.code} ${JSON.stringify(issue.details)}`))
  // a 401 before signing in is how a page learns that nobody is signed in
  devtools.on('Log.entryAdded', ({ entry }) => {
    if (entry.level !== 'verbose' && !/status of 401/.test(entry.text)) warnings.add(`${entry.source} ${entry.text}`)
  })
  await page.exposeFunction('warn', (what) => warnings.add(what))
  await page.addInitScript(() => {
    document.write = () => window.warn('document.write')
  })
  for (const domain of ['Audits', 'Log', 'Page']) await devtools.send(`${domain}.enable`)
  return { warnings, devtools }
}

/** The manifest says all that an installed app shows, and its icons are as large as it claims. */
async function assertManifest(page, devtools) {
  const { url, errors, data } = await devtools.send('Page.getAppManifest')
  assert.deepEqual(errors, [])
  const manifest = JSON.parse(data)
  for (const name of ['id', 'name', 'short_name', 'lang', 'start_url', 'scope', 'background_color', 'theme_color'])
    assert.ok(manifest[name], `the manifest has no ${name}`)
  assert.equal(manifest.display, 'standalone')
  const sizes = await page.evaluate(
    ({ icons, url }) =>
      Promise.all(
        icons.map(async ({ src }) => {
          const icon = Object.assign(new Image(), { src: new URL(src, url).href })
          await icon.decode()
          return `${icon.naturalWidth}x${icon.naturalHeight}`
        }),
      ),
    { icons: manifest.icons, url },
  )
  assert.deepEqual(
    sizes,
    manifest.icons.map((i) => i.sizes),
    'icons are as large as they claim',
  )
  for (const size of ['192x192', '512x512']) assert.ok(sizes.includes(size), `there is an icon of ${size}`)
  assert.ok(manifest.icons.some((i) => i.purpose === 'maskable'))
}

/** Looks at the phone app as it is installed, in a profile of its own, and at the heads of the other pages. */
export async function lookAtShell(url, activation) {
  const dir = await mkdtemp(join(tmpdir(), 'diandao-profile-'))
  const context = await launchKept(dir)
  try {
    const page = context.pages()[0] ?? (await context.newPage())
    const unwelcome = listenTo(page, new URL(url).origin)
    const { warnings, devtools } = await warningsOf(page)
    const faults = []
    await page.goto(`${url}/phone/`)
    await page.getByTestId('activate-submit').waitFor()
    await page.goto('about:blank')
    await page.goto(new URL(activation.replace('?', '?now&'), url).href)
    await page.locator('.tabs').waitFor() // of today, or of the privacy notice that is asked first
    await page.evaluate(() => navigator.serviceWorker.ready)
    await assertManifest(page, devtools)
    const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors')
    assert.deepEqual(installabilityErrors, [], 'the app can be installed')
    for (const language of ['zh-CN', 'en']) {
      await page.evaluate((l) => localStorage.setItem('diandao.language', l), language)
      for (const path of ['/phone/#/me', '/console/', `/docs/${language.slice(0, 2)}/person.html`]) {
        await page.goto('about:blank')
        await page.goto(`${url}${path}`)
        await page.locator('h1').first().waitFor()
        await until(
          `${path} is in ${language}`,
          async () => (await headFaultsOf(page, language)).length === 0,
          2_000,
        ).catch(
          () => undefined, // what is wrong is told below
        )
        faults.push(...(await headFaultsOf(page, language)))
      }
    }
    assert.deepEqual([...faults, ...unwelcome, ...warnings], [])
  } finally {
    await context.close()
    await rm(dir, { recursive: true, force: true })
  }
}

/** When the largest thing of a page was drawn, and how long the page could not answer a tap, in ms. */
export const timingsOf = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const seen = { lcp: 0, blocked: 0 }
        const watch = (type, see) =>
          new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({ type, buffered: true })
        watch('largest-contentful-paint', (e) => {
          seen.lcp = Math.round(e.startTime)
        })
        watch('longtask', (e) => {
          seen.blocked += Math.round(Math.max(0, e.duration - 50))
        })
        setTimeout(() => resolve(seen), 100) // what is buffered comes in a task of its own
      }),
  )
