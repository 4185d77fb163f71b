// A supervisor's figures, from the city down to one station: today, the period, the hours, fairness. Each opens a list, and
// the list is as long as the figure says, however long that is; charts by a click, their tables by the keyboard. What is
// shown is taken out as files, and the audit knows of them.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { complaints, launch, openDesk, until } from './browser.mjs'
import { faultsOf, watchShifts } from './looks.mjs'
import { password, startServer } from './server.mjs'
import { hear, strangeWords } from './words.mjs'

const out = fileURLToPath(new URL('../../test/browser/out/', import.meta.url))
await mkdir(out, { recursive: true })
const server = await startServer()
const browser = await launch()
const faults = []
const console_ = `${server.url}/console`
const overview = `${console_}/attendance`

async function signIn(language) {
  const page = await openDesk(browser, `supervisor ${language}`)
  await page.addInitScript((l) => localStorage.setItem('diandao.language', l), language === 'zh' ? 'zh-CN' : 'en')
  const heard = hear(page)
  await watchShifts(page)
  await page.goto(`${console_}/`)
  await page.getByTestId('login-username').fill('supervisor')
  await page.getByTestId('login-password').fill(password)
  await page.getByTestId('login-submit').click()
  await page.getByTestId('nav-attendance').waitFor()
  const look = async (name) => {
    await until('nothing is on its way any more', async () => {
      return (await page.locator('.ant-skeleton, .ant-spin-spinning').count()) === 0
    })
    await page.waitForTimeout(300)
    faults.push(...(await strangeWords(page, language, name, heard)))
    faults.push(...(await faultsOf(page, `${name} ${language}`)).faults)
    await page.screenshot({ path: `${out}figures-${name.replaceAll(' ', '-')}-${language}.png`, fullPage: true })
  }
  return { page, look, id: (name) => page.getByTestId(name), close: () => page.context().close() }
}

/** Goes to a screen of the console as a link does, without loading the whole of it again. */
const open = (page, href) =>
  page.evaluate((to) => history.pushState({}, '', to), new URL(href, server.url).href.slice(server.url.length))

const isList = /\/console\/v1\/(attendance|checkins|persons|alerts|appeals|staff)(\?|$)/

/** How many rows the list at an address has, all pages of what the screen itself asks for. */
async function listed(page, href) {
  const asked = page.waitForRequest((r) => isList.test(r.url()))
  await open(page, href)
  return page.evaluate(async (first) => {
    const url = new URL(first)
    url.searchParams.set('limit', '100')
    let rows = 0
    for (;;) {
      const answer = await fetch(url)
      if (!answer.ok) throw new Error(`${url}: ${answer.status}`)
      const { items, next_cursor } = await answer.json()
      rows += items.length
      if (!next_cursor) return rows
      url.searchParams.set('cursor', next_cursor)
    }
  }, (await asked).url())
}

const numberIn = (text) => Number(text.match(/[\d,]+/)?.[0].replaceAll(',', '') ?? Number.NaN)

/** The figures of a screen, as [what, number, address]. */
async function figuresOf(page, address, selector, most) {
  await open(page, address)
  const links = page.locator(selector)
  await links.first().waitFor()
  await until('nothing is on its way', async () => (await page.locator('.ant-spin-spinning').count()) === 0)
  const found = await links.evaluateAll((all) => all.map((a) => [a.textContent, a.getAttribute('href')]))
  // some of them, evenly taken, so that the story ends in time
  const step = Math.max(1, Math.floor(found.length / most))
  return found.filter((_, i) => i % step === 0).slice(0, most)
}

let checked = 0

/** Each figure is as many as its list shows. What moved on the way is read again. */
async function agree(page, address, selector, most) {
  for (const [text, href] of await figuresOf(page, address, selector, most)) {
    let rows = await listed(page, href)
    if (rows !== numberIn(text)) {
      const again = (await figuresOf(page, address, selector, Number.POSITIVE_INFINITY)).find(([, h]) => h === href)
      rows = await listed(page, href)
      assert.equal(rows, numberIn(again?.[0] ?? text), `${selector} ${text} at ${address} opens ${href}`)
    }
    checked++
  }
}

async function opensByClick(page, address, name, path) {
  await open(page, address)
  const chart = page.getByRole('img', { name })
  await chart.locator('canvas').first().waitFor()
  await chart.scrollIntoViewIfNeeded()
  await page.waitForTimeout(500)
  const box = await chart.boundingBox()
  for (let y = box.height - 34; y > 20; y -= 22)
    for (let x = 64; x < box.width - 20; x += 14) {
      await page.mouse.click(box.x + x, box.y + y)
      if (page.url().includes(path)) return
    }
  assert.fail(`nothing in the chart ${name} opens a list`)
}

async function opensByKeyboard(page, address, row) {
  await page.goto(address)
  const table = page.locator('.ant-segmented-item input').nth(1)
  await table.focus()
  await page.keyboard.press('Space')
  await page.locator(row).first().waitFor()
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate((s) => document.activeElement?.matches(s), row)) {
      await page.keyboard.press('Enter')
      await page.waitForURL(/attendance\/records/)
      return
    }
  }
  await page.screenshot({ path: `${out}figures-keyboard.png` })
  assert.fail('the table of the chart is not reached by the keyboard')
}

async function download(page, click) {
  const [file] = await Promise.all([page.waitForEvent('download'), click()])
  return { name: file.suggestedFilename(), path: await file.path() }
}

async function takesFiles({ page, id }, list, words) {
  const pdf = await download(page, () => id(`${list}-pdf`).click())
  assert.match(pdf.name, new RegExp(`^${list}-.*\\.pdf$`))
  assert.match(execFileSync('pdftotext', ['-layout', pdf.path, '-'], { encoding: 'utf8' }), words)
  const xlsx = await download(page, () => id(`${list}-xlsx`).click())
  assert.match(execFileSync('unzip', ['-l', xlsx.path], { encoding: 'utf8' }), /xl\/worksheets\/sheet1\.xml/)
  const csv = await download(page, () => id(`${list}-csv`).click())
  assert.match(await readFile(csv.path, 'utf8'), words)
}

async function auditKnows({ page, id }) {
  await page.goto(`${console_}/audit`)
  await page.locator('tbody tr.ant-table-row').first().waitFor()
  const all = await id('audit-open').allTextContents()
  assert.equal(all.filter((a) => a === '导出名单').length, 6, 'three forms of the overview, three of fairness')
  await id('audit-open').first().click()
  const facts = JSON.parse(await id('audit-facts').textContent())
  assert.equal(facts.list, 'fairness')
  assert.equal(facts.form, 'csv')
  assert.match(facts.filters.from, /^\d{4}-\d\d-\d\d$/)
}

/** The address of the first unit of the lowest level, and of the one above. */
async function unitsOf(page) {
  const all = await page.evaluate(async () => (await (await fetch('/console/v1/units')).json()).items)
  const station = all.find((u) => u.kind === 'station')
  return { station: station.id, district: station.parent_id }
}

async function figuresAgree(zh) {
  const { page } = zh
  const { station, district } = await unitsOf(page)
  await open(page, overview)
  await zh.id('today').waitFor()
  await zh.look('the city')
  await agree(page, overview, '[data-testid^=today-]', 4)
  await agree(page, overview, '[data-testid^=week-]', 1)
  await agree(page, overview, 'tbody a[href*="/persons?"]', 1)
  await agree(page, `${overview}?view=table`, 'tbody a[href*="weekday="]', 4)
  await agree(page, `${overview}?view=table&unit=${district}`, 'tbody a[href*="attendance/records?status="]', 4)
  await agree(page, `${overview}/fairness`, '[data-testid=fairness-all] a', 1)
  await agree(page, `${overview}/fairness`, '[data-testid=fairness] tbody a', 14)
  await page.goto(`${overview}?unit=${station}`)
  await zh.id('persons-ranking').waitFor()
  await zh.id('persons-ranking').scrollIntoViewIfNeeded()
  await zh.look('a station')
  await agree(page, `${overview}?unit=${station}`, '[data-testid=persons-ranking] tbody a[href*="status="]', 3)
}

async function chartsOpen(zh) {
  const { page } = zh
  const { station } = await unitsOf(page)
  await opensByClick(page, `${overview}?unit=${station}`, '每日出勤', 'attendance/records')
  await zh.look('a part of a bar')
  await opensByClick(page, overview, '时段', 'weekday=')
  await zh.look('an hour of the week')
  await opensByKeyboard(page, overview, 'tbody a[href*="attendance/records?status="]')
}

async function filesAreTaken(zh) {
  const { page } = zh
  await page.goto(overview)
  await zh.id('overview-pdf').waitFor()
  await takesFiles(zh, 'overview', /出勤总览[\s\S]*到场率/)
  await page.goto(`${overview}/fairness`)
  await zh.id('fairness').first().waitFor()
  await zh.look('fairness')
  await takesFiles(zh, 'fairness', /公平情况[\s\S]*网络/)
  await auditKnows(zh)
}

async function inEnglish(en) {
  const { station } = await unitsOf(en.page)
  const days = 'from=2026-11-01&to=2026-11-28'
  for (const [name, path, there] of [
    ['the city', overview, 'today'],
    ['a station', `${overview}?unit=${station}`, 'persons-ranking'],
    ['fairness', `${overview}/fairness`, 'fairness'],
    ['a group', `${overview}/records?trait=network:unknown&among=missed&before=2027-01-01T00:00:00Z`, 'narrowed'],
    ['an hour of the week', `${console_}/checkins?weekday=1&hour=8&among=over&${days}`, 'narrowed'],
  ]) {
    await open(en.page, path)
    await en.id(there).first().waitFor()
    await en.look(name)
  }
}

// ONLY, a regular expression, picks parts
const only = new RegExp(process.env.ONLY ?? '')
const parts = [
  ['figures', 'zh', figuresAgree],
  ['charts', 'zh', chartsOpen],
  ['files', 'zh', filesAreTaken],
  ['English', 'en', inEnglish],
].filter(([name]) => only.test(name))

try {
  for (const language of ['zh', 'en']) {
    const told = parts.filter(([, l]) => l === language)
    if (told.length === 0) continue
    const who = await signIn(language)
    for (const [, , part] of told) await part(who)
    await who.close()
  }
  assert.deepEqual(faults, [])
  assert.deepEqual(complaints, [])
  console.log(`figures: ${checked} of them are as many as their lists show; taken out and noted`)
} catch (error) {
  console.error(server.log().split('\n').slice(-20).join('\n'))
  throw error
} finally {
  await browser.close()
  await server.stop()
}
