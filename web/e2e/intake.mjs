// Bringing people in, on the real server in real Chromium: a spreadsheet with bad lines, its corrected copy, an import that
// is cut in the middle and goes on; and one new person before the camera, from the facts to the leaflet in ten clicks.
import assert from 'node:assert/strict'
import { mkdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { stand } from './actor.mjs'
import { complaints, launch, openDesk, openPhone, until } from './browser.mjs'
import { openLine } from './line.mjs'
import { faultsOf, onPaper, watchShifts } from './looks.mjs'
import { readQr } from './qr.mjs'
import { password, startServer } from './server.mjs'
import { gb18030, xlsx } from './sheets.mjs'
import { hear, strangeWords } from './words.mjs'

const out = fileURLToPath(new URL('../../test/browser/out/', import.meta.url))
await mkdir(out, { recursive: true })
const server = await startServer()
const line = await openLine(server.url)
const browser = await launch()
const faults = []

async function signIn(who, user, language) {
  const page = await openDesk(browser, who)
  await stand(page, { isEnrolled: true })
  await watchShifts(page)
  await page.addInitScript((l) => localStorage.setItem('diandao.language', l), language)
  const heard = hear(page)
  await page.goto(`${line.address}/console/`)
  await page.getByTestId('login-username').fill(user)
  await page.getByTestId('login-password').fill(password)
  await page.getByTestId('login-submit').click()
  await page.getByTestId('nav-persons').waitFor()
  const look = async (name) => {
    await page.waitForTimeout(200)
    faults.push(...(await faultsOf(page, `${name} ${language}`)).faults)
    const strange = await strangeWords(page, language === 'en' ? 'en' : 'zh', `${name} ${language}`, heard)
    faults.push(...strange.filter((f) => !/a day in figures/.test(f))) // as files have them, which are quoted here
    await page.screenshot({ path: `${out}intake-${name}-${language}.jpg`, animations: 'disabled' })
  }
  return { page, id: (name) => page.getByTestId(name), look, close: () => page.context().close() }
}

const read = ({ page }, path) => page.evaluate((p) => fetch(p).then((r) => r.json()), path)
/** The entries of an action in the ledger, of the last day. */
const written = async (desk, action) => {
  const [from, to] = [-1, 1].map((days) => new Date(Date.now() + days * 86_400_000).toISOString())
  return (await read(desk, `/console/v1/audit?limit=200&action=${action}&from=${from}&to=${to}`)).items
}
const numbers = async (desk, beginning) => {
  const all = []
  let cursor = ''
  do {
    const found = await read(
      desk,
      `/console/v1/persons?limit=200&q=${beginning}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
    )
    all.push(...found.items.map((p) => p.number))
    cursor = found.next_cursor ?? ''
  } while (cursor)
  return all
}
const choose = (desk, name, buffer) =>
  desk.page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
const told = (desk, name, pattern) =>
  until(`${name} says ${pattern}`, async () =>
    pattern.test(
      (await desk
        .id(name)
        .textContent()
        .catch(() => '')) ?? '',
    ),
  )

const heads = [
  '序号',
  '负责司法所',
  '对象姓名',
  '矫正编号',
  '性别',
  '出生年月日',
  '类别',
  '处遇等级',
  '手机号码',
  '开始日期',
  '截止日期',
]
const lines = (station, count, from = 0) =>
  Array.from({ length: count }, (_, n) => {
    const no = String(from + n).padStart(4, '0')
    return [
      String(n + 1),
      station,
      `导入${no}`,
      `DR-${no}`,
      n % 2 ? '男' : '女',
      '1980/2/3',
      '缓刑',
      '普管',
      '13800000000',
      '2026.1.5',
      '2027年12月31日',
    ]
  })
const csv = (rows) => `${rows.map((r) => r.join(',')).join('\r\n')}\r\n`

const tale = {
  'a district brings its persons: columns are found, bad lines are named': async () => {
    const desk = await signIn('supervisor', 'supervisor', 'zh-CN')
    tale.desk = desk
    const units = await read(desk, '/console/v1/units')
    const stations = units.items.filter((u) => u.kind === 'station')
    const station = stations.find((s) => stations.filter((o) => o.name === s.name).length === 1)
    tale.station = station.name
    await desk.id('nav-persons').click()
    await desk.id('person-import').click()
    await desk.look('1-file')
    const [download] = await Promise.all([desk.page.waitForEvent('download'), desk.id('intake-template').click()])
    assert.match(await readFile(await download.path(), 'utf8'), /^\ufeff司法所,姓名,编号,/)
    const taken = (await read(desk, '/console/v1/persons?limit=1')).items[0].number
    const bad = lines(station.name, 6, 8000)
    bad[0][5] = '1980年2月30日'
    bad[1][1] = '不存在司法所'
    bad[2][3] = 'DR-0000'
    bad[3][3] = taken
    bad[4][5] = '2015-01-01'
    bad[5][10] = '2025-12-31'
    const rows = [['社区矫正对象花名册'], heads, ...lines(station.name, 450), ...bad]
    await choose(desk, '花名册.CSV', gb18030(csv(rows)))
    await desk.id('intake-check').waitFor()
    await desk.page.getByText('GB18030').waitFor()
    await desk.look('2-columns')
    await desk.id('intake-check').click()
    await told(desk, 'intake-summary', /450 人可以导入，6 行有问题/)
    const said = await desk.id('intake-problems').locator('tbody tr').allTextContents()
    for (const [n, words] of [
      '不是日期',
      '没有这个司法所',
      '前面已有',
      '已经登记过',
      '不满 18 周岁',
      '结束日期',
    ].entries())
      assert.ok(
        said.some((s) => s.startsWith(String(453 + n)) && s.includes(words)),
        `line ${453 + n}: ${words}: ${said}`,
      )
    await desk.look('3-check')
    const [copy] = await Promise.all([desk.page.waitForEvent('download'), desk.id('intake-download').click()])
    tale.copy = await readFile(await copy.path(), 'utf8')
    assert.equal(tale.copy.trim().split('\r\n').length, 7, 'headings and the six lines')
    assert.match(tale.copy, /1980年2月30日.*不是日期/)
  },

  'the line is cut before a batch comes, and after one came: it goes on, nobody comes in twice': async () => {
    const { desk } = tale
    for (const loses of ['request', 'answer']) {
      const lost = line.loseNext(/^POST \/console\/v1\/person-imports /, loses)
      await desk.id(loses === 'request' ? 'intake-run' : 'intake-go-on').click()
      await lost
      await desk.id('intake-go-on').waitFor()
      line.mend()
    }
    const cut = line.loseNext(/^POST \/console\/v1\/person-imports\/[^ ]+\/lines/, 'answer')
    await desk.id('intake-go-on').click()
    await cut
    await desk.id('intake-go-on').waitFor()
    await desk.look('4-cut')
    line.mend()
    assert.equal((await written(desk, 'intake.begun')).length, 1, 'it has begun once')
    assert.equal((await numbers(desk, 'DR-')).length, 200, 'the server did it')
    const again = line.loseNext(/^POST \/console\/v1\/person-imports\/[^ ]+\/lines/, 'request')
    await desk.id('intake-go-on').click()
    await again
    await desk.id('intake-go-on').waitFor()
    line.mend()
    assert.equal((await numbers(desk, 'DR-')).length, 200, 'the server never heard of it')
    // The page is closed in the middle; the same file takes it up.
    await desk.page.reload()
    await desk.id('intake-open').waitFor()
    await desk.look('5-open')
    tale.rows = [['社区矫正对象花名册'], heads, ...lines(tale.station, 450)]
  },

  'the same file goes on where it stopped, and ends with what became of each line': async () => {
    const { desk } = tale
    await desk.page.reload()
    await desk.id('intake-open').filter({ hasText: '已导入 200 人' }).waitFor()
    const taken = tale.copy.match(/^5,.*$/m)[0].split(',')[3]
    const bad = lines(tale.station, 6, 8000)
    bad[0][5] = '1980年2月30日'
    bad[1][1] = '不存在司法所'
    bad[2][3] = 'DR-0000'
    bad[3][3] = tale.copy.split('\r\n')[4].split(',')[3]
    bad[4][5] = '2015-01-01'
    bad[5][10] = '2025-12-31'
    assert.ok(taken)
    await choose(desk, '花名册.CSV', gb18030(csv([...tale.rows, ...bad])))
    await desk.id('intake-check').click()
    await desk.page.getByText('其中 200 人上次已经导入').waitFor()
    await desk.id('intake-run').filter({ hasText: '导入 250 人' }).click()
    await told(desk, 'intake-done', /已导入 450 人/)
    await desk.look('6-result')
    const all = await numbers(desk, 'DR-')
    assert.equal(all.length, 450)
    assert.equal(new Set(all).size, 450)
    const entries = await read(desk, '/console/v1/audit?limit=200')
    assert.ok(entries.items.some((e) => e.action === 'intake.ended'))
  },

  'the corrected lines come in as a workbook, whose columns are set by hand': async () => {
    const { desk } = tale
    await desk.page.getByText('再导入一个文件').click()
    assert.equal(await desk.id('intake-open').count(), 0)
    const rows = [heads.with(3, '档'), ...lines(tale.station, 3, 9000)]
    for (const r of rows.slice(1)) r[5] = 29_254 // 3 February 1980 as a workbook counts
    rows[3][2] = '=1+1'
    await choose(desk, '更正.XLSX', xlsx(rows))
    await desk.page.getByText('必须有：编号').waitFor()
    assert.ok(await desk.id('intake-check').isDisabled())
    const column = desk.page.getByRole('combobox', { name: '“编号”在哪一列' })
    await column.focus()
    const option = desk.page.locator('.ant-select-item-option').filter({ hasText: /^档$/ })
    await until('the column is chosen', async () => {
      if (!(await option.isVisible())) await column.press('Enter')
      await option.click({ timeout: 2000 }).catch(() => {}) // one that is still unfolding takes no click
      return desk.id('intake-check').isEnabled()
    })
    await desk.id('intake-check').click()
    await told(desk, 'intake-summary', /2 人可以导入，1 行有问题/)
    const before = (await written(desk, 'intake.ended')).length
    for (const loses of ['request', 'answer']) {
      const lost = line.loseNext(/^POST \/console\/v1\/person-imports\/[^ ]+\/end/, loses)
      await desk.id(loses === 'request' ? 'intake-run' : 'intake-go-on').click()
      await lost
      await desk.id('intake-go-on').waitFor()
      line.mend()
    }
    await desk.id('intake-go-on').click()
    await told(desk, 'intake-done', /已导入 2 人/)
    assert.equal((await written(desk, 'intake.ended')).length, before + 1, 'it has ended once')
    assert.equal((await written(desk, 'intake.begun')).length, 2, 'one for each file')
    assert.deepEqual(await numbers(desk, 'DR-9'), ['DR-9000', 'DR-9001'])
    const [who] = (await read(desk, '/console/v1/persons?q=DR-9000')).items
    assert.equal((await read(desk, `/console/v1/persons/${who.id}`)).born_on, '1980-02-03')
    await desk.close()
  },

  'it is told in English too': async () => {
    const desk = await signIn('supervisor en', 'supervisor', 'en')
    await desk.page.goto(`${line.address}/console/persons/import`)
    await desk.page.locator('input[type=file]').waitFor({ state: 'attached' })
    await desk.look('1-file')
    await choose(
      desk,
      'persons.csv',
      Buffer.from(csv([heads, ...lines(tale.station, 2, 9500).map((r) => r.with(3, ''))])),
    )
    await desk.id('intake-check').waitFor()
    await desk.look('2-columns')
    await desk.id('intake-check').click()
    await told(desk, 'intake-summary', /0 can be imported, 2 lines have problems/)
    await desk.look('3-check')
    await desk.close()
  },

  'a new person in ten clicks, from the list to the leaflet': async () => {
    const desk = await signIn('officer', 'officer', 'zh-CN')
    const { page, id } = desk
    await id('nav-persons').click()
    let clicks = 0
    const click = async (where) => {
      clicks++
      await where.click()
    }
    await click(id('person-add'))
    await page.locator('#name').fill('钱多多')
    await page.locator('#number').fill('DR-NEW')
    await page.locator('#born_on').fill('1990-05-01')
    await page.locator('#born_on').press('Enter')
    const today = new Date().toLocaleDateString('en-CA', { timeZone: 'Asia/Shanghai' })
    const [from, to] = [page.locator('.ant-picker-range input').first(), page.locator('.ant-picker-range input').nth(1)]
    await from.fill(today)
    await from.press('Enter')
    await to.fill('2030-01-01')
    await to.press('Enter')
    await click(id('person-save'))
    await id('enrol-capture').waitFor()
    for (let n = 1; n <= 3; n++) {
      await click(id('enrol-capture'))
      await until(`picture ${n} is taken`, async () => (await id('enrol-picture').count()) === n)
      await page.waitForTimeout(500) // they move
    }
    await desk.look('7-pictures')
    await click(page.locator('#enrol-save'))
    await id('enrol-plan').waitFor()
    await until('the next ten are shown', async () => (await page.locator('aside li').count()) === 10)
    await desk.look('8-plan')
    await click(id('enrol-plan'))
    await click(id('enrol-activate'))
    await id('activation-code').waitFor()
    await desk.look('9-phone')
    const code = await id('activation-code').textContent()
    const address = await readQr(page.locator('.ant-qrcode'))
    assert.equal(new URL(address).origin, line.address)
    await onPaper(page, async () => {
      assert.equal(await readQr(page.locator('.ant-qrcode')), address, 'on paper too')
      await page.screenshot({ path: `${out}intake-leaflet.jpg` })
    })
    await click(id('leaflet-print'))
    assert.ok(clicks <= 10, `${clicks} clicks`)
    tale.clicks = clicks
    const [who] = (await read(desk, '/console/v1/persons?q=DR-NEW')).items
    const file = await read(desk, `/console/v1/persons/${who.id}`)
    assert.equal(file.plans.length, 1)
    assert.equal((await read(desk, `/console/v1/persons/${who.id}/enrolment`)).current.pictures.length, 3)
    await id('enrol-later').click()
    await id('missing').waitFor()
    assert.deepEqual(
      await id('missing')
        .locator('li')
        .evaluateAll((all) => all.map((l) => l.dataset.missing)),
      ['phone', 'report'],
      'the phone is not scanned yet, and the first ten days run',
    )
    await desk.look('10-file')
    await id('enrol-go-on').click()
    await id('enrol-activate').waitFor()
    const phone = await openPhone(browser, 'phone that scans')
    await phone.goto(address)
    await phone.getByTestId('activate-submit').waitFor()
    assert.equal(await phone.locator('input').inputValue(), code, 'nothing is left to type')
    await phone.screenshot({ path: `${out}intake-scanned.jpg` })
    await phone.getByTestId('activate-submit').click()
    await phone.getByTestId('today-card').first().waitFor()
    await phone.context().close()
    assert.equal((await read(desk, `/console/v1/persons/${who.id}`)).devices.length, 1)
    await desk.close()
  },
}

try {
  for (const [name, step] of Object.entries(tale)) {
    if (typeof step !== 'function' || !name.includes(process.argv[2] ?? '')) continue
    const begun = Date.now()
    await step()
    console.log(`ok ${((Date.now() - begun) / 1000).toFixed(1)} s  ${name}`)
  }
  // A cut line is a network error, and one that was cut is none of the page's.
  const real = complaints.filter(
    (c) => !/ERR_(EMPTY_RESPONSE|CONNECTION_(RESET|REFUSED|CLOSED)|INCOMPLETE|SOCKET_NOT_CONNECTED)/.test(c),
  )
  assert.deepEqual(real, [])
  assert.deepEqual(faults, [])
  console.log(`ok enrolled in ${tale.clicks} clicks`)
} catch (error) {
  console.error(server.log().split('\n').slice(-15).join('\n'))
  for (const context of browser.contexts())
    for (const page of context.pages()) await page.screenshot({ path: `${out}intake-failed.jpg` }).catch(() => {})
  throw error
} finally {
  await browser.close()
  line.close()
  await server.stop()
}
