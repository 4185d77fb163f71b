// A partner agency with a system of its own on this machine: registered, tested, told, gone, back again, in real Chromium.
import assert from 'node:assert/strict'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { complaints, launch, openDesk, pressChoice, until } from './browser.mjs'
import { partnerSteps } from './cutsPartner.mjs'
import { asker, cutter, holdTo } from './cutting.mjs'
import { openLine } from './line.mjs'
import { faultsOf, watchShifts } from './looks.mjs'
import { password, startServer } from './server.mjs'
import { hear, strangeWords } from './words.mjs'

const out = fileURLToPath(new URL('../../test/browser/out/', import.meta.url))
await mkdir(out, { recursive: true })
process.env.DIANDAO_PARTNERS_ALLOW_LOOPBACK = 'true'

/** The agency's own server, which believes nothing that is not signed. */
const agency = { secrets: [], status: 204, taken: [], tries: 0, forged: 0 }
const verified = (req, body) => {
  const [id, at] = [req.headers['webhook-id'], req.headers['webhook-timestamp']]
  if (Math.abs(Date.now() / 1000 - Number(at)) > 300) return false
  const given = (req.headers['webhook-signature'] ?? '')
    .split(' ')
    .map((s) => Buffer.from(s.replace('v1,', ''), 'base64'))
  return agency.secrets.some((secret) => {
    const mac = createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64')).update(`${id}.${at}.${body}`)
    const want = mac.digest()
    return given.some((g) => g.length === want.length && timingSafeEqual(g, want))
  })
}
const receiver = createServer(async (req, res) => {
  let body = ''
  for await (const chunk of req) body += chunk
  agency.tries++
  if (!verified(req, body)) agency.forged++
  else if (agency.status < 300) agency.taken.push(JSON.parse(body))
  res.writeHead(agency.status).end()
})
await new Promise((resolve) => receiver.listen(0, '127.0.0.1', resolve))
const address = `http://127.0.0.1:${receiver.address().port}/hooks`

const server = await startServer()
const line = await openLine(server.url)
const { cut, cutOnes } = cutter(line)
const browser = await launch()
const faults = []
const desk = await openDesk(browser, 'administrator')
await watchShifts(desk)
const heard = hear(desk)
const id = (name) => desk.getByTestId(name)

const api = (path, body) =>
  desk.evaluate(
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

async function look(name, language = 'zh') {
  await until('nothing is on its way any more', async () => {
    const busy = desk.locator('.ant-skeleton, .ant-spin-spinning')
    return (await busy.count()) === 0
  })
  await desk.waitForTimeout(250)
  faults.push(...(await faultsOf(desk, name)).faults)
  faults.push(...(await strangeWords(desk, language, name, heard)))
  await desk.screenshot({ path: `${out}console-${name}.jpg`, animations: 'disabled' })
}

const pick = async (label, option) => {
  await desk.getByLabel(label, { exact: true }).click()
  await pressChoice(desk.locator('.ant-select-dropdown:visible').getByText(option, { exact: true }))
}

const searchFor = async (n) => {
  const people = (await api('/console/v1/persons?status=active&limit=100')).items.filter((p) => !p.is_minor)
  await api(`/console/v1/persons/${people[n].id}/lost-contact`, { reason: '三天没有任何消息' })
}

const steps = {
  'the administrator registers the procuratorate and copies its secret once': async () => {
    await desk.goto(`${server.url}/console/admin/partners`)
    await id('login-username').fill('admin')
    await id('login-password').fill(password)
    await id('login-submit').click()
    await id('partner-add').waitFor()
    await look('partners-none')
    await id('partner-add').click()
    await id('partner-save').click()
    await desk.getByText('请填写名称').waitFor()
    await desk.getByLabel('名称', { exact: true }).fill('东湖区人民检察院')
    await pick('类别', '人民检察院')
    await desk.getByLabel('可知单位', { exact: true }).click()
    await pressChoice(desk.locator('.ant-select-tree-title:visible').first())
    await desk.getByLabel('接收地址', { exact: true }).fill('http://jcy.example.org')
    for (const event of ['开始查找失联人员', '查找结束', '请假有了决定'])
      await desk.getByLabel(event, { exact: true }).check()
    await desk.getByLabel('联系人', { exact: true }).fill('信息科')
    await id('partner-save').click()
    await desk.getByText('合作单位的资料不完整或不正确', { exact: false }).waitFor()
    await desk.getByLabel('接收地址', { exact: true }).fill(address)
    await look('partner-form')
    await id('partner-save').click()
    agency.secrets = [await id('partner-secret').textContent()]
    assert.match(agency.secrets[0], /^whsec_[A-Za-z0-9+/]{43}=$/)
    await look('partner-secret')
    await id('secret-close').click()
    await id('partner-test').waitFor()
    assert.ok(!(await desk.content()).includes('whsec_'), 'it is shown once')
  },

  'a test arrives and is believed': async () => {
    await id('partner-test').click()
    await id('test-ok').waitFor()
    assert.deepEqual(
      agency.taken.map((e) => e.type),
      ['partner.test'],
    )
    await desk.locator('[data-testid=delivery][data-state=delivered]').waitFor() // by itself, as all of this log
    await look('partner')
  },

  'what happens is told in ids and codes; their server fails and is tried again': async () => {
    await searchFor(0)
    await until('the search is told', () => agency.taken.length === 2)
    assert.equal(agency.taken[1].type, 'lost_contact.opened')
    assert.deepEqual(Object.keys(agency.taken[1].data).sort(), [
      'codes',
      'event_id',
      'person_id',
      'subject_id',
      'unit_id',
    ])
    agency.status = 503
    await searchFor(1)
    await until('it is tried', () => agency.tries === 3)
    await desk.reload()
    const waiting = desk.locator('[data-testid=delivery][data-state=pending]')
    await waiting.getByText('对方出错（503）', { exact: false }).waitFor()
    await waiting.locator('.ant-table-row-expand-icon').click()
    await look('partner-failing')
  },

  'an address that is gone pauses, with a banner; resumed, what has waited arrives': async () => {
    agency.status = 410
    await id('partner-pause').click()
    await id('reason-input').fill('对方要求')
    await desk.locator('#reason-ok').click()
    await id('partner-resume').click() // what waits is tried at once
    await until('it is tried again', () => agency.tries > 3)
    await id('partner-back').click()
    await until('it is paused', async () => {
      await desk.reload()
      await id('partner').waitFor()
      return (await desk.locator('[data-testid=partner][data-pause=gone]').count()) === 1
    })
    await id('partners-banner').waitFor()
    await look('partners-paused')
    agency.status = 204
    await id('partner-open').click()
    const waiting = desk.locator('[data-testid=delivery][data-state=pending]')
    await waiting.getByText('恢复发送后再发', { exact: false }).first().waitFor()
    await id('partner-resume').click()
    await id('partner-pause').waitFor()
    await until('what has waited arrives', () => agency.taken.length === 3)
    await until('the log says so by itself', async () => (await waiting.count()) === 0)
  },

  'a new secret signs beside the old one': async () => {
    await id('partner-rotate').click()
    await desk.locator('#rotate-ok').click()
    const fresh = await id('partner-secret').textContent()
    assert.notEqual(fresh, agency.secrets[0])
    await id('secret-close').click()
    await desk.getByText('旧密钥到', { exact: false }).waitFor()
    await id('partner-test').click()
    await id('test-ok').waitFor()
    agency.secrets = [fresh]
    await desk.reload()
    await id('partner-test').click()
    await id('test-ok').waitFor()
    assert.equal(agency.forged, 0)
  },

  'what was given up of a day is sent again, with its progress': async () => {
    // A day of failures can't pass here: the answers say that it has. That it is sent again is told in test/scenarios.
    const day = new Date().toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' })
    await desk.route('**/deliveries*', async (route) => {
      const answer = await route.fetch()
      const list = await answer.json()
      for (const d of list.items) if (d.type !== 'partner.test') d.state = 'given_up'
      await route.fulfill({ response: answer, json: list })
    })
    const progress = {
      id: '0193a5f0-7c00-7000-8000-000000000001',
      pending: 28,
      delivered: 12,
      given_up: 0,
      cancelled: 0,
    }
    await desk.route('**/again*', (route) => route.fulfill({ json: progress }))
    await desk.route('**/again/*', (route) => route.fulfill({ json: progress }))
    await desk.goto(`${desk.url().split('&day')[0]}&day=${day}`)
    await id('delivery-again').first().waitFor()
    await id('day-again').click()
    await desk.getByText('补发中：12 / 40', { exact: false }).waitFor()
    await look('partner-again')
    await desk.route('**/again/*/stop', (route) => {
      Object.assign(progress, { pending: 0, delivered: 15, given_up: 25 })
      return route.fulfill({ json: progress })
    })
    await id('again-stop').click()
    await desk.getByText('补发完毕：15 条送达，25 条未送达', { exact: false }).waitFor()
    await desk.unroute('**/again/*/stop')
    Object.assign(progress, { id: '0193a5f0-7c00-7000-8000-000000000002', pending: 28, delivered: 12, given_up: 0 })
    await id('day-again').click()
    await desk.getByText('补发中：12 / 40', { exact: false }).waitFor()
    Object.assign(progress, { pending: 0, delivered: 40 })
    await desk.getByText('补发完毕：40 条送达', { exact: false }).waitFor()
    await desk.unroute('**/again*')
    await desk.unroute('**/again/*')
    await id('delivery-again').first().click() // the truth: it was delivered
    await desk.getByText('没有可以再次发送的内容', { exact: false }).waitFor()
    await desk.unroute('**/deliveries*')
  },

  'the same in English': async () => {
    await desk.evaluate(() => localStorage.setItem('diandao.language', 'en'))
    await desk.goto(`${desk.url().split('&day')[0]}`)
    await desk.getByText('Send a test').waitFor()
    await desk.waitForTimeout(300)
    await desk.screenshot({ path: `${out}console-partner-en.jpg`, animations: 'disabled' })
    await id('partner-edit').click()
    await desk.getByText('Tell of minors too').waitFor()
    await desk.getByLabel('Tell of minors too').check()
    await desk.waitForTimeout(300)
    await desk.screenshot({ path: `${out}console-partner-edit-en.jpg`, animations: 'disabled' })
    await desk.keyboard.press('Escape')
    await id('partner-back').click()
    await id('partner').waitFor()
    await desk.waitForTimeout(300)
    await desk.screenshot({ path: `${out}console-partners-en.jpg`, animations: 'disabled' })
  },

  ...partnerSteps({ desk, line, cut, agency, address, member: asker(server.url), search: searchFor }),
}

let failed = false
try {
  for (const [name, step] of Object.entries(steps)) {
    const since = Date.now()
    await step()
    process.stdout.write(`  ✓ ${name} (${((Date.now() - since) / 1000).toFixed(1)} s)\n`)
  }
  assert.deepEqual(faults, [])
  assert.deepEqual(complaints, [])
  await holdTo('partners', cutOnes)
} catch (e) {
  failed = true
  await desk.screenshot({ path: `${out}console-partners-failed.jpg` })
  process.stderr.write(`${e.stack}\n${faults.join('\n')}\n${complaints.join('\n')}\n${server.log().slice(-3000)}\n`)
} finally {
  await browser.close()
  line.close()
  receiver.closeAllConnections()
  receiver.close()
  await server.stop()
}
process.exit(failed ? 1 : 0)
