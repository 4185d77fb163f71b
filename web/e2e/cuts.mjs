// The desk's line is cut in the middle of its writes, once before the request has come and once before the answer has:
// the screen says so, what was typed stays, trying again does it, and it is done exactly once.
import assert from 'node:assert/strict'
import { mkdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { stand } from './actor.mjs'
import { complaints, launch, openDesk, openPhone, until } from './browser.mjs'
import { openLine } from './line.mjs'
import { password, startServer } from './server.mjs'

const out = fileURLToPath(new URL('../../test/browser/out/', import.meta.url))
await mkdir(out, { recursive: true })

/** Writes that are not cut here, and why. */
const elsewhere = {
  signIn: 'nobody is signed in yet: a second try is a second session, and the first ends by itself',
  signOut: 'ending a session twice is the same as once',
  previewPlan: 'nothing is written',
  previewAssignment: 'nothing is written',
  previewRollCall: 'nothing is written',
  checkPersonImport: 'nothing is written',
  beginPersonImport: 'cut in intake.mjs',
  addImportLines: 'cut in intake.mjs',
  endPersonImport: 'ended is ended; cut by its key like every write, below',
  joinRollCall: 'a ticket is used once and nothing is recorded',
  watchRollCall: 'a ticket is used once; each look is its own entry',
  markInvitee:
    'marks go over the websocket of the roll call, whose messages are sent again until they are acknowledged: networks.mjs',
  closeRollCall: 'no screen offers it but the live one, over the websocket: networks.mjs',
  drainNode: 'needs a second server: nodes.mjs',
  // By their key alone: the same form and the same way of sending as those above them, repeated below by the contract.
  attestCheckin: 'by its key',
  recordCall: 'by its key',
  revokeDevice: 'by its key',
  removeCoAccused: 'by its key',
  cutLeaveShort: 'by its key',
  saveTemplate: 'by its key',
  assignPlans: 'by its key',
  updatePlan: 'by its key',
  replaceCalendar: 'by its key',
  resolveAlerts: 'by its key',
  replanRollCall: 'by its key',
  cancelRollCall: 'by its key',
  handOverRollCall: 'by its key',
  noteInvitee: 'by its key',
  recordTelephone: 'by its key',
  recallInvitees: 'by its key',
  askTelephone: 'by its key',
  sealRollCall: 'by its key',
}

const server = await startServer()
const line = await openLine(server.url)
const browser = await launch()
const cutOnes = new Set()
const day = (after) =>
  new Date(Date.now() + after * 86_400_000).toLocaleDateString('en-CA', { timeZone: 'Asia/Shanghai' })

/** Asks the server past the line. */
async function member(username) {
  const signedIn = await fetch(`${server.url}/console/v1/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username, password }),
  })
  const cookie = signedIn.headers.get('set-cookie').split(';')[0]
  const { csrf_token } = await signedIn.json()
  return async (path, body, key = crypto.randomUUID()) => {
    const headers = { cookie, 'Content-Type': 'application/json', 'X-CSRF-Token': csrf_token, 'Idempotency-Key': key }
    const r = await fetch(
      server.url + path,
      body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers },
    )
    const text = await r.text()
    if (!r.ok) throw new Error(`${path}: ${r.status} ${text}`)
    return { ...JSON.parse(text || 'null'), replayed: r.headers.get('idempotency-replayed') === 'true' }
  }
}

async function deskOf(username) {
  const page = await openDesk(browser, username)
  await stand(page, { isEnrolled: true })
  await page.goto(`${line.address}/console/`)
  await page.getByTestId('login-username').fill(username)
  await page.getByTestId('login-password').fill(password)
  await page.getByTestId('login-submit').click()
  await page.getByTestId('nav-persons').waitFor()
  return { page, id: (name) => page.getByTestId(name), api: await member(username) }
}

/**
 * Cuts one write both ways. `begin` opens and fills the form, `save` sends it, `holds` looks at what was typed,
 * `count` counts what there is past the line.
 */
async function cut(desk, operation, { request, begin, save, holds, count, by = 1 }) {
  for (const loses of ['request', 'answer']) {
    const given = await begin(loses)
    const before = await count(given)
    const lost = line.loseNext(request, loses)
    await save()
    await lost
    await desk.page.getByText('连不上服务器').first().waitFor()
    await holds?.(loses)
    await desk.page.screenshot({ path: `${out}cut-${operation}-${loses}.png`, animations: 'disabled' })
    if (loses === 'answer') await until(`${operation} was done`, async () => (await count(given)) === before + by)
    else assert.equal(await count(given), before, `${operation} never came`)
    line.mend()
    await save()
    await until(`${operation} is there`, async () => (await count(given)) === before + by)
    await until('the screen went on', async () => (await desk.page.getByText('连不上服务器').count()) === 0)
    assert.equal(await count(given), before + by, `${operation} once`)
  }
  cutOnes.add(operation)
}

const officer = await deskOf('officer')
const { page, id, api } = officer
const people = (await api('/console/v1/persons?status=active&limit=100')).items.filter((p) => !p.is_minor)
const spare = () => {
  const next = people.pop()
  assert.ok(next, 'there are enough people')
  return next
}
const open = async (p) => {
  await page.goto(`${line.address}/console/persons/${p.id}`)
  await id('plan-add').waitFor()
}
const reason = async (text) => {
  await id('reason-input').fill(text)
}
const typed = (text) => async () => assert.equal(await id('reason-input').inputValue(), text)
const reasonOk = () => page.locator('#reason-ok').click()

const groups = {
  'a new person': async () => {
    await cut(officer, 'createPerson', {
      request: /^POST \/console\/v1\/persons /,
      begin: async (loses) => {
        await page.goto(`${line.address}/console/persons`)
        await id('person-add').click()
        await page.locator('#name').fill('钱多多')
        await page.locator('#number').fill(`CUT-${loses}`)
        await page.locator('#born_on').fill('1990-05-01')
        await page.locator('#born_on').press('Enter')
        await page.locator('.ant-picker-range input').first().fill(day(0))
        await page.locator('.ant-picker-range input').first().press('Enter')
        await page.locator('.ant-picker-range input').nth(1).fill('2030-01-01')
        await page.locator('.ant-picker-range input').nth(1).press('Enter')
        return `CUT-${loses}`
      },
      save: () => id('person-save').click(),
      holds: async (loses) => assert.equal(await page.locator('#number').inputValue(), `CUT-${loses}`),
      count: async (number) => (await api(`/console/v1/persons?q=${number}`)).items.length,
    })
  },

  'pictures, a plan, an activation': async () => {
    const who = (await api('/console/v1/persons?q=CUT-answer')).items[0]
    const at = (step) => page.goto(`${line.address}/console/persons/${who.id}/enrol?step=${step}`)
    const current = async () => (await api(`/console/v1/persons/${who.id}/enrolment`)).current?.id
    await cut(officer, 'enrol', {
      request: /^PUT \/console\/v1\/persons\/[^/]+\/enrolment/,
      begin: async () => {
        await at('pictures')
        for (let n = 1; n <= 3; n++) {
          await id('enrol-capture').click()
          await until(`picture ${n}`, async () => (await id('enrol-picture').count()) === n)
          await page.waitForTimeout(500) // they move
        }
        return { was: await current() }
      },
      save: () => page.locator('#enrol-save').click(),
      holds: async () => assert.equal(await id('enrol-picture').count(), 3),
      count: async (given) => ((await current()) === given.was ? 0 : 1),
    })
    const plans = async () => (await api(`/console/v1/persons/${who.id}/plans`)).items.length
    await cut(officer, 'createPlan', {
      request: /^POST \/console\/v1\/persons\/[^/]+\/plans/,
      begin: async () => {
        await at('plan')
        await page.locator('aside li').nth(9).waitFor()
      },
      save: () => id('enrol-plan').click(),
      count: plans,
    })
    const stopped = async () =>
      (await api(`/console/v1/persons/${who.id}/plans`)).items.filter((p) => p.stopped_at).length
    await cut(officer, 'stopPlan', {
      request: /^POST \/console\/v1\/plans\/[^/]+\/stop/,
      begin: () => open(who),
      save: async () => {
        await page
          .getByRole('button', { name: '停 止', exact: true })
          .or(page.getByRole('button', { name: '停止', exact: true }))
          .first()
          .click()
        await page.locator('.ant-modal-confirm .ant-btn-primary').click()
      },
      count: stopped,
    })
    await at('phone')
    const lost = line.loseNext(/^POST \/console\/v1\/persons\/[^/]+\/activations/, 'answer')
    await id('enrol-activate').click()
    await lost
    await page.getByText('连不上服务器').waitFor()
    line.mend()
    await id('enrol-activate').click()
    await id('activation-code').waitFor() // a secret that is kept nowhere: the second code is another, and the newest counts
    cutOnes.add('issueActivation')
  },

  'asked to check in at once': async () => {
    const who = spare()
    await cut(officer, 'demandCheckin', {
      request: /^POST \/console\/v1\/persons\/[^/]+\/checkins/,
      begin: async () => {
        await open(who)
        await id('plan-ask-now').click()
        await id('ask-reason').fill('邻居说三天没有见到人')
      },
      save: () => page.locator('#ask-ok').click(),
      holds: async () => assert.equal(await id('ask-reason').inputValue(), '邻居说三天没有见到人'),
      count: async () =>
        (await api(`/console/v1/checkins?person_id=${who.id}`)).items.filter((r) => r.kind === 'on_demand').length,
    })
  },

  'somebody is looked for, step by step, and found': async () => {
    const searches = async (who) => (await api(`/console/v1/lost-contacts?person_id=${who.id}`)).items
    await cut(officer, 'openLostContact', {
      request: /^POST \/console\/v1\/persons\/[^/]+\/lost-contact/,
      begin: async () => {
        const who = spare()
        await open(who)
        await id('look-for').click()
        await reason('三天没有任何消息')
        return who
      },
      save: reasonOk,
      holds: typed('三天没有任何消息'),
      count: async (who) => (await searches(who)).length,
    })
    const detail = async (c) => api(`/console/v1/lost-contacts/${c.id}`)
    const all = (await api('/console/v1/lost-contacts?status=open')).items
    const mine = all.slice(0, 2)
    const at = (c) => page.goto(`${line.address}/console/lost-contacts?item=${c.id}`)
    await cut(officer, 'recordLostContactStep', {
      request: /^POST \/console\/v1\/lost-contacts\/[^/]+\/steps/,
      begin: async () => {
        await at(mine[0])
        await id('search-step').click()
        await page.locator('#step-note').fill('关机')
      },
      save: () => page.locator('#step-ok').click(),
      holds: async () => assert.equal(await page.locator('#step-note').inputValue(), '关机'),
      count: async () => (await detail(mine[0])).steps.length,
    })
    await cut(officer, 'closeLostContact', {
      request: /^POST \/console\/v1\/lost-contacts\/[^/]+\/close/,
      begin: async (loses) => {
        const c = mine[loses === 'request' ? 0 : 1]
        await at(c)
        await id('search-found').click()
        await page.locator('#found-how').click()
        await page.getByTitle('在家里见到').click()
        await page.locator('#found-note').fill('在家，手机坏了')
        return c
      },
      save: () => page.locator('#found-ok').click(),
      holds: async () => assert.equal(await page.locator('#found-note').inputValue(), '在家，手机坏了'),
      count: async (c) => ((await detail(c)).state === 'open' ? 0 : 1),
    })
  },

  'a way, a ladder, co-accused, a stay': async () => {
    const who = spare()
    const version = (what) => async () => (await api(`/console/v1/persons/${who.id}/${what}`)).version
    await cut(officer, 'setWay', {
      request: /^PUT \/console\/v1\/persons\/[^/]+\/way/,
      begin: async (loses) => {
        await open(who)
        await id('way').click()
        await page
          .getByText(loses === 'request' ? '到司法所当面确认' : '电话', { exact: loses === 'request' })
          .last()
          .click()
        await id('way-reason').fill('面部手术')
      },
      save: () => page.locator('#way-save').click(),
      holds: async () => assert.equal(await id('way-reason').inputValue(), '面部手术'),
      count: version('way'),
    })
    await cut(officer, 'setLadder', {
      request: /^PUT \/console\/v1\/persons\/[^/]+\/ladder/,
      begin: async (loses) => {
        await open(who)
        await id('ladder').click()
        await id('ladder-line')
          .last()
          .getByLabel('分钟')
          .fill(loses === 'request' ? '91' : '92')
      },
      save: () => page.locator('#ladder-save').click(),
      holds: async (loses) =>
        assert.equal(await id('ladder-line').last().getByLabel('分钟').inputValue(), loses === 'request' ? '91' : '92'),
      count: version('ladder'),
    })
    const apart = () => api(`/console/v1/persons/${who.id}/separation`)
    await cut(officer, 'addCoAccused', {
      request: /^POST \/console\/v1\/persons\/[^/]+\/co-accused/,
      begin: async () => {
        await open(who)
        await id('co-accused-number').fill(spare().number)
      },
      save: () => id('co-accused-add').click(),
      holds: async () => assert.notEqual(await id('co-accused-number').inputValue(), ''),
      count: async () => (await apart()).co_accused.length,
    })
    await cut(officer, 'setStay', {
      request: /^PUT \/console\/v1\/persons\/[^/]+\/stay/,
      begin: async () => {
        const ill = spare()
        await open(ill)
        await id('stay').click()
        await id('stay-note').fill('住院证明已核')
        return ill
      },
      save: () => page.locator('#stay-save').click(),
      holds: async () => assert.equal(await id('stay-note').inputValue(), '住院证明已核'),
      count: async (ill) => ((await api(`/console/v1/persons/${ill.id}/separation`)).stay ? 1 : 0),
    })
  },

  'the desk: a check-in decided, questions taken on and answered': async () => {
    const items = async (kind) => (await api('/console/v1/desk')).items.filter((i) => i.kind === kind)
    const decided = async (r) => ((await api(`/console/v1/checkins/${r.id}`)).status === 'review' ? 0 : 1)
    const reviews = await items('review')
    assert.ok(reviews.length >= 2)
    await cut(officer, 'decideCheckin', {
      request: /^POST \/console\/v1\/checkins\/[^/]+\/decision/,
      begin: async (loses) => {
        const r = reviews[loses === 'request' ? 0 : 1]
        await page.goto(`${line.address}/console/checkins/${r.id}`)
        await id('decide-reject').click()
        await reason('照片里是别人')
        return r
      },
      save: async () => {
        if (await page.locator('#reason-ok').count()) await reasonOk()
      },
      holds: typed('照片里是别人'),
      count: decided,
    })
    const alerts = async (state) => (await api(`/console/v1/alerts?state=${state}&limit=100`)).items
    const asked = (await items('alert')).filter((i) => i.title_code !== 'lost_contact' && i.state === 'open')
    assert.ok(asked.length >= 2, `${asked.length} questions`)
    const pick = async (a) => {
      await page.goto(`${line.address}/console/?item=${a.id}`)
      await id('alert-resolve').waitFor()
    }
    const is = (state) => async (a) => ((await alerts(state)).some((x) => x.id === a.id) ? 1 : 0)
    await cut(officer, 'acknowledgeAlert', {
      request: /^POST \/console\/v1\/alerts\/[^/]+\/acknowledge/,
      begin: async (loses) => {
        const a = asked[loses === 'request' ? 0 : 1]
        await pick(a)
        return a
      },
      save: async () => {
        if (await id('alert-acknowledge').count()) await id('alert-acknowledge').click()
      },
      count: is('acknowledged'),
    })
    await cut(officer, 'resolveAlert', {
      request: /^POST \/console\/v1\/alerts\/[^/]+\/resolve/,
      begin: async (loses) => {
        const a = asked[loses === 'request' ? 0 : 1]
        await pick(a)
        await id('alert-resolve').click()
        await reason('电话已核实')
        return a
      },
      save: reasonOk,
      holds: typed('电话已核实'),
      count: is('resolved'),
    })
  },

  'leave and an appeal, which a phone asks for': async () => {
    const phone = await openPhone(browser, 'phone')
    const who = spare()
    const { activation_path } = await api(`/console/v1/persons/${who.id}/activations`, {})
    await phone.goto(server.url + activation_path)
    await phone.getByTestId('activate-submit').click()
    await phone.getByTestId('today-card').or(phone.locator('h1')).first().waitFor()
    for (const from of [5, 15]) {
      await phone.goto(`${server.url}/phone/#/leave/apply`)
      await phone.locator('#from_day').fill(day(from))
      await phone.locator('#to_day').fill(day(from + 1))
      await phone.locator('#place').fill('湖州市德清县')
      await phone.locator('#reason').fill('母亲住院')
      await phone.getByTestId('leave-send').click()
      await phone.getByTestId('leave-card').first().waitFor()
    }
    await phone.context().close()
    const leaves = (await api(`/console/v1/leaves?person_id=${who.id}`)).items
    await cut(officer, 'decideLeave', {
      request: /^POST \/console\/v1\/leaves\/[^/]+\/decision/,
      begin: async (loses) => {
        const l = leaves[loses === 'request' ? 0 : 1]
        await page.goto(`${line.address}/console/leaves?item=${l.id}`)
        await id('leave-refuse').click()
        await reason('材料不全')
        return l
      },
      save: reasonOk,
      holds: typed('材料不全'),
      count: async (l) => ((await api(`/console/v1/leaves/${l.id}`)).status === 'refused' ? 1 : 0),
    })
  },

  'a roll call begins': async () => {
    const title = (loses) => `断线点名 ${loses}`
    await cut(officer, 'startRollCall', {
      request: /^POST \/console\/v1\/roll-calls /,
      begin: async (loses) => {
        for (const r of (await api('/console/v1/roll-calls?limit=20')).items)
          if (['lobby', 'live'].includes(r.state)) await api(`/console/v1/roll-calls/${r.id}/close`, {})
        await page.goto(`${line.address}/console/roll-calls`)
        await id('rollcall-start').click()
        await id('rollcall-title').fill(title(loses))
        return loses
      },
      save: () => id('rollcall-start-submit').click(),
      holds: async (loses) => assert.equal(await id('rollcall-title').inputValue(), title(loses)),
      count: async (loses) =>
        (await api('/console/v1/roll-calls?limit=50')).items.filter((r) => r.title === title(loses)).length,
    })
  },

  'a person goes to another station': async () => {
    const chief = await deskOf('supervisor')
    await cut({ page: chief.page }, 'transferPerson', {
      request: /^POST \/console\/v1\/persons\/[^/]+\/transfer/,
      begin: async () => {
        const who = spare()
        await chief.page.goto(`${line.address}/console/persons/${who.id}`)
        await chief.id('transfer').click()
        const to = chief.page.getByLabel('接收的司法所')
        await to.focus()
        for (const key of ['Enter', 'ArrowDown', 'Enter']) await to.press(key)
        await chief.page.getByLabel('理由').fill('搬家')
        return who
      },
      save: () => chief.page.locator('#transfer-ok').click(),
      holds: async () => assert.equal(await chief.page.getByLabel('理由').inputValue(), '搬家'),
      count: async (who) => (await chief.api(`/console/v1/persons/${who.id}`)).version,
    })
    await chief.page.context().close()
  },

  'every other write is done once by its key': async () => {
    const who = (await api('/console/v1/persons?q=CUT-answer')).items[0]
    const [plan] = (await api(`/console/v1/persons/${who.id}/plans`)).items
    const key = crypto.randomUUID()
    const first = await api(`/console/v1/plans/${plan.id}/stop`, {}, key)
    const again = await api(`/console/v1/plans/${plan.id}/stop`, {}, key)
    assert.equal(first.replayed, false)
    assert.equal(again.replayed, true)
    assert.equal(again.version, first.version)
  },
}

/** The writes of the contract, and whether each is done here or said to be elsewhere. */
async function account() {
  const contract = await readFile(new URL('../../api/console.yaml', import.meta.url), 'utf8')
  const writes = [...contract.matchAll(/^ {4}(post|put|patch|delete):\n([\s\S]*?)^ {6}operationId: (\w+)/gm)].map(
    (m) => m[3],
  )
  assert.ok(writes.length > 40, `${writes.length} writes`)
  assert.deepEqual(
    writes.filter((w) => !cutOnes.has(w) && !elsewhere[w]),
    [],
    'every write is cut, or said why not',
  )
  assert.deepEqual(
    Object.keys(elsewhere).filter((w) => !writes.includes(w)),
    [],
    'nothing is excused that is not there',
  )
  return writes.length
}

let failed
try {
  for (const [name, group] of Object.entries(groups)) {
    const begun = Date.now()
    await group()
    console.log(`ok   ${name} (${((Date.now() - begun) / 1000).toFixed(1)} s)`)
  }
  const writes = await account()
  const real = complaints.filter((c) => !/ERR_(EMPTY_RESPONSE|CONNECTION_\w+|INCOMPLETE\w*)/.test(c))
  assert.deepEqual(real, [])
  console.log(`ok   ${cutOnes.size} of ${writes} writes cut both ways`)
} catch (e) {
  failed = e
  await page.screenshot({ path: `${out}cut-failed.png` }).catch(() => undefined)
}
await browser.close()
line.close()
const code = await server.stop()
if (failed) {
  console.log(server.log().split('\n').slice(-8).join('\n'))
  console.log(`not ok   ${failed.stack}`)
  process.exit(1)
}
assert.equal(code, 0, 'the server stopped by itself')
