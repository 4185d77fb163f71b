// The first of the month at the supervisor's: the report is there by itself, a figure leads to the list it counts, the three
// forms are real files, alerts are exported with progress and stopped on the way, and the audit knows of all of it.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { complaints, isList, launch, openDesk, until } from './browser.mjs'
import { faultsOf, watchShifts } from './looks.mjs'
import { password, startServer } from './server.mjs'
import { hear, strangeWords } from './words.mjs'

const out = fileURLToPath(new URL('../../test/browser/out/', import.meta.url))
await mkdir(out, { recursive: true })
const server = await startServer()
const browser = await launch()
const faults = []

async function signIn(language) {
  const page = await openDesk(browser, `supervisor ${language}`)
  await page.addInitScript((l) => localStorage.setItem('diandao.language', l), language === 'zh' ? 'zh-CN' : 'en')
  const heard = hear(page)
  await watchShifts(page)
  await page.goto(`${server.url}/console/`)
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
    await page.screenshot({ path: `${out}reports-${name.replaceAll(' ', '-')}-${language}.jpg`, fullPage: true })
  }
  return { page, look, id: (name) => page.getByTestId(name), close: () => page.context().close() }
}

const rowsOf = async (page) => {
  await until('the list is there', async () => (await page.locator('.ant-spin-spinning').count()) === 0)
  for (;;) {
    const more = page.getByRole('button', { name: '更多' })
    if ((await more.count()) === 0) break
    const before = await page.locator('tbody tr.ant-table-row').count()
    await more.click()
    await until('more rows', async () => (await page.locator('tbody tr.ant-table-row').count()) > before)
  }
  return page.locator('tbody tr.ant-table-row').count()
}

async function openMonth({ page, id }) {
  await id('nav-attendance').click()
  let turn = () => id('tab-reports').click()
  await until('the report has been made by itself', async () => {
    const listed = page.waitForResponse((r) => new URL(r.url()).pathname === '/console/v1/reports' && r.ok())
    await turn()
    turn = () => page.reload()
    const { items } = await (await listed).json()
    if (items.length === 0) return false
    await id('report-open').first().waitFor()
    return true
  })
}

async function figuresAgree({ page, id }) {
  const report = page.url()
  for (const figure of ['late', 'review', 'absent', 'not_reached', 'alerts', 'unreachable', 'decided']) {
    await page.goto(report)
    const figureLink = id(`counted-${figure}`)
    await figureLink.waitFor()
    const text = await figureLink.textContent()
    const counted = Number(text.replaceAll(/[^0-9]/g, ''))
    if (counted > 250) continue
    const listed = page.waitForResponse((r) => isList.test(r.url()) && r.ok())
    await figureLink.click()
    const { items } = await (await listed).json()
    await page.waitForURL((u) => u.href !== report)
    const rows = page.locator('tbody tr.ant-table-row')
    await until(`${figure} shows its list`, async () => (await rows.count()) === items.length)
    assert.equal(await rowsOf(page), counted, `${figure} opens as many as it says`)
  }
  await page.goto(report)
}

async function download(page, click) {
  const [file] = await Promise.all([page.waitForEvent('download'), click()])
  return { name: file.suggestedFilename(), path: await file.path() }
}

async function takesTheForms({ page, id }) {
  const pdf = await download(page, () => id('report-pdf').click())
  assert.match(pdf.name, /^report-\d{4}-\d{2}-v\d+\.pdf$/)
  assert.match(execFileSync('pdftotext', ['-layout', pdf.path, '-'], { encoding: 'utf8' }), /社区矫正月报[\s\S]*到场率/)
  const xlsx = await download(page, () => id('report-xlsx').click())
  const parts = execFileSync('unzip', ['-l', xlsx.path], { encoding: 'utf8' })
  assert.match(parts, /xl\/worksheets\/sheet2\.xml/)
  const csv = await download(page, () => id('report-csv').click())
  assert.match(await readFile(csv.path, 'utf8'), /^\uFEFF社区矫正月报/)
}

async function makesAnew({ page, id, look }) {
  const before = page.url()
  await id('report-anew').click()
  await page.locator('.ant-modal textarea').fill('核对后重新生成')
  await page.locator('#reason-ok').click()
  await page.waitForURL((u) => u.href !== before)
  await until('two versions', async () => (await id('report-versions').locator('li').count()) === 2)
  await look('a corrected report')
}

async function exportsAlerts({ page, id, look }) {
  await page.goto(`${server.url}/console/alerts`)
  await page.locator('tbody tr.ant-table-row').first().waitFor()
  await look('alerts')
  let release
  const held = new Promise((resolve) => {
    release = resolve
  })
  await page.route('**/console/v1/alerts*', async (route) => {
    await held
    await route.continue().catch(() => undefined) // one that was stopped
  })
  await id('list-export').click()
  await id('list-export-stop').waitFor()
  await page.screenshot({ path: `${out}reports-an-export-on-its-way.jpg` })
  await id('list-export-stop').click()
  await id('list-export').waitFor()
  release()
  await page.unroute('**/console/v1/alerts*')
  await page.route('**/console/v1/exports', (route) => route.fulfill({ status: 500, body: '{}' }))
  let offered = false
  page.on('download', () => {
    offered = true
  })
  await id('list-export').click()
  await page.locator('.ant-message-notice').first().waitFor()
  await page.waitForTimeout(500)
  assert.equal(offered, false, 'what the audit does not know is not handed out')
  await page.unroute('**/console/v1/exports')
  const csv = await download(page, () => id('list-export').click())
  const lines = (await readFile(csv.path, 'utf8')).trim().split('\r\n')
  const xlsx = await download(page, () => id('list-export-xlsx').click())
  const sheet = execFileSync('unzip', ['-p', xlsx.path, 'xl/worksheets/sheet1.xml'], { encoding: 'utf8' })
  assert.equal(sheet.match(/<row /g).length, lines.length, 'both forms hold the same rows')
  return lines.length - 1
}

async function auditKnows({ page, id }, rows) {
  await page.goto(`${server.url}/console/audit`)
  await page.locator('tbody tr.ant-table-row').first().waitFor()
  const all = await page.getByTestId('audit-open').allTextContents()
  assert.equal(
    all.filter((a) => a === '导出名单').length,
    5,
    'three forms of the report, two of the list; none that failed',
  )
  await id('audit-open').first().click()
  const facts = JSON.parse(await id('audit-facts').textContent())
  assert.equal(facts.list, 'alerts')
  assert.equal(facts.form, 'xlsx')
  assert.equal(facts.rows, rows)
}

try {
  const zh = await signIn('zh')
  await openMonth(zh)
  await zh.look('months')
  await zh.id('report-open').first().click()
  await zh.id('report-figures').waitFor()
  await zh.look('a month')
  await figuresAgree(zh)
  await zh.id('report-figures').waitFor()
  await takesTheForms(zh)
  const rows = await exportsAlerts(zh)
  await auditKnows(zh, rows)
  await zh.page.keyboard.press('Escape') // the entry
  await until('the entry is closed', async () => (await zh.page.locator('.ant-drawer-open').count()) === 0)
  await openMonth(zh)
  await zh.id('report-open').first().click()
  await zh.id('report-anew').waitFor()
  await makesAnew(zh)
  await zh.page.goto(`${server.url}/console/attendance`)
  await zh.id('now').waitFor()
  await zh.look('attendance')
  await zh.close()
  const en = await signIn('en')
  await openMonth(en)
  await en.look('months')
  await en.id('report-open').first().click()
  await en.id('report-figures').waitFor()
  await en.look('a month')
  await en.page.goto(`${server.url}/console/attendance/records?status=absent`)
  await en.id('records').waitFor()
  await en.look('records')
  await en.page.goto(`${server.url}/console/alerts?waited=unresolved`)
  await en.id('narrowed').waitFor()
  await en.look('alerts')
  await en.close()
  assert.deepEqual(faults, [])
  const loud = complaints.filter((c) => !/500|Failed to load resource/.test(String(c)))
  assert.deepEqual(loud, [])
  console.log('reports: made by themselves, counted, exported, noted')
} catch (error) {
  console.error(server.log().split('\n').slice(-20).join('\n'))
  throw error
} finally {
  await browser.close()
  await server.stop()
}
