// Two servers, one of which is killed in the middle of a call and the other drained, in real Chromium: the officer's page
// and the phone come back by themselves, and faces move again. Then a third one, while the line to whoever empties them is
// cut in the middle.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { activationLink, complaints, framesOf, launch, openDesk, openPhone, until } from './browser.mjs'
import { asker, cutter, holdTo, whileCut } from './cutting.mjs'
import { openLine } from './line.mjs'
import { faultsOf, watchShifts } from './looks.mjs'
import { freePort, password } from './server.mjs'

const binary = fileURLToPath(new URL('../../bin/server', import.meta.url))
const out = fileURLToPath(new URL('../../test/browser/out/', import.meta.url))
const dir = await mkdtemp(join(tmpdir(), 'diandao-nodes-'))
const ports = [await freePort(), await freePort(), await freePort()]
const urls = ports.map((p) => `http://127.0.0.1:${p}`)
const children = []

function start(program, args, env = {}) {
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  child.log = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      child.log += chunk
    })
  child.over = new Promise((resolve) => child.on('exit', resolve))
  children.push(child)
  return child
}

/** The first one brings the demo city; all share its folder and a Redis. */
function serve(n) {
  const command = n === 0 ? ['demo', '--password', password] : ['serve']
  return start(binary, [...command, '--data-dir', dir, '--listen', `127.0.0.1:${ports[n]}`], {
    DIANDAO_REDIS_URL: `unix://${dir}/shared.sock`,
    DIANDAO_PUBLIC_URL: urls[0],
    DIANDAO_SIGNAL_ORIGINS: ports.map((p) => `ws://127.0.0.1:${p}`).join(','),
    DIANDAO_FACE_DIR: join(dir, 'none'),
    DIANDAO_MEDIA_UDP_PORT: '0',
    DIANDAO_MEDIA_TCP_PORT: '-1',
    DIANDAO_MEDIA_LOOPBACK: 'true',
    DIANDAO_MEDIA_BIND_IP: '127.0.0.1',
    DIANDAO_LOG_LEVEL: 'info',
  })
}

const ready = (n) =>
  until(
    `server ${n + 1} is ready`,
    () =>
      fetch(`${urls[n]}/readyz`).then(
        (r) => r.ok,
        () => false,
      ),
    60_000,
  )

start('redis-server', ['--port', '0', '--unixsocket', join(dir, 'shared.sock'), '--dir', dir, '--save', ''])
const servers = [serve(0)]
await until('the demo city is there', () => servers[0].log.includes('/phone/#/activate'), 60_000)
servers.push(serve(1))
await ready(0)
await ready(1)

const line = await openLine(urls[1])
const { cut, cutOnes } = cutter(line)
const browser = await launch()
const desk = await openDesk(browser, 'officer')
const phone = await openPhone(browser, 'phone')
const story = {}

async function api(path, body) {
  const answer = await desk.evaluate(
    async ([path, body, csrf]) => {
      const headers = {
        'Content-Type': 'application/json',
        'X-CSRF-Token': csrf,
        'Idempotency-Key': crypto.randomUUID(),
      }
      const r = await fetch(path, body === undefined ? {} : { method: 'POST', headers, body: JSON.stringify(body) })
      return { status: r.status, body: await r.json().catch(() => null) }
    },
    [path, body, story.csrf ?? ''],
  )
  assert.ok(answer.status < 300, `${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}

const calledVideo = () => desk.locator('video[data-testid="called-video"], [data-testid="called-video"] video').first()
const moves = (what, since) =>
  until(what, async () => (await framesOf(calledVideo())) >= 6, 45_000).then(() =>
    process.stdout.write(`    ${what} after ${((Date.now() - since) / 1000).toFixed(1)} s\n`),
  )
const rooms = async (n) =>
  Number((await (await fetch(`${urls[n]}/metrics`)).text()).match(/^diandao_rollcall_rooms (\d+)/m)?.[1])

const steps = {
  'the officer signs in and a phone is activated': async () => {
    await desk.goto(`${urls[0]}/console/`)
    await desk.getByTestId('login-username').fill('officer')
    await desk.getByTestId('login-password').fill(password)
    await desk.getByTestId('login-submit').click()
    await desk.getByTestId('nav-desk').waitFor()
    story.csrf = (await api('/console/v1/session')).csrf_token
    const person = (await api('/console/v1/persons?status=active')).items.find((p) => !p.is_minor)
    await phone.goto(await activationLink(desk, `${urls[0]}/console/persons/${person.id}`))
    await phone.getByTestId('activate-submit').click()
    await phone.getByTestId('today-card').first().waitFor()
  },

  'the officer starts a roll call, which the second server gets': async () => {
    await desk.goto(`${urls[0]}/console/roll-calls`)
    await desk.getByTestId('rollcall-start').click()
    await desk.getByTestId('rollcall-title').fill('周一晨点')
    await desk.getByTestId('rollcall-start-submit').click()
    await desk.getByTestId('live-counts').waitFor()
    await phone.goto(`${urls[0]}/phone/`)
    await phone.getByTestId('rollcall-join').click()
    await phone.getByTestId('rollcall-waiting').waitFor()
    assert.equal(await rooms(1), 1, 'the busier server took the room: place it by hand')
    await desk.getByTestId('rollcall-call-next').click()
    await phone.getByTestId('rollcall-called').waitFor()
    await moves('the called person moves', Date.now())
  },

  'the second server is killed: the call goes on at the first': async () => {
    await phone.evaluate(() => {
      window.wasReloaded = 'not'
    })
    const since = Date.now()
    servers[1].kill('SIGKILL')
    await servers[1].over
    await until('the first server takes the room', async () => (await rooms(0)) === 1)
    await moves('the called person moves again', since)
    assert.equal(await phone.getByTestId('rollcall-called').count(), 1, 'called stays called')
    assert.equal(await phone.evaluate(() => window.wasReloaded), 'not')
  },

  'the first server is drained: the call moves to the second, which is back': async () => {
    servers[1] = serve(1)
    await ready(1)
    const drain = start(binary, ['drain', `ws://127.0.0.1:${ports[0]}/signal`, '--grace', '0s', '--wait', '20s'], {
      DIANDAO_REDIS_URL: `unix://${dir}/shared.sock`,
      DIANDAO_DATA_DIR: dir,
    })
    const since = Date.now()
    assert.equal(await drain.over, 0, drain.log)
    await until('the second server takes the room', async () => (await rooms(1)) === 1)
    await moves('the called person moves once more', since)
    assert.equal(await phone.getByTestId('rollcall-called').count(), 1, 'called stays called')
  },

  'an administrator sees which server may be switched off, and empties the others over a line that is cut': () =>
    whileCut(async () => {
      servers.push(serve(2))
      await ready(2)
      const page = await openDesk(browser, 'administrator')
      await watchShifts(page)
      await page.goto(`${line.address}/console/admin/nodes`)
      await page.getByTestId('login-username').fill('admin')
      await page.getByTestId('login-password').fill(password)
      await page.getByTestId('login-submit').click()
      const row = (state) => page.locator(`tr[data-state=${state}]`)
      await row('draining').getByText('已清空，可以停机').waitFor()
      const past = await asker(urls[1])('admin')
      const nodes = async () => (await past('/console/v1/nodes')).items
      const whom = { request: 2, answer: 1 } // the one that has the call is the last
      await cut({ page }, 'drainNode', {
        request: /^POST \/console\/v1\/nodes\/[^/]+\/drain/,
        begin: async (loses) => {
          const { id } = (await nodes()).find((n) => new URL(n.url).port === String(ports[whom[loses]]))
          await page.locator(`tr[data-row-key="${id}"]`).getByTestId('node-drain').click()
          if (loses === 'request') return
          await page.getByText('没有别的服务器在运行').waitFor()
          const { faults } = await faultsOf(page, 'servers')
          assert.deepEqual(faults, [])
          await page.screenshot({ path: `${out}console-nodes.jpg`, animations: 'disabled' })
        },
        save: () => page.locator('#drain-ok').click(),
        count: async () => (await nodes()).filter((n) => n.state === 'draining').length,
      })
      await until('all are being emptied', async () => (await row('draining').count()) === 3)
      assert.equal(await phone.getByTestId('rollcall-called').count(), 1, 'what runs goes on meanwhile')
      await page.context().close()
    }),

  'the officer marks and closes': async () => {
    await desk.getByTestId('mark-present').click()
    await until('the call has ended', async () => (await phone.getByTestId('rollcall-called').count()) === 0)
    await desk.getByTestId('rollcall-close').click()
    await desk.getByTestId('rollcall-close-confirm').click()
    await desk.getByTestId('sheet-totals').waitFor()
    await phone.getByTestId('rollcall-done').waitFor()
  },
}

let failed = false
try {
  for (const [name, step] of Object.entries(steps)) {
    const since = Date.now()
    await step()
    process.stdout.write(`  ✓ ${name} (${((Date.now() - since) / 1000).toFixed(1)} s)\n`)
  }
  // a server that is killed refuses and resets connections
  const others = complaints.filter((c) => !/ERR_CONNECTION|WebSocket connection/.test(c))
  assert.deepEqual(others, [])
  await holdTo('nodes', cutOnes)
} catch (e) {
  failed = true
  process.stderr.write(
    `${e.stack}\n${complaints.join('\n')}\n${servers.map((s) => s.log.slice(-6000)).join('\n---\n')}\n`,
  )
} finally {
  await browser.close()
  line.close()
  for (const child of children) child.kill('SIGKILL')
  await Promise.all(children.map((c) => c.over))
  await rm(dir, { recursive: true, force: true })
}
process.exit(failed ? 1 : 0)
