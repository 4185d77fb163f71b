// What a supervisor and an administrator write for a whole city, with the line cut in the middle of each write.
import assert from 'node:assert/strict'
import { pressChoice, until } from './browser.mjs'
import { day, go, openCutting, pressBoth, pressBothIfThere } from './cutting.mjs'

const { line, member, deskOf, cut, cutSecret, tell } = await openCutting()
const chief = await deskOf('supervisor')
const { page, id, api } = chief
const people = (await api('/console/v1/persons?status=active&limit=100')).items.filter((p) => !p.is_minor)
const spare = () => {
  const next = people.pop()
  assert.ok(next, 'there are enough people')
  return next
}

const groups = {
  'a transfer': async () => {
    await cut(chief, 'transferPerson', {
      request: /^POST \/console\/v1\/persons\/[^/]+\/transfer/,
      begin: async () => {
        const who = spare()
        await go(page, `/persons/${who.id}`)
        await id('transfer').click()
        const to = page.getByLabel('接收的司法所')
        await to.focus()
        for (const key of ['Enter', 'ArrowDown', 'Enter']) await to.press(key)
        await page.getByLabel('理由').fill('搬家')
        return who
      },
      save: () => page.locator('#transfer-ok'),
      holds: async () => assert.equal(await page.getByLabel('理由').inputValue(), '搬家'),
      count: async (who) => (await api(`/console/v1/persons/${who.id}`)).version,
    })
  },

  'a fence, its plans, a file of fences': async () => {
    const fenceOf = async (loses) =>
      (await api(`/console/v1/fences?q=${encodeURIComponent(`断线 ${loses}`)}`)).items.filter(
        (f) => f.name === `断线 ${loses}`,
      )
    await cut(chief, 'createFence', {
      request: /^POST \/console\/v1\/fences /,
      begin: async (loses) => {
        await go(page, `/admin/fences?item=new`)
        await id('fence-name').fill(`断线 ${loses}`)
        await page.locator('#fence-lat').fill('30.02')
        await page.locator('#fence-lng').fill('119.98')
        await page.locator('#fence-radius').fill('600')
        return loses
      },
      save: () => id('fence-save'),
      holds: async (loses) => assert.equal(await id('fence-name').inputValue(), `断线 ${loses}`),
      count: async (loses) => (await fenceOf(loses)).length,
    })
    const [fence] = await fenceOf('answer')
    const radius = { request: '700', answer: '800' }
    await cut(chief, 'changeFence', {
      request: /^PUT \/console\/v1\/fences\//,
      begin: async (loses) => {
        await go(page, `/admin/fences?item=${fence.id}`)
        await page.locator('#fence-radius').fill(radius[loses])
      },
      save: () => id('fence-save'),
      holds: async (loses) => assert.equal(await page.locator('#fence-radius').inputValue(), radius[loses]),
      count: async () => (await api(`/console/v1/fences/${fence.id}`)).version,
    })

    const who = spare()
    const plan = async () => {
      const f = await api(`/console/v1/fences/${fence.id}`)
      const from = { id: f.id, version: f.version, name: f.name }
      await api(`/console/v1/persons/${who.id}/plans`, {
        title: '在校报到',
        recurrence: 'FREQ=DAILY',
        starts_on: day(1),
        opens_at: '20:00',
        length_minutes: 60,
        grace_minutes: 30,
        requires: { face: false, location: true, fence: { ...f.area, from } },
      })
      const { unit: _, area, ...rest } = f
      const next = { area: { ...area, radius_m: area.radius_m + 50 }, kind: f.kind, name: f.name, note: f.note }
      await api(`/console/v1/fences/${fence.id}`, { ...next, version: rest.version }, { method: 'PUT' })
    }
    await cut(chief, 'refreshFencePlans', {
      request: /^POST \/console\/v1\/fences\/[^/]+\/plans/,
      begin: async () => {
        await plan()
        await page.goto(`${line.address}/console/admin/fences?item=${fence.id}`)
        await id('fence-refresh').waitFor()
      },
      save: () => id('fence-refresh'),
      count: async () => {
        const { items } = await api(`/console/v1/fences/${fence.id}/plans`)
        return items.some((p) => !p.is_current) ? 1 : 0
      },
      by: -1,
    })
    const archive = [id('fence-archive'), page.locator('.ant-modal-confirm .ant-btn-primary')]
    await cut(chief, 'archiveFence', {
      request: /^POST \/console\/v1\/fences\/[^/]+\/archive/,
      begin: async (loses) => {
        const [f] = await fenceOf(loses)
        await go(page, `/admin/fences?item=${f.id}`)
        await until('it is the fence', async () => (await id('fence-name').inputValue()) === f.name)
        return f
      },
      save: () => pressBoth(...archive),
      again: () => pressBothIfThere(...archive),
      count: async (f) => ((await api(`/console/v1/fences/${f.id}`)).archived_at ? 1 : 0),
    })
    const ring = [[119.95, 29.95], [119.99, 29.95], [119.99, 29.99], [119.95, 29.99], [119.95, 29.95]] // biome-ignore format: a square
    await cut(chief, 'importFences', {
      request: /^POST \/console\/v1\/fences\/import /,
      begin: async (loses) => {
        const name = `园区 ${loses}`
        const geometry = { type: 'Polygon', coordinates: [ring] }
        const file = { type: 'FeatureCollection', features: [{ type: 'Feature', properties: { name }, geometry }] }
        await page.goto(`${line.address}/console/admin/fences`)
        await id('fence-import').click()
        await page.locator('.ant-modal input[type=file]').setInputFiles({
          name: 'fences.geojson',
          mimeType: 'application/geo+json',
          buffer: Buffer.from(JSON.stringify(file)),
        })
        await id('fence-features').getByText(name).waitFor()
        return name
      },
      save: () => page.locator('#fence-import-ok'),
      holds: async (loses) => assert.equal(await id('fence-features').getByText(`园区 ${loses}`).count(), 1),
      count: async (name) =>
        (await api(`/console/v1/fences?q=${encodeURIComponent(name)}`)).items.filter((f) => f.name === name).length,
    })
  },

  'a colleague': async () => {
    const called = async (username) =>
      (await api(`/console/v1/staff?q=${username}`)).items.filter((m) => m.username === username)
    await cut(chief, 'addStaff', {
      request: /^POST \/console\/v1\/staff /,
      begin: async (loses) => {
        await page.goto(`${line.address}/console/admin/staff`)
        await id('staff-add').click()
        await id('staff-username').fill(`cut.${loses}`)
        await id('staff-name').fill('陈欣')
        await id('staff-unit').click()
        await pressChoice(page.locator('.ant-select-tree-title', { hasText: '司法所' }).first())
        return `cut.${loses}`
      },
      save: () => id('staff-save'),
      holds: async (loses) => assert.equal(await id('staff-username').inputValue(), `cut.${loses}`),
      count: async (username) => (await called(username)).length,
      taken: '这个用户名已经有人使用',
    })
    // The first password went with the answer: the colleague is there, and is given another.
    const [colleague] = await called('cut.answer')
    await page.goto(`${line.address}/console/admin/staff?item=${colleague.id}`)
    await id('staff-reset').click()
    await cutSecret(chief, 'resetStaffPassword', {
      request: /^POST \/console\/v1\/staff\/[^/]+\/password/,
      save: () => page.locator('#staff-reset-ok'),
      shows: 'first-password',
    })
    await id('first-done').click()
    await cut(chief, 'changeStaff', {
      request: /^PUT \/console\/v1\/staff\//,
      begin: async (loses) => {
        await go(page, `/admin/staff?item=${colleague.id}`)
        await id('staff-change').click()
        await id('staff-name').fill(`陈欣 ${loses}`)
      },
      save: () => page.locator('#staff-change-ok'),
      holds: async (loses) => assert.equal(await id('staff-name').inputValue(), `陈欣 ${loses}`),
      count: async () => (await api(`/console/v1/staff/${colleague.id}`)).version,
    })
    const active = async (m) => ((await api(`/console/v1/staff/${m.id}`)).is_active ? 1 : 0)
    const acts = { deactivateStaff: ['deactivate', '调离本单位', -1], reactivateStaff: ['reactivate', '回到岗位', 1] }
    for (const [operation, [path, why, by]] of Object.entries(acts))
      await cut(chief, operation, {
        request: new RegExp(`^POST /console/v1/staff/[^/]+/${path}`),
        begin: async (loses) => {
          const [m] = await called(`cut.${loses}`)
          await go(page, `/admin/staff?item=${m.id}`)
          await id('staff-active').click()
          await id('reason-input').fill(why)
          return m
        },
        save: () => page.locator('#reason-ok'),
        holds: async () => assert.equal(await id('reason-input').inputValue(), why),
        count: active,
        by,
      })
  },

  'sign-ins that are ended': async () => {
    const ends = (address, whose, username) => ({
      begin: async () => {
        await member(username) // from another computer
        await page.goto(`${line.address}/console${address}`)
        await id('session').nth(1).waitFor()
        return { shown: await id('session').count() }
      },
      save: () => id('session-end').first(),
      count: async () => (await api(whose)).sessions.length,
      by: -1,
    })
    // where it was done, what is read anew may show so by itself, and there is nothing to try again
    const unlessRead = (given) => async (loses) => {
      if (loses === 'request' || (await id('session').count()) === given.shown) await id('session-end').first().click()
    }
    const [officer] = (await api('/console/v1/staff?q=officer')).items
    await member('officer')
    for (const [operation, address, whose, username] of [
      ['endStaffSessions', `/admin/staff?item=${officer.id}`, `/console/v1/staff/${officer.id}`, 'officer'],
      ['endOwnSessions', '/account', '/console/v1/account', 'supervisor'],
    ]) {
      const given = {}
      const { begin, ...rest } = ends(address, whose, username)
      await cut(chief, operation, {
        request: /^POST \/console\/v1\/(staff\/[^/]+|account)\/sessions\/end/,
        begin: async () => Object.assign(given, await begin()),
        again: unlessRead(given),
        ...rest,
      })
    }
  },

  'a template, a year of holidays, a report': async () => {
    const title = (loses) => `模板 ${loses}`
    await cut(chief, 'saveTemplate', {
      request: /^POST \/console\/v1\/plan-templates/,
      begin: async (loses) => {
        await page.goto(`${line.address}/console/plans`)
        await id('template-add').click()
        await page.locator('#title').fill(title(loses))
        await until('the sentence is complete', () => id('template-save').isEnabled())
        return title(loses)
      },
      save: () => id('template-save'),
      holds: async (loses) => assert.equal(await page.locator('#title').inputValue(), title(loses)),
      count: async (name) => (await api('/console/v1/plan-templates')).items.filter((i) => i.title === name).length,
    })
    const year = new Date().getFullYear() + 1
    const days = (loses) => JSON.stringify({ days: [{ day: `${year}-01-01`, kind: 'holiday', name: `元旦 ${loses}` }] })
    await cut(chief, 'replaceCalendar', {
      request: /^PUT \/console\/v1\/calendar\//,
      begin: async (loses) => {
        await page.goto(`${line.address}/console/plans/calendar?year=${year}`)
        await id('calendar-import').click()
        await id('calendar-text').fill(days(loses))
        return `元旦 ${loses}`
      },
      save: async () => {
        await id('calendar-replace').click()
        await page.locator('#calendar-ok').click()
      },
      holds: async (loses) => assert.equal(await id('calendar-text').inputValue(), days(loses)),
      count: async (name) => (await api(`/console/v1/calendar/${year}`)).days.filter((d) => d.name === name).length,
    })
    const unit = people[0].station.id
    const newest = async () => (await api(`/console/v1/reports?unit_id=${unit}`)).items[0]?.version ?? 0
    await cut(chief, 'makeReport', {
      request: /^POST \/console\/v1\/reports /,
      begin: async () => {
        await page.goto(`${line.address}/console/attendance/reports?unit=${unit}`)
        await id('report-make').click()
        await page.locator('#report-reason').fill('更正后重出')
      },
      save: () => page.locator('#report-make-ok'),
      holds: async () => assert.equal(await page.locator('#report-reason').inputValue(), '更正后重出'),
      count: newest,
    })
  },

  'what persons are told of their data': async () => {
    const desk = await deskOf('admin')
    const { page, id, api } = desk
    const all = async () => (await api('/console/v1/policies')).items
    const note = (loses) => `改动 ${loses}`
    const edit = async () => {
      await page.goto(`${line.address}/console/admin/privacy`)
      await id('policy-edit').click()
    }
    await cut(desk, 'savePolicyDraft', {
      request: /^PUT \/console\/v1\/policies\/draft/,
      begin: async (loses) => {
        await edit()
        await id('policy-note').fill(note(loses))
      },
      save: () => id('policy-save'),
      holds: async (loses) => assert.equal(await id('policy-note').inputValue(), note(loses)),
      count: async () => (await all()).find((p) => p.status === 'draft')?.revision ?? 0,
    })
    const publish = [id('policy-publish'), page.locator('#policy-publish-yes')]
    await cut(desk, 'publishPolicy', {
      request: /^POST \/console\/v1\/policies\/draft\/publication/,
      begin: async (loses) => {
        await edit()
        await id('policy-note').fill(`发布 ${loses}`)
        await id('policy-save').click()
        await until('it is kept', () => id('policy-publish').isEnabled())
      },
      save: () => pressBoth(...publish),
      again: () => pressBothIfThere(...publish),
      count: async () => (await all()).filter((p) => p.status === 'published').length,
    })
    await page.context().close()
  },

  'the administrator: a unit': async () => {
    const desk = await deskOf('admin')
    const { page, id, api } = desk
    const unit = people[0].station
    const number = { request: '0999-00000901', answer: '0999-00000902' }
    await page.route('**/console/v1/units', async (route) => {
      await new Promise((later) => setTimeout(later, 2_000)) // it is opened again before the list is read anew
      await route.continue().catch(() => undefined) // of a page that is shut
    })
    await cut(desk, 'changeUnit', {
      request: /^PUT \/console\/v1\/units\//,
      begin: async (loses) => {
        await go(page, `/admin/units?item=${unit.id}`)
        await id('unit-telephone').fill(number[loses])
      },
      save: () => page.locator('#unit-change-ok'),
      holds: async (loses) => assert.equal(await id('unit-telephone').inputValue(), number[loses]),
      count: async () => (await api('/console/v1/units')).items.find((u) => u.id === unit.id).version,
    })
    await page.context().close()
  },

  'the administrator: a partner': async () => {
    const desk = await deskOf('admin')
    const { page, id, api } = desk
    const registered = async (loses) =>
      (await api('/console/v1/partners')).items.filter((p) => p.name === `检察院 ${loses}`)
    const name = page.getByLabel('名称', { exact: true })
    await cut(desk, 'createPartner', {
      request: /^POST \/console\/v1\/partners /,
      begin: async (loses) => {
        await page.goto(`${line.address}/console/admin/partners`)
        await id('partner-add').click()
        await name.fill(`检察院 ${loses}`)
        await page.getByLabel('类别', { exact: true }).click()
        await page.locator('.ant-select-dropdown:visible').getByText('人民检察院', { exact: true }).click()
        await page.getByLabel('可知单位', { exact: true }).click()
        await pressChoice(page.locator('.ant-select-tree-title:visible').first())
        await page.getByLabel('接收地址', { exact: true }).fill('https://jcy.example.org/hooks')
        await page.getByLabel('查找结束', { exact: true }).check()
        return loses
      },
      save: () => id('partner-save'),
      holds: async (loses) => assert.equal(await name.inputValue(), `检察院 ${loses}`),
      count: async (loses) => (await registered(loses)).length,
      taken: '这个单位已有同名的合作单位',
    })
    // The secret went with the answer: the partner is there, and is given another.
    const [partner] = await registered('answer')
    await go(page, `/admin/partners?item=${partner.id}`)
    await id('partner-rotate').click()
    await cutSecret(desk, 'rotatePartnerSecret', {
      request: /^POST \/console\/v1\/partners\/[^/]+\/secret/,
      save: () => page.locator('#rotate-ok'),
      shows: 'partner-secret',
    })
    await id('secret-close').click()
    const seen = async () => (await api('/console/v1/partners')).items.find((p) => p.id === partner.id)
    const contact = page.getByLabel('联系人', { exact: true })
    await cut(desk, 'changePartner', {
      request: /^PUT \/console\/v1\/partners\//,
      begin: async (loses) => {
        await go(page, `/admin/partners?item=${partner.id}`)
        await id('partner-edit').click()
        await contact.fill(`信息科 ${loses}`)
        return `信息科 ${loses}`
      },
      save: () => id('partner-save'),
      holds: async (loses) => assert.equal(await contact.inputValue(), `信息科 ${loses}`),
      count: async (note) => ((await seen()).note === note ? 1 : 0),
    })
    const isPaused = async () => ((await seen()).pause ? 1 : 0)
    await cut(desk, 'pausePartner', {
      request: /^POST \/console\/v1\/partners\/[^/]+\/pause/,
      begin: async () => {
        if (await isPaused()) await api(`/console/v1/partners/${partner.id}/resume`, {})
        await page.goto(`${line.address}/console/admin/partners?item=${partner.id}`)
        await id('partner-pause').click()
        await id('reason-input').fill('对方要求')
      },
      save: () => page.locator('#reason-ok'),
      holds: async () => assert.equal(await id('reason-input').inputValue(), '对方要求'),
      count: isPaused,
    })
    await cut(desk, 'resumePartner', {
      request: /^POST \/console\/v1\/partners\/[^/]+\/resume/,
      begin: async () => {
        if (!(await isPaused())) await api(`/console/v1/partners/${partner.id}/pause`, { reason: '对方要求' })
        await page.goto(`${line.address}/console/admin/partners?item=${partner.id}`)
        await id('partner-resume').waitFor()
      },
      save: () => id('partner-resume'),
      count: isPaused,
      by: -1,
    })
    await page.context().close()
  },
}

await tell('cutsCity', groups, page)
