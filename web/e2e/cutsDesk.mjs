// What is decided at an officer's desk, with the line cut in the middle of each write.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { record } from './actor.mjs'
import { openPhone, until } from './browser.mjs'
import { roomGroups } from './cutsRoom.mjs'
import { day, go, openCutting } from './cutting.mjs'
import { activate } from './handin.mjs'

const { server, line, browser, member, deskOf, cut, tell } = await openCutting()
const officer = await deskOf('officer')
const { page, id, api } = officer
const people = (await api('/console/v1/persons?status=active&limit=100')).items.filter((p) => !p.is_minor)
const adults = new Set(people.map((p) => p.id))
const missed = (await api('/console/v1/checkins?status=missed&limit=100')).items.filter((r) => adults.has(r.person.id))
const atHome = people.shift() // who has a phone
const rejected = [] // check-ins of theirs, by the supervisor
const spare = () => {
  const next = people.pop()
  assert.ok(next, 'there are enough people')
  return next
}
const open = async (p) => {
  await go(page, `/persons/${p.id}`)
  await id('plan-add').waitFor()
}
const reason = async (text) => {
  await id('reason-input').fill(text)
}
const typed = (text) => async () => assert.equal(await id('reason-input').inputValue(), text)
const reasonOk = () => page.locator('#reason-ok')

const groups = {
  'a roll call begins': async () => {
    const endRollCalls = async () => {
      for (const r of (await api('/console/v1/roll-calls?limit=20')).items)
        if (['lobby', 'live'].includes(r.state)) await api(`/console/v1/roll-calls/${r.id}/close`, {})
    }
    const title = (loses) => `断线点名 ${loses}`
    await cut(officer, 'startRollCall', {
      request: /^POST \/console\/v1\/roll-calls /,
      begin: async (loses) => {
        await endRollCalls()
        await page.goto(`${line.address}/console/roll-calls`)
        await id('rollcall-start').click()
        await id('rollcall-title').fill(title(loses))
        return loses
      },
      save: () => id('rollcall-start-submit'),
      holds: async (loses) => assert.equal(await id('rollcall-title').inputValue(), title(loses)),
      count: async (loses) =>
        (await api('/console/v1/roll-calls?limit=50')).items.filter((r) => r.title === title(loses)).length,
    })
    await endRollCalls() // nobody was there: questions for the desk
    await id('sheet-totals').waitFor() // the page goes there by itself
  },

  'a roll call is planned anew, called off, noted and sealed': async () => {
    const planned = async (name) =>
      api('/console/v1/roll-calls', {
        audience: 'adults',
        station_id: atHome.station.id,
        title: name,
        starts_at: new Date(Date.now() + 2 * 86_400_000).toISOString(),
      })
    const stateOf = async (r) => (await api(`/console/v1/roll-calls/${r.id}`)).state
    const name = (loses) => `改期 ${loses}`
    await cut(officer, 'replanRollCall', {
      request: /^PUT \/console\/v1\/roll-calls\/[^/]+\/plan/,
      begin: async (loses) => {
        const r = await planned('点名')
        await go(page, `/roll-calls/${r.id}/plan`)
        await id('plan-title').fill(name(loses))
        return { ...r, title: name(loses) }
      },
      save: () => id('plan-save'),
      holds: async (loses) => assert.equal(await id('plan-title').inputValue(), name(loses)),
      count: async (r) => ((await api(`/console/v1/roll-calls/${r.id}`)).title === r.title ? 1 : 0),
    })
    await cut(officer, 'cancelRollCall', {
      request: /^POST \/console\/v1\/roll-calls\/[^/]+\/cancel/,
      begin: async () => {
        const r = await planned('点名')
        await go(page, `/roll-calls/${r.id}`)
        await id('rollcall-cancel').click()
        await reason('停电')
        return r
      },
      save: reasonOk,
      holds: typed('停电'),
      count: async (r) => ((await stateOf(r)) === 'cancelled' ? 1 : 0),
    })
    const closed = (await api('/console/v1/roll-calls?limit=50')).items.filter((r) => r.state === 'closed').slice(0, 2)
    const whom = (await api(`/console/v1/roll-calls/${closed[0].id}`)).invitees[0].person_id
    await cut(officer, 'noteInvitee', {
      request: /^POST \/console\/v1\/roll-calls\/[^/]+\/invitees\/[^/]+\/notes/,
      begin: async () => {
        await go(page, `/roll-calls/${closed[0].id}`)
        await id(`note-${whom}`).click()
        await reason('当天在住院')
      },
      save: reasonOk,
      holds: typed('当天在住院'),
      count: async () => (await api(`/console/v1/roll-calls/${closed[0].id}`)).steps.length,
    })
    await cut(officer, 'sealRollCall', {
      request: /^POST \/console\/v1\/roll-calls\/[^/]+\/seal/,
      begin: async (loses) => {
        const r = closed[loses === 'request' ? 0 : 1]
        await go(page, `/roll-calls/${r.id}`)
        await id('sheet-seal').click()
        return r
      },
      save: () => page.locator('#seal-ok'),
      count: async (r) => ((await stateOf(r)) === 'closed' ? 0 : 1),
    })
  },

  'the officer answers for a check-in, and has telephoned': async () => {
    const asked = async (who) => {
      const on = { title: '临时报到', answer_in_minutes: 60, reason: '核对', requires: { face: false, location: true } }
      await api(`/console/v1/persons/${who.id}/checkins`, on)
      const { items } = await api(`/console/v1/checkins?person_id=${who.id}&status=open`)
      return items.find((r) => r.kind === 'on_demand')
    }
    const words = page.getByLabel('备注（可不填）')
    await cut(officer, 'attestCheckin', {
      request: /^POST \/console\/v1\/checkins\/[^/]+\/attestation/,
      begin: async () => {
        const r = await asked(spare())
        await go(page, `/checkins/${r.id}`)
        await id('attest').click()
        await words.fill('本人到所')
        return r
      },
      save: () => page.locator('#attest-save'),
      holds: async () => assert.equal(await words.inputValue(), '本人到所'),
      count: async (r) => ((await api(`/console/v1/checkins/${r.id}`)).status === 'open' ? 0 : 1),
    })
    await cut(officer, 'recordCall', {
      request: /^POST \/console\/v1\/checkins\/[^/]+\/calls/,
      begin: async () => {
        const who = spare()
        const ladder = {
          steps: [{ channel: 'call', from: 'open', after_minutes: 0 }],
          quiet_from: '12:00',
          quiet_to: '12:00',
        }
        await api(`/console/v1/persons/${who.id}/ladder`, { ...ladder, version: 0 }, { method: 'PUT' })
        const r = await asked(who)
        await until('somebody is to telephone', async () =>
          (await api(`/console/v1/alerts?person_id=${who.id}`)).items.some((a) => a.kind === 'call_person'),
        )
        await go(page, `/checkins/${r.id}`)
        await id('call-spoke').waitFor()
        return r
      },
      save: () => id('call-spoke'),
      count: async (r) =>
        (await api(`/console/v1/checkins/${r.id}`)).notices.filter((n) => n.channel === 'call').length,
    })
  },

  'who did not answer a roll call twice is telephoned': async () => {
    const tasks = async () => (await api('/console/v1/desk')).items.filter((i) => i.title_code === 'rollcall_phone')
    const waiting = async (who) => (await tasks()).find((i) => i.person.id === who.id)
    await cut(officer, 'recordTelephone', {
      request: /^POST \/console\/v1\/roll-calls\/[^/]+\/invitees\/[^/]+\/telephone/,
      begin: async () => {
        const who = spare()
        const chosen = { audience: 'adults', title: '点名', kind: 'chosen', person_ids: [who.id] }
        const r = await api('/console/v1/roll-calls', { station_id: who.station.id, ...chosen })
        await api(`/console/v1/roll-calls/${r.id}/recall`, { person_ids: [who.id] })
        await api(`/console/v1/roll-calls/${r.id}/telephone`, { person_ids: [who.id] })
        const task = await until('somebody is to telephone', () => waiting(who))
        await api(`/console/v1/roll-calls/${r.id}/close`, {})
        await go(page, '/persons') // the one before is not shown any more
        await id('telephone-spoke').waitFor({ state: 'detached' })
        await go(page, `/?item=${task.id}`)
        await id('telephone-spoke').waitFor()
        return who
      },
      save: () => id('telephone-spoke'),
      count: async (who) => ((await waiting(who)) ? 0 : 1),
    })
  },

  'a plan for everybody of the station': async () => {
    const name = (loses) => `全所 ${loses}`
    await cut(officer, 'assignPlans', {
      request: /^POST \/console\/v1\/plans\/assignments/,
      begin: async (loses) => {
        await page.goto(`${line.address}/console/plans`)
        await id('assign').click()
        await page.locator('#title').fill(name(loses))
        await id('assign-look').click()
        await until('it is known who gets it', () => id('assign-save').isEnabled())
        return name(loses)
      },
      save: () => id('assign-save'),
      holds: async (loses) => assert.equal(await page.locator('#title').inputValue(), name(loses)),
      count: async (title) =>
        (await api(`/console/v1/persons/${atHome.id}/plans`)).items.filter((p) => p.title === title).length,
    })
  },

  'the desk: a check-in decided, questions taken on and answered': async () => {
    const items = async (kind) => (await api('/console/v1/desk')).items.filter((i) => i.kind === kind)
    const decided = async (r) => ((await api(`/console/v1/checkins/${r.id}`)).status === 'review' ? 0 : 1)
    const phone = await activate(server.url, (await api(`/console/v1/persons/${atHome.id}/activations`, {})).code)
    const judge = await member('supervisor')
    const reviews = (await items('review')).map((i) => ({ id: i.request_id }))
    for (let n = 0; n < 3; n++) {
      const asked = {
        title: '临时报到',
        answer_in_minutes: 60,
        reason: '核对',
        requires: { face: true, location: true },
      }
      await api(`/console/v1/persons/${atHome.id}/checkins`, asked)
      const { items: open } = await api(`/console/v1/checkins?person_id=${atHome.id}&status=open`)
      const { id } = open.find((r) => r.kind === 'on_demand')
      await phone.handIn(id, await readFile(record[0]))
      if (n === 0) reviews.push({ id })
      else {
        const { checkin } = await api(`/console/v1/checkins/${id}`)
        const reject = { checkin_id: checkin.id, kind: 'reject', reason: '照片里是别人' }
        await judge(`/console/v1/checkins/${id}/decision`, reject)
        rejected.push(id)
      }
    }
    await cut(officer, 'decideCheckin', {
      request: /^POST \/console\/v1\/checkins\/[^/]+\/decision/,
      begin: async (loses) => {
        const r = reviews[loses === 'request' ? 0 : 1]
        await go(page, `/checkins/${r.id}`)
        await id('decide-reject').click()
        await reason('照片里是别人')
        return r
      },
      save: reasonOk,
      holds: typed('照片里是别人'),
      count: decided,
    })
    const alerts = async (state) => (await api(`/console/v1/alerts?state=${state}&limit=100`)).items
    const asked = (await items('alert')).filter((i) => i.title_code !== 'lost_contact' && i.state === 'open')
    assert.ok(asked.length >= 2, `${asked.length} questions`)
    const pick = async (a) => {
      await go(page, `/?item=${a.id}`)
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
      save: () => id('alert-acknowledge'),
      count: is('acknowledged'),
    })
    const inTheBar = page.locator('[data-testid=held][data-failed=true]')
    await cut(officer, 'resolveAlert', {
      request: /^POST \/console\/v1\/alerts\/[^/]+\/resolve/,
      begin: async (loses) => {
        const a = asked[loses === 'request' ? 0 : 1]
        await pick(a)
        await id('alert-resolve').click()
        await reason('电话已核实')
        return a
      },
      save: async () => {
        await reasonOk().click()
        await id('held-now').click()
      },
      holds: () => inTheBar.waitFor(),
      again: () => inTheBar.getByTestId('held-now').click(),
      count: is('resolved'),
    })
    await cut(officer, 'resolveAlerts', {
      request: /^POST \/console\/v1\/alerts\/resolve/,
      begin: async () => {
        const all = (await items('alert')).filter((i) => i.title_code !== 'lost_contact') // which ends with its search
        const beside = (a) => all.filter((i) => i.card.id === a.card.id).length
        const a = all.find((i) => i.title_code === 'rollcall_not_reached' && beside(i) > 1)
        await pick(a)
        await id('alert-resolve-all').click()
        await reason('当天停电')
        return a
      },
      save: async () => {
        await reasonOk().click()
        await id('held-now').click()
      },
      holds: () => inTheBar.waitFor(),
      again: () => inTheBar.getByTestId('held-now').click(),
      count: is('resolved'),
    })
    await cut(officer, 'reopenCheckin', {
      request: /^POST \/console\/v1\/checkins\/[^/]+\/reopening/,
      begin: async () => {
        const r = missed.pop()
        await go(page, `/checkins/${r.id}`)
        await id('reopen').click()
        await id('reopen-reason').fill('片区停电')
        return r
      },
      save: () => page.locator('#reopen-save'),
      holds: async () => assert.equal(await id('reopen-reason').inputValue(), '片区停电'),
      count: async (r) => ((await api(`/console/v1/checkins/${r.id}`)).status === 'open' ? 1 : 0),
    })
  },

  'leave and an appeal, which a phone asks for': async () => {
    const phone = await openPhone(browser, 'phone')
    const who = atHome
    const { activation_path } = await api(`/console/v1/persons/${who.id}/activations`, {})
    await phone.goto(server.url + activation_path)
    await phone.getByTestId('activate-submit').click()
    await phone.getByTestId('today-card').first().waitFor()
    const asked = async (what) => (await api(`/console/v1/${what}?person_id=${who.id}`)).items
    for (const [n, from] of [5, 9, 13, 17].entries()) {
      await phone.goto(`${server.url}/phone/#/leave/apply`)
      await phone.locator('#from_day').fill(day(from))
      await phone.locator('#to_day').fill(day(from + 1))
      await phone.locator('#place').fill('湖州市德清县')
      await phone.locator('#reason').fill('母亲住院')
      await phone.getByTestId('leave-send').click()
      await until('it is asked for', async () => (await asked('leaves')).length === n + 1)
      await phone.waitForURL((url) => !url.hash.includes('apply')) // the page goes on by itself
      if (n >= rejected.length) continue
      await phone.goto(`${server.url}/phone/#/appeal/${rejected[n]}`)
      await phone.locator('label.choice').first().click()
      await phone.getByTestId('appeal-send').click()
      await until('it is appealed', async () => (await asked('appeals')).length === n + 1)
      await phone.waitForURL(/#\/appeals$/)
    }
    await phone.context().close()
    const leaves = await asked('leaves')
    await cut(officer, 'decideLeave', {
      request: /^POST \/console\/v1\/leaves\/[^/]+\/decision/,
      begin: async (loses) => {
        const l = leaves[loses === 'request' ? 0 : 1]
        await go(page, `/leaves?item=${l.id}`)
        await id('leave-refuse').click()
        await reason('材料不全')
        return l
      },
      save: reasonOk,
      holds: typed('材料不全'),
      count: async (l) => ((await api(`/console/v1/leaves/${l.id}`)).status === 'refused' ? 1 : 0),
    })
    await cut(officer, 'cutLeaveShort', {
      request: /^POST \/console\/v1\/leaves\/[^/]+\/cut-short/,
      begin: async (loses) => {
        const l = leaves[loses === 'request' ? 2 : 3]
        await api(`/console/v1/leaves/${l.id}/decision`, { decision: 'approve' })
        await go(page, `/leaves?item=${l.id}`)
        const last = page.getByPlaceholder('新的最后一天')
        await last.fill(l.from_day)
        await last.press('Enter')
        await page.getByRole('button', { name: '缩短请假' }).click()
        await reason('提前回来')
        return l
      },
      save: reasonOk,
      holds: typed('提前回来'),
      count: async (l) => ((await api(`/console/v1/leaves/${l.id}`)).to_day === l.from_day ? 1 : 0),
    })
    const appeals = await asked('appeals')
    await cut(officer, 'decideAppeal', {
      request: /^POST \/console\/v1\/appeals\/[^/]+\/decision/,
      begin: async (loses) => {
        const a = appeals[loses === 'request' ? 0 : 1]
        await go(page, `/appeals?item=${a.id}`)
        await id('appeal-uphold').click()
        await reason('邻居证明当天停电')
        return a
      },
      save: reasonOk,
      holds: typed('邻居证明当天停电'),
      count: async (a) => (await api(`/console/v1/appeals/${a.id}`)).changes.length,
    })
  },

  'a sanction that the supervisor decides': async () => {
    const who = spare()
    const sanctions = async (of = who) => (await api(`/console/v1/sanctions?person_id=${of.id}`)).items
    const facts = '两次未按时报到，经电话询问没有正当理由'
    const propose = async (whom) => {
      await open(whom)
      await id('sanction-propose').click()
      await id('sanction-facts').fill(facts)
    }
    await cut(officer, 'proposeSanction', {
      request: /^POST \/console\/v1\/persons\/[^/]+\/sanctions/,
      begin: () => propose(who),
      save: () => page.locator('#propose-ok'),
      holds: async () => assert.equal(await id('sanction-facts').inputValue(), facts),
      count: async () => (await sanctions()).length,
    })
    const proposed = await sanctions()
    const supervisor = await deskOf('supervisor')
    await cut(officer, 'withdrawSanction', {
      request: /^POST \/console\/v1\/sanctions\/[^/]+\/withdrawal/,
      begin: async () => {
        const other = spare()
        await propose(other)
        await page.locator('#propose-ok').click()
        const v = await until('it is proposed', async () => (await sanctions(other))[0])
        await go(page, `/appeals/sanctions?item=${v.id}`)
        await id('sanction-withdraw').click()
        await reason('查明有正当理由')
        return v
      },
      save: reasonOk,
      holds: typed('查明有正当理由'),
      count: async (v) => ((await api(`/console/v1/sanctions/${v.id}`)).status === 'withdrawn' ? 1 : 0),
    })
    await cut(supervisor, 'decideSanction', {
      request: /^POST \/console\/v1\/sanctions\/[^/]+\/decision/,
      begin: async (loses) => {
        const v = proposed[loses === 'request' ? 0 : 1]
        await go(supervisor.page, `/appeals/sanctions?item=${v.id}`)
        await supervisor.id('sanction-refuse').click()
        await supervisor.id('reason-input').fill('情节轻微')
        return v
      },
      save: () => supervisor.page.locator('#reason-ok'),
      holds: async () => assert.equal(await supervisor.id('reason-input').inputValue(), '情节轻微'),
      count: async (v) => ((await api(`/console/v1/sanctions/${v.id}`)).status === 'refused' ? 1 : 0),
    })
  },

  ...roomGroups({ server, line, browser, member, officer, people, cut }),
}

await tell('cutsDesk', groups, page)
