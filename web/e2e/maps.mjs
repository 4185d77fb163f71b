// A supervisor draws fences with the mouse and by keyboard, an officer picks one in a plan and sees where check-ins were
// made: on a plain grid, then on a base map that is shifted, and without any picture at all.
import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { complaints, launch, openDesk, until } from './browser.mjs'
import { faultsOf, watchShifts } from './looks.mjs'
import { password, startServer } from './server.mjs'
import { pixelOf, startTiles } from './tiles.mjs'
import { hear, strangeWords } from './words.mjs'

const out = fileURLToPath(new URL('../../test/browser/out/', import.meta.url))
await mkdir(out, { recursive: true })
const faults = []
const started = Date.now()

async function look(page, name, language = 'zh') {
  await page.waitForTimeout(250)
  faults.push(...(await faultsOf(page, name)).faults)
  faults.push(...(await strangeWords(page, language, name, page.heard)))
  await page.screenshot({ path: `${out}maps-${name.replaceAll(' ', '-')}.jpg`, animations: 'disabled' })
}

async function signIn(browser, server, username) {
  const page = await openDesk(browser, username)
  page.heard = hear(page)
  await watchShifts(page)
  await page.goto(`${server.url}/console/`)
  await page.getByTestId('login-username').fill(username)
  await page.getByTestId('login-password').fill(password)
  await page.getByTestId('login-submit').click()
  await page.getByTestId('nav-desk').waitFor()
  return page
}

const api = (page, path, body) =>
  page.evaluate(
    async ({ path, body }) => {
      const { csrf_token } = await fetch('/console/v1/session').then((r) => r.json())
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

/** Waits for the map in an element, and returns where it is on the screen. */
async function mapIn(root) {
  const map = root.getByTestId('map').last()
  await until('the map is drawn', async () => (await map.getAttribute('data-ready')) === 'true')
  return { map, box: await map.boundingBox() }
}

const drawer = (page) => page.locator('.ant-drawer-open').last()
const named = (all, name) => all.items.find((f) => f.name === name)
const metres = (a, b) =>
  Math.hypot((a.lat - b.lat) * 111_195, (a.lng - b.lng) * 111_195 * Math.cos((a.lat * Math.PI) / 180))

async function begin(page, name, shape) {
  await page.getByTestId('fence-new').click()
  await page.getByTestId('fence-name').fill(name)
  if (shape === 'polygon') await drawer(page).getByText('多边形', { exact: true }).click()
  return mapIn(drawer(page))
}

async function save(page) {
  await page.getByTestId('fence-save').click()
  await until('the drawer is shut', async () => (await page.locator('.ant-drawer-open').count()) === 0)
}

const steps = {
  'a circle is drawn by a drag': async ({ chief }) => {
    await chief.goto(`${plain.url}/console/admin/fences`)
    await mapIn(chief)
    await look(chief, 'list')
    const { box } = await begin(chief, '学校 800 m', 'circle')
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    await chief.mouse.move(middle.x, middle.y)
    await chief.mouse.down()
    await chief.mouse.move(middle.x + 40, middle.y, { steps: 4 })
    await chief.mouse.move(middle.x + 60, middle.y, { steps: 4 })
    await chief.mouse.up()
    await until('two grips', async () => (await drawer(chief).getByTestId('map-grip').count()) === 2)
    await look(chief, 'circle')
    const radius = Number((await chief.locator('#fence-radius').inputValue()).replaceAll(',', ''))
    assert.ok(radius > 50, `radius ${radius}`)
    await save(chief)
    const made = named(await api(chief, '/console/v1/fences'), '学校 800 m')
    assert.equal(made.shape, 'circle')
    assert.ok(Math.abs(made.area.radius_m - radius) < 1)
  },

  'a polygon by clicks: a corner too many is undone, one is moved, one deleted by keyboard': async ({ chief }) => {
    const { box } = await begin(chief, '文昌片区', 'polygon')
    const click = (x, y) => chief.mouse.click(box.x + box.width * x, box.y + box.height * y)
    const grips = drawer(chief).getByTestId('map-grip')
    const corners = [
      [0.3, 0.3],
      [0.7, 0.3],
      [0.7, 0.7],
      [0.5, 0.85],
      [0.3, 0.7],
      [0.6, 0.2],
    ]
    for (const [i, [x, y]] of corners.entries()) {
      await click(x, y)
      await until(`${i + 1} corners`, async () => (await grips.count()) === i + 1)
    }
    await chief.getByTestId('fence-problem').filter({ hasText: '交叉' }).waitFor()
    await chief.getByTestId('fence-undo').click()
    await until('the last one is gone', async () => (await grips.count()) === 5)
    assert.equal(await chief.getByTestId('fence-problem').count(), 0)
    const before = await chief.locator('#fence-corners').inputValue()
    const at = await grips.nth(1).boundingBox()
    await chief.mouse.move(at.x + 12, at.y + 12)
    await chief.mouse.down()
    await chief.mouse.move(at.x + 60, at.y - 20, { steps: 5 })
    await chief.mouse.up()
    await until('it has moved', async () => (await chief.locator('#fence-corners').inputValue()) !== before)
    await look(chief, 'polygon')
    await grips.nth(3).focus()
    await chief.keyboard.press('Delete')
    await until('it is deleted', async () => (await grips.count()) === 4)
    await save(chief)
    const made = named(await api(chief, '/console/v1/fences'), '文昌片区')
    assert.equal(made.area.vertices.length, 4)
    const lines = before.split('\n').map((l) => l.split(',').map(Number))
    assert.ok(metres(made.area.vertices[0], { lat: lines[0][0], lng: lines[0][1] }) < 1, 'the others stay')
    assert.ok(metres(made.area.vertices[1], { lat: lines[1][0], lng: lines[1][1] }) > 50, 'the moved one moved')
  },

  'and one without a mouse': async ({ chief }) => {
    await chief.getByTestId('fence-new').focus()
    await chief.keyboard.press('Enter')
    await chief.getByTestId('fence-name').waitFor()
    await chief.getByTestId('fence-name').focus()
    await chief.keyboard.type('在校报到点')
    const until_ = async (id) => {
      for (let i = 0; i < 30; i++) {
        await chief.keyboard.press('Tab')
        if (await chief.evaluate((id) => document.activeElement?.id === id, id)) return
      }
      throw new Error(`no way to ${id} by Tab`)
    }
    for (const [id, value] of [
      ['fence-lat', '30.02'],
      ['fence-lng', '119.98'],
      ['fence-radius', '600'],
    ]) {
      await until_(id)
      await chief.keyboard.type(value)
    }
    await mapIn(drawer(chief))
    await until('it is drawn', async () => (await drawer(chief).getByTestId('map-grip').count()) === 2)
    await chief.getByTestId('fence-save').focus()
    await chief.keyboard.press('Enter')
    await until('the drawer is shut', async () => (await chief.locator('.ant-drawer-open').count()) === 0)
    const made = named(await api(chief, '/console/v1/fences'), '在校报到点')
    assert.deepEqual([made.area.center, made.area.radius_m], [{ lat: 30.02, lng: 119.98 }, 600])
  },

  'a file is looked into before anything is stored': async ({ chief }) => {
    await chief.getByTestId('fence-import').click()
    const ring = [[119.95, 29.95], [119.99, 29.95], [119.99, 29.99], [119.95, 29.99], [119.95, 29.95]] // biome-ignore format: a square
    const bow = [ring[0], ring[2], ring[1], ring[3], ring[0]]
    const feature = (name, coordinates) => ({
      type: 'Feature',
      properties: { name },
      geometry: { type: 'Polygon', coordinates: [coordinates] },
    })
    const file = { type: 'FeatureCollection', features: [feature('工业园', ring), feature('蝴蝶', bow)] }
    await chief.locator('.ant-modal input[type=file]').setInputFiles({
      name: 'fences.geojson',
      mimeType: 'application/geo+json',
      buffer: Buffer.from(JSON.stringify(file)),
    })
    await chief.getByTestId('fence-features').getByText('边线互相交叉').waitFor()
    await look(chief, 'import')
    assert.equal(named(await api(chief, '/console/v1/fences'), '工业园'), undefined)
    await chief.locator('#fence-import-ok').click()
    await until('the sound one is there', async () => named(await api(chief, '/console/v1/fences'), '工业园'))
    assert.equal(named(await api(chief, '/console/v1/fences'), '蝴蝶'), undefined)
    await mapIn(chief)
    await chief.getByTestId('map-list').locator('summary').click()
    await chief.getByTestId('map-list').getByText('工业园').waitFor()
    await look(chief, 'list with fences')
  },

  'the officer picks a fence in a plan': async ({ desk, story }) => {
    const all = await api(desk, '/console/v1/persons?status=active')
    story.who = all.items.find((p) => !p.is_minor)
    await desk.goto(`${plain.url}/console/persons/${story.who.id}`)
    await desk.getByTestId('plan-add').click()
    await desk.getByTestId('plan-area').click()
    await desk.locator('.ant-select-dropdown').getByText('第一人民医院 500 m').click()
    await mapIn(drawer(desk))
    await desk.getByRole('textbox', { name: '名称' }).fill('在医院报到')
    await look(desk, 'plan')
    await desk.getByTestId('plan-save').click()
    const plan = await until('the plan is there', async () =>
      (await api(desk, `/console/v1/persons/${story.who.id}/plans`)).items.find((p) => p.title === '在医院报到'),
    )
    assert.equal(plan.requires.fence.from.name, '第一人民医院 500 m')
    assert.equal(plan.requires.fence.radius_m, 500)
    story.fence = plan.requires.fence.from.id
  },

  'and asks somebody to check in there now': async ({ desk, story }) => {
    await desk.getByTestId('plan-ask-now').click()
    const dialog = desk.getByRole('dialog')
    await dialog.getByTestId('plan-area').click()
    await desk.locator('.ant-select-dropdown').getByText('填写坐标（圆）').last().click()
    await dialog.getByTestId('ask-reason').fill('家属说没有去复诊')
    await desk.locator('#ask-ok').click()
    await until('each figure is asked for', async () => (await dialog.getByText('请填写').count()) === 3)
    await dialog.getByTestId('plan-area').click()
    await desk.locator('.ant-select-dropdown:visible').getByText('第一人民医院 500 m').click()
    await mapIn(dialog)
    await look(desk, 'ask now')
    await desk.locator('#ask-ok').click()
    await dialog.waitFor({ state: 'detached' })
    const { items } = await api(desk, `/console/v1/checkins?person_id=${story.who.id}&status=open`)
    const asked = await api(desk, `/console/v1/checkins/${items.find((r) => r.kind === 'on_demand').id}`)
    assert.deepEqual([asked.requires.fence.from.id, asked.requires.fence.radius_m], [story.fence, 500])
  },

  'the fence changes, the plan does not, until the supervisor says so': async ({ chief, desk, story }) => {
    const planOf = async () =>
      (await api(desk, `/console/v1/persons/${story.who.id}/plans`)).items.find((p) => p.title === '在医院报到')
    await chief.goto(`${plain.url}/console/admin/fences?item=${story.fence}`)
    await chief.locator('#fence-radius').fill('900')
    await chief.getByTestId('fence-save').click()
    await chief.getByTestId('fence-refresh').waitFor()
    assert.equal((await planOf()).requires.fence.radius_m, 500)
    await look(chief, 'plans of a fence')
    await chief.getByTestId('fence-refresh').click()
    await until('the plan has it', async () => (await planOf()).requires.fence.radius_m === 900)
    await until('nothing is left', async () => (await chief.getByTestId('fence-refresh').count()) === 0)
  },

  'a check-in and a person are seen on a map, in both languages': async ({ desk, story }) => {
    const all = await api(desk, '/console/v1/checkins?status=accepted')
    for (const c of all.items.slice(0, 20)) {
      const detail = await api(desk, `/console/v1/checkins/${c.id}`)
      if (detail.checkin?.submission.location && !c.person.masked) {
        story.checkin = detail
        break
      }
    }
    await desk.goto(`${plain.url}/console/checkins/${story.checkin.id}`)
    const { map } = await mapIn(desk)
    await map.scrollIntoViewIfNeeded()
    await desk.getByTestId('map-spot').waitFor()
    await look(desk, 'checkin')
    await desk.goto(`${plain.url}/console/persons/${story.who.id}`)
    await desk.getByTestId('places-show').click()
    const places = await mapIn(desk)
    await places.map.scrollIntoViewIfNeeded()
    await look(desk, 'person')
    await desk.getByTestId('map-list').locator('summary').click()
    assert.ok((await desk.getByTestId('map-list').locator('tbody tr').count()) >= 3)
    await desk.evaluate(() => localStorage.setItem('diandao.language', 'en'))
    for (const [name, path] of [
      ['checkin en', `/checkins/${story.checkin.id}`],
      ['person en', `/persons/${story.who.id}`],
    ]) {
      await desk.goto(`${plain.url}/console${path}`)
      await desk.locator('h1').first().waitFor()
      if (path.startsWith('/persons')) await desk.getByTestId('places-show').click()
      const { map } = await mapIn(desk)
      await map.scrollIntoViewIfNeeded()
      await look(desk, name, 'en')
    }
    await desk.evaluate(() => localStorage.setItem('diandao.language', 'zh-CN'))
  },

  'without pictures it is a sentence and the list': async ({ story }) => {
    const blind = await launch(['--disable-webgl', '--disable-3d-apis'])
    const desk = await signIn(blind, plain, 'officer')
    await desk.goto(`${plain.url}/console/checkins/${story.checkin.id}`)
    await desk.getByTestId('map-failed').waitFor()
    await desk.getByTestId('map-list').getByText('报到位置').first().waitFor()
    await look(desk, 'no pictures')
    await blind.close()
  },

  'on a shifted base map everything lies where the pictures have it': async ({ browser }) => {
    const at = { lat: 30.02, lng: 119.96 } // the hospital of the demo
    const shown = { lat: 30.0174217, lng: 119.9645683 } // the same in GCJ-02, by an independent calculation
    const tiles = await startTiles(shown)
    const server = await startServer([], {
      DIANDAO_MAP_TILES: tiles.url,
      DIANDAO_MAP_DATUM: 'gcj02',
      DIANDAO_MAP_ATTRIBUTION: '试验底图 GS(2026)0000号',
    })
    const chief = await signIn(browser, server, 'supervisor')
    const hospital = named(await api(chief, '/console/v1/fences?q=%E5%8C%BB%E9%99%A2'), '第一人民医院 500 m')
    assert.deepEqual(hospital.area.center, at)
    await chief.goto(`${server.url}/console/admin/fences?item=${hospital.id}`)
    const { map, box } = await mapIn(drawer(chief))
    await until('the pictures were asked for', () => tiles.asked.length > 0)
    await chief.getByText('试验底图 GS(2026)0000号').last().waitFor()
    const [lat, lng, zoom] = (await map.getAttribute('data-view')).split(' ').map(Number)
    const centre = pixelOf({ lat, lng }, zoom, 512)
    const onScreen = (p) => {
      const q = pixelOf(p, zoom, 512)
      return { x: box.x + box.width / 2 + q.x - centre.x, y: box.y + box.height / 2 + q.y - centre.y }
    }
    const grip = await drawer(chief).getByTestId('map-grip').first().boundingBox()
    const seen = { x: grip.x + grip.width / 2, y: grip.y + grip.height / 2 }
    const off = (p) => Math.hypot(seen.x - p.x, seen.y - p.y)
    assert.ok(off(onScreen(shown)) < 2, `${off(onScreen(shown))} px from where the pictures have it`)
    assert.ok(off(onScreen(at)) > 20, 'not where it would be without the shift')
    await look(chief, 'tiles')
    // A corner that is clicked on the pictures is stored where it truly is.
    await chief.mouse.move(seen.x - 100, seen.y)
    await chief.mouse.down()
    await chief.mouse.move(seen.x - 60, seen.y, { steps: 5 })
    await chief.mouse.up()
    const back = {
      lat: Number(await chief.locator('#fence-lat').inputValue()),
      lng: Number(await chief.locator('#fence-lng').inputValue()),
    }
    assert.ok(Math.abs(back.lat - at.lat) < 0.0003, `${back.lat}`)
    await tiles.stop()
    await server.stop()
  },
}

const plain = await startServer()
const browser = await launch()
const story = {}
let code = 0
try {
  const chief = await signIn(browser, plain, 'supervisor')
  const desk = await signIn(browser, plain, 'officer')
  for (const [name, step] of Object.entries(steps)) {
    const from = Date.now()
    try {
      await step({ browser, chief, desk, story })
    } catch (error) {
      await chief.screenshot({ path: `${out}maps-failed-chief.jpg` })
      await desk.screenshot({ path: `${out}maps-failed-desk.jpg` })
      throw new Error(`${name}: ${error.message}`, { cause: error })
    }
    process.stdout.write(`  ok ${name} (${((Date.now() - from) / 1000).toFixed(1)} s)\n`)
  }
  assert.deepEqual(faults, [])
  assert.deepEqual(complaints, [])
  process.stdout.write(`maps: all well in ${((Date.now() - started) / 1000).toFixed(0)} s\n`)
} catch (error) {
  process.stderr.write(`${error.stack}\n${faults.join('\n')}\n${complaints.join('\n')}\n`)
  code = 1
} finally {
  await browser.close()
  await plain.stop()
}
process.exit(code)
