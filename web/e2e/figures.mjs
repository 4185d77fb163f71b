// A supervisor's figures, from the city down to one station: today, the period, the hours, fairness. Each opens a list, and
// the list is as long as the figure says, however long that is; charts by a click, their tables by the keyboard. What is
// shown is taken out as files, and the audit knows of them.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { complaints, isList, launch, openDesk, until } from './browser.mjs'
import { activate } from './handin.mjs'
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
  await page.getByTestId('demo-logins').getByRole('button').nth(2).waitFor()
  await page.getByTestId('demo-supervisor').click() // the demo fills the form
  assert.equal(await page.getByTestId('login-username').inputValue(), 'supervisor')
  assert.equal(await page.getByTestId('login-password').inputValue(), password)
  await page.getByTestId('login-submit').click()
  await page.getByTestId('nav-attendance').waitFor()
  const look = async (name) => {
    await until('nothing is on its way any more', async () => {
      return (await page.locator('.ant-skeleton, .ant-spin-spinning').count()) === 0
    })
    await page.waitForTimeout(300)
    faults.push(...(await strangeWords(page, language, name, heard)))
    faults.push(...(await faultsOf(page, `${name} ${language}`)).faults)
    await page.screenshot({ path: `${out}figures-${name.replaceAll(' ', '-')}-${language}.jpg`, fullPage: true })
  }
  return { page, look, id: (name) => page.getByTestId(name), close: () => page.context().close() }
}

/** Goes to a screen of the console as a link does, without loading the whole of it again. */
const open = (page, href) =>
  page.evaluate((to) => history.pushState({}, '', to), new URL(href, server.url).href.slice(server.url.length))

/** How many rows a list has, all pages of what the screen itself asks for. */
const rowsOf = (page, address) =>
  page.evaluate(async (first) => {
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
  }, address)

/** Opens an address as one that is typed in; nothing is kept. */
const anew = (page, href) => page.goto(new URL(href, server.url).href)

/** How many rows the list at an address has. */
async function listed(page, href, go = open) {
  const asked = page.waitForRequest((r) => isList.test(r.url()))
  await go(page, href)
  return rowsOf(page, (await asked).url())
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
      rows = await listed(page, href, anew) // what was read just now would not be asked for again
      assert.equal(rows, numberIn(again?.[0] ?? text), `${selector} ${text} at ${address} opens ${href}`)
    }
    checked++
  }
}

/** What stands at the unit now: each figure, clicked, shows as many rows as it says, or the first page of them. */
async function nowOpens(zh, address, least) {
  const { page, id } = zh
  const figures = id('now').locator('a')
  const read = async (n, go) => {
    await page.mouse.move(0, 0) // a link under it would ask for its list before it is clicked
    await go()
    await figures.first().waitFor()
    await until('the figures are read', async () =>
      (await id('now').locator('b').allTextContents()).every((b) => b !== '–'),
    )
    const figure = figures.nth(n)
    const [name, number] = [await figure.textContent(), numberIn(await figure.locator('b').textContent())]
    const asked = page.waitForResponse((r) => isList.test(r.url()))
    await figure.click()
    const first = await asked
    return {
      name: name.replace(/^[\d,]+ /, ''),
      number,
      rows: await rowsOf(page, first.url()),
      first: await first.json(),
    }
  }
  for (const [n, [name, fewest]] of Object.entries(least).entries()) {
    let seen = await read(n, () => open(page, address))
    if (seen.rows !== seen.number) seen = await read(n, () => page.goto(address)) // it moved on the way; nothing is kept
    assert.equal(seen.name, name)
    assert.equal(seen.rows, seen.number, `${name} at ${address}`)
    assert.ok(seen.number >= fewest, `${name}: ${seen.number} at ${address}`)
    const shown = page.locator('tbody tr.ant-table-row')
    await until(`${name} shows its list`, async () => (await shown.count()) === seen.first.items.length)
    checked++
  }
}

/** The ranking: what each officer has is what its two lists come to, and a unit's name leads to the unit. */
async function rankingCarries(zh, address, unit) {
  const { page, id } = zh
  await open(page, address)
  const row = page.locator('tbody tr.ant-table-row', { has: id('unit-link').filter({ hasText: unit.name }) })
  await row.locator('a[href*="role=officer"]').waitFor()
  const shown = numberIn(await row.locator('a[href*="role=officer"]').textContent())
  const [persons, officers] = await Promise.all(
    ['/persons?', 'role=officer'].map((part) => row.locator(`a[href*="${part}"]`).getAttribute('href')),
  )
  assert.equal(shown, Math.round((await listed(page, persons)) / (await listed(page, officers))), 'persons per officer')
  checked++
  await open(page, address)
  await id('unit-link').filter({ hasText: unit.name }).click()
  await page.waitForURL((url) => url.searchParams.get('unit') === unit.id)
  await page.getByRole('heading', { name: unit.name }).waitFor()
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
      if ((await page.evaluate(() => location.href)).includes(path)) return
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
  await page.screenshot({ path: `${out}figures-keyboard.jpg` })
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
  return { station: station.id, district: station.parent_id, units: all }
}

const send = (page, path, body) =>
  page.evaluate(
    async ({ path, body }) => {
      const { csrf_token } = await (await fetch('/console/v1/session')).json()
      const headers = {
        'Content-Type': 'application/json',
        'X-CSRF-Token': csrf_token,
        'Idempotency-Key': crypto.randomUUID(),
      }
      const answer = await fetch(path, body ? { method: 'POST', headers, body: JSON.stringify(body) } : {})
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
      return answer.json()
    },
    { path, body },
  )

/** A roll call that runs, and an appeal that is upheld: the young city has neither. */
async function somethingHappens(page, station) {
  await send(page, '/console/v1/roll-calls', { station_id: station, audience: 'adults', title: '晨点' })
  const { items } = await send(page, `/console/v1/checkins?status=missed&unit_id=${station}`)
  const { activation_path } = await send(page, `/console/v1/persons/${items[0].person.id}/activations`, {})
  const phone = await activate(server.url, new URL(activation_path, server.url).hash.match(/code=(\w+)/)[1])
  const { id } = await phone.appeal(items[0].id, '当天手机没有信号')
  await send(page, `/console/v1/appeals/${id}/decision`, {
    is_upheld: true,
    new_status: 'excused',
    reason: '网络记录属实',
  })
}

async function figuresAgree(zh) {
  const { page } = zh
  const { station, district, units } = await unitsOf(page)
  await open(page, overview)
  await zh.id('today').waitFor()
  await zh.look('the city')
  await somethingHappens(page, station)
  const least = { 正在点名: 1, 逾期未处理的提醒: 0, 未处理的提醒: 1, 手机收不到推送的人: 1, 申诉成立: 1 }
  await nowOpens(zh, overview, least)
  await nowOpens(zh, `${overview}?unit=${district}`, least)
  await rankingCarries(
    zh,
    overview,
    units.find((u) => u.id === district),
  )
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
