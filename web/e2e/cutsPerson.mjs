// What an officer writes about one person, with the line cut in the middle of each write.
import assert from 'node:assert/strict'
import { pressChoice, until } from './browser.mjs'
import { day, go, openCutting, wentOn } from './cutting.mjs'
import { activate } from './handin.mjs'

const { server, line, deskOf, cut, cutSecret, tell } = await openCutting()
const officer = await deskOf('officer')
const { page, id, api } = officer
const people = (await api('/console/v1/persons?status=active&limit=100')).items.filter((p) => !p.is_minor)
const atHome = people.shift()
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
  'a new person': async () => {
    await cut(officer, 'createPerson', {
      request: /^POST \/console\/v1\/persons /,
      begin: async (loses) => {
        await go(page, `/persons`)
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
      save: () => id('person-save'),
      holds: async (loses) => assert.equal(await page.locator('#number').inputValue(), `CUT-${loses}`),
      count: async (number) => (await api(`/console/v1/persons?q=${number}`)).items.length,
    })
  },

  'facts put right': async () => {
    await cut(officer, 'correctPerson', {
      request: /^PUT \/console\/v1\/persons\/[^/]+\/facts/,
      begin: async (loses) => {
        const who = (await api(`/console/v1/persons?q=CUT-${loses}`)).items[0]
        await open(who)
        await id('correct').click()
        await page.locator('#name').fill(`钱多${loses}`)
        await id('correct-reason').fill('与身份证核对')
        return who
      },
      save: () => id('correct-save'),
      holds: async (loses) => assert.equal(await page.locator('#name').inputValue(), `钱多${loses}`),
      count: async (who) => (await api(`/console/v1/persons/${who.id}`)).version,
    })
  },

  'pictures, a plan, an activation': async () => {
    const who = (await api('/console/v1/persons?q=CUT-answer')).items[0]
    people.unshift(...(await api('/console/v1/persons?q=CUT-')).items)
    const at = (step) => page.goto(`${line.address}/console/persons/${who.id}/enrol?step=${step}`)
    const current = async () => (await api(`/console/v1/persons/${who.id}/enrolment`)).current?.id
    await cut(officer, 'enrol', {
      request: /^PUT \/console\/v1\/persons\/[^/]+\/enrolment/,
      isUnkeyed: true,
      begin: async () => {
        await at('pictures')
        for (let n = 1; n <= 3; n++) {
          await id('enrol-capture').click()
          await until(`picture ${n}`, async () => (await id('enrol-picture').count()) === n)
          await page.waitForTimeout(500) // the camera moves
        }
        return { was: await current() }
      },
      save: () => page.locator('#enrol-save'),
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
      save: () => id('enrol-plan'),
      count: plans,
    })
    const [plan] = (await api(`/console/v1/persons/${who.id}/plans`)).items
    await cut(officer, 'updatePlan', {
      request: /^PUT \/console\/v1\/plans\//,
      begin: async (loses) => {
        await open(who)
        await page
          .locator('li', { hasText: plan.title })
          .getByRole('button', { name: /^修 ?改$/ })
          .first()
          .click()
        await page.locator('#title').fill(`报到 ${loses}`)
        await until('the sentence is complete', () => id('plan-save').isEnabled())
      },
      save: () => id('plan-save'),
      holds: async (loses) => assert.equal(await page.locator('#title').inputValue(), `报到 ${loses}`),
      count: async () =>
        (await api(`/console/v1/persons/${who.id}/plans`)).items.reduce((all, { version }) => all + version, 0),
    })
    const stopped = async () =>
      (await api(`/console/v1/persons/${who.id}/plans`)).items.filter((p) => p.stopped_at).length
    const stop = async () => {
      await page
        .getByRole('button', { name: '停 止', exact: true })
        .or(page.getByRole('button', { name: '停止', exact: true }))
        .first()
        .click()
      await page.locator('.ant-modal-confirm .ant-btn-primary').click()
    }
    await cut(officer, 'stopPlan', {
      request: /^POST \/console\/v1\/plans\/[^/]+\/stop/,
      begin: () => open(who),
      save: stop,
      // where it was done, the page reads so by itself once the line is back, and has nothing to try again
      again: async (loses) => {
        if (loses === 'request') await stop()
        else await until('it is read', async () => (await page.locator('li[data-stopped=false]').count()) === 0)
      },
      count: stopped,
    })
    await at('phone')
    await cutSecret(officer, 'issueActivation', {
      request: /^POST \/console\/v1\/persons\/[^/]+\/activations/,
      save: () => id('enrol-activate'),
      shows: 'activation-code', // the newest counts
    })
  },

  'a phone that was lost': async () => {
    const revoked = async (p) =>
      (await api(`/console/v1/persons/${p.id}`)).devices.filter((d) => d.revoked_at !== null).length
    const stops = page.getByRole('button', { name: /^停 ?用$/ })
    const revoke = async () => {
      await stops.first().click()
      await page.locator('.ant-modal-confirm .ant-btn-primary').click()
    }
    await cut(officer, 'revokeDevice', {
      request: /^POST \/console\/v1\/persons\/[^/]+\/devices\/[^/]+\/revoke/,
      begin: async () => {
        const p = spare()
        await activate(server.url, (await api(`/console/v1/persons/${p.id}/activations`, {})).code)
        await open(p)
        await until('both phones are listed', async () => (await stops.count()) === 2)
        return p
      },
      save: revoke,
      // where it was done, the page reads so by itself once the line is back, and has nothing to try again
      again: async (loses) => {
        if (loses === 'request') await revoke()
        else await until('it is read', async () => (await stops.count()) === 1)
      },
      count: revoked,
    })
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
      save: () => page.locator('#ask-ok'),
      holds: async () => assert.equal(await id('ask-reason').inputValue(), '邻居说三天没有见到人'),
      count: async () =>
        (await api(`/console/v1/checkins?person_id=${who.id}`)).items.filter((r) => r.kind === 'on_demand').length,
    })
  },

  'what could not be read is read by itself once the line is back': async () => {
    const lost = line.loseNext(/^GET \/console\/v1\/persons\/[^/]+\/ladder/, 'request')
    await go(page, `/persons/${atHome.id}`)
    await lost
    await page.getByText('连不上服务器').first().waitFor()
    line.mend()
    await wentOn(page)
    await id('ladder').waitFor()
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
    const all = (await api('/console/v1/lost-contacts?state=open')).items
    const mine = all.slice(0, 2)
    const at = (c) => go(page, `/lost-contacts?item=${c.id}`)
    await cut(officer, 'recordLostContactStep', {
      request: /^POST \/console\/v1\/lost-contacts\/[^/]+\/steps/,
      begin: async () => {
        await at(mine[0])
        await id('search-step').click()
        await page.locator('#step-whom').fill('母亲') // where the next step is to tell somebody
        await page.locator('#step-note').fill('关机')
      },
      save: () => page.locator('#step-ok'),
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
      save: () => page.locator('#found-ok'),
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
      save: () => page.locator('#way-save'),
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
      save: () => page.locator('#ladder-save'),
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
      save: () => id('co-accused-add'),
      holds: async () => assert.notEqual(await id('co-accused-number').inputValue(), ''),
      count: async () => (await apart()).co_accused.length,
    })
    const remove = () => id('co-accused').getByRole('button').first().click()
    await cut(officer, 'removeCoAccused', {
      request: /^DELETE \/console\/v1\/persons\/[^/]+\/co-accused\//,
      begin: () => open(who),
      save: remove,
      again: async (loses) => {
        if (loses === 'request') await remove()
        else await until('it is read', async () => (await id('co-accused').locator('li').count()) === 0)
      },
      count: async () => (await apart()).co_accused.length,
      by: -1,
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
      save: () => page.locator('#stay-save'),
      holds: async () => assert.equal(await id('stay-note').inputValue(), '住院证明已核'),
      count: async (ill) => ((await api(`/console/v1/persons/${ill.id}/separation`)).stay ? 1 : 0),
    })
  },

  'a team': async () => {
    const who = spare()
    const phones = { request: '0571-00000001', answer: '0571-00000002' }
    await cut(officer, 'saveTeam', {
      request: /^PUT \/console\/v1\/persons\/[^/]+\/team/,
      begin: async (loses) => {
        await open(who)
        await id('team').click()
        if (loses === 'request') {
          await id('team-add-staff').click()
          const staff = id('team-staff').locator('input')
          await staff.focus()
          await staff.press('Enter')
          await pressChoice(page.locator('.ant-select-item-option:visible').first())
          await id('team-sex').getByText('男').click()
        }
        await id('team-phone').fill(phones[loses])
      },
      save: () => page.locator('#team-save'),
      holds: async (loses) => assert.equal(await id('team-phone').inputValue(), phones[loses]),
      count: async () => (await api(`/console/v1/persons/${who.id}/team`)).version,
      reads: /^GET .*\/team$/,
    })
  },

  'every other write is done once by its key': async () => {
    const plan = (await api(`/console/v1/persons/${atHome.id}/plans`)).items.find((p) => !p.stopped_at)
    const key = crypto.randomUUID()
    const first = await api(`/console/v1/plans/${plan.id}/stop`, {}, { key })
    const again = await api(`/console/v1/plans/${plan.id}/stop`, {}, { key })
    assert.equal(first.replayed, false)
    assert.equal(again.replayed, true)
    assert.equal(again.version, first.version)
  },
}

await tell('cutsPerson', groups, page)
