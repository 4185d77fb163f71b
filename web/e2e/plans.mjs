// From a template to a whole station, the public calendar, and drawn times that both sides check by themselves.
import assert from 'node:assert/strict'
import { openDesk, until } from './browser.mjs'
import { password } from './server.mjs'

/** Gives a plan, stops it while the first request is on its way, and goes on: what was done stays done. */
async function stopsAndGoesOn(desk, gets, shot) {
  assert.ok(gets > 10, `${gets} persons are more than one request`)
  let release
  const held = new Promise((resolve) => {
    release = resolve
  })
  await desk.route('**/plans/assignments', async (route) => {
    await held
    await route.continue()
  })
  await desk.getByTestId('assign-save').click()
  await desk.getByText(`正在布置：0 / ${gets} 人`).waitFor()
  await desk.getByTestId('assign-stop').click()
  await desk.getByText('正在停止').waitFor()
  release()
  await desk.getByText(`已停止：布置给 10 人，还有 ${gets - 10} 人没有布置`).waitFor()
  assert.equal(await desk.getByTestId('effect-gets_plan').locator('li').count(), 10)
  await shot(desk, 'console-assign-stopped')
  await desk.unroute('**/plans/assignments')
  await desk.getByTestId('assign-go-on').click()
  await desk.getByText(`已布置给 ${gets} 人`).waitFor()
}

export const planSteps = ({ browser, server, desk, phones, story, api, shot }) => ({
  'a template is given to the whole station, after a look at who gets it': async () => {
    await desk.getByTestId('nav-plans').click()
    await desk.getByTestId('template').first().waitFor()
    const all = await desk.getByTestId('template').count()
    const level = desk.getByRole('combobox', { name: '全部等级' })
    await level.focus()
    for (const key of ['Enter', 'ArrowDown', 'ArrowDown', 'Enter']) await level.press(key)
    await until('only light ones are shown', async () => {
      const levels = await desk.getByTestId('template').evaluateAll((items) => items.map((i) => i.dataset.level))
      return levels.length > 0 && levels.length < all && levels.every((l) => l === 'light')
    })
    assert.match(desk.url(), /level=light/)
    await shot(desk, 'console-plans')
    await desk.getByTestId('template-assign').first().click()
    await desk.getByRole('textbox', { name: '名称' }).fill('全所月末报到')
    await desk.getByText('每月 5 日').last().waitFor()
    const light = desk.locator('.ant-drawer .ant-select-selection-item', { hasText: '宽管' })
    await until('it is for all levels', async () => {
      if (!(await light.count())) return true
      // drawn anew by what is read meanwhile, a mark loses a press
      await light
        .locator('.ant-select-selection-item-remove')
        .click({ timeout: 2000 })
        .catch(() => undefined)
      return false
    })
    await desk.getByTestId('assign-look').click()
    await desk.getByTestId('assign-preview').waitFor()
    await shot(desk, 'console-assign')
    const gets = await desk.getByTestId('effect-gets_plan').locator('li').count()
    await stopsAndGoesOn(desk, gets, shot)
    assert.equal(await desk.getByTestId('effect-gets_plan').locator('li').count(), gets)
    await shot(desk, 'console-assigned')
    await desk.getByTestId('assign-close').click()
    await desk.getByTestId('template-assign').first().click()
    await desk.getByRole('textbox', { name: '名称' }).fill('全所月末报到')
    await desk.getByTestId('assign-look').click()
    await desk.getByTestId('effect-has_plan').waitFor()
    assert.equal(await desk.getByTestId('effect-gets_plan').count(), 0, 'nobody gets it twice')
    for (const who of story.people) {
      const { items } = await api(`/console/v1/persons/${who.id}/plans`)
      const given = items.find((p) => p.title === '全所月末报到')
      assert.ok(given, 'everybody of the station has it')
      await api(`/console/v1/plans/${given.id}/stop`, {}) // so that it does not open in the middle of what follows
    }
  },

  'a plan that ends says so, and ends as before when something else of it is changed': async () => {
    const person = `/console/v1/persons/${story.people[0].id}/plans`
    const year = new Date().getFullYear() + 1
    const ending = await api(person, {
      title: '到期的计划',
      recurrence: `FREQ=WEEKLY;BYDAY=SU;UNTIL=${year}1220T000000Z`,
      starts_on: `${year}-01-01`,
      opens_at: '03:00',
      length_minutes: 60,
      grace_minutes: 0,
      requires: { face: false, location: true },
    })
    await desk.goto(`${server.url}/console/persons/${story.people[0].id}`)
    const plan = desk.locator('li', { hasText: `到 ${year}年12月20日为止` })
    await plan.getByRole('button', { name: '修改' }).click()
    assert.match(await desk.getByLabel('结束日期').inputValue(), new RegExp(`${year}年12月20日`))
    await desk.getByRole('textbox', { name: '名称' }).fill('到期的计划（改）')
    await shot(desk, 'console-plan-ends')
    await desk.getByTestId('plan-save').click()
    await plan.filter({ hasText: '到期的计划（改）' }).waitFor()
    const kept = (await api(person)).items.find((p) => p.id === ending.id)
    assert.deepEqual([kept.version, kept.recurrence], [2, ending.recurrence])
    await api(`/console/v1/plans/${ending.id}/stop`, {})
    await desk.getByTestId('plan-add').click()
    const freq = desk.getByRole('combobox', { name: '重复' })
    await freq.focus()
    for (const key of ['Enter', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter']) await freq.press(key)
    await desk.getByText(/^\d+月\d+日一次 /).waitFor() // a single day is told, and may be saved
    assert.ok(await desk.getByTestId('plan-save').isEnabled())
    await desk.goto(`${server.url}/console/`)
  },

  'the draws of the last days are drawn again on the desk': async () => {
    await desk.goto(`${server.url}/console/plans/draws`)
    await until('check-ins at drawn times are listed', () => desk.getByTestId('draw-times').locator('tbody a').count())
    assert.equal(await desk.getByTestId('verdict').count(), 0, 'nothing is said before it was computed')
    await desk.getByTestId('draw-check').click()
    const sum = await desk.getByTestId('draw-summary').textContent()
    assert.match(sum, /承诺：[1-9]\d* 天相符，0 天不相符.*时间：[1-9]\d* 次相符，0 次不相符/)
    await shot(desk, 'console-draws')
    await desk.route('**/console/v1/drawn-checkins*', async (route) => {
      const answer = await route.fetch()
      const list = await answer.json()
      const seen = list.items.at(-1)
      seen.opens_at = new Date(Date.parse(seen.opens_at) + 60_000).toISOString()
      await route.fulfill({ response: answer, json: list })
    })
    await desk.reload()
    await desk.getByTestId('draw-check').click()
    await desk
      .getByText('时间：')
      .filter({ hasText: /1 次不相符/ })
      .first()
      .waitFor()
    await desk.getByText('只看不相符').click()
    await until('one line is left', async () => (await desk.getByTestId('verdict').count()) === 1)
    await shot(desk, 'console-draws-differ')
    await desk.unroute('**/console/v1/drawn-checkins*')
  },

  'and on the phone of whom they asked': async () => {
    const phone = phones[0]
    await phone.goto(`${server.url}/phone/#/record`)
    await phone.getByTestId('record-draws').click()
    await phone.getByTestId('draw').first().waitFor()
    await shot(phone, 'phone-draws-before')
    await phone.getByTestId('draws-check').click()
    await phone.getByText(/核对了 \d+ 次，都相符/).waitFor()
    const verdicts = await phone.getByTestId('draw').evaluateAll((all) => all.map((d) => d.dataset.verdict))
    assert.ok(verdicts.filter((v) => v === 'matches').length >= 5, verdicts.join(' '))
    assert.ok(!verdicts.includes('differs'))
    await shot(phone, 'phone-draws')
  },

  'the city changes a template and enters the holidays of a new year; a station only looks': async () => {
    const city = await openDesk(browser, 'supervisor')
    await city.goto(`${server.url}/console/`)
    await city.getByTestId('login-username').fill('supervisor')
    await city.getByTestId('login-password').fill(password)
    await city.getByTestId('login-submit').click()
    await city.getByTestId('nav-plans').click()
    const light = city.locator('[data-testid=template][data-level=light]')
    await light.getByTestId('template-edit').click()
    await city.getByLabel('可补报').fill('60')
    await city.getByText('过后 1 小时内可补报').waitFor()
    await until('the next ten are beside it', async () => (await city.getByText(/5日 周. 08:00–18:00/).count()) === 10)
    await shot(city, 'console-template')
    await city.getByTestId('template-save').click()
    await light.getByText('第 2 版').waitFor()
    await city.getByTestId('tab-calendar').click()
    await city.getByTestId('calendar-year').waitFor()
    await shot(city, 'console-calendar')
    const year = new Date().getFullYear() + 2
    await city.goto(`${server.url}/console/plans/calendar?year=${year}`)
    await city.getByTestId('calendar-unknown').waitFor()
    await city.getByTestId('calendar-import').click()
    const days = [
      { date: `${year}-10-01`, isOffDay: true, name: '国庆节' },
      { date: `${year}-10-02`, isOffDay: true, name: '国庆节' },
      { date: `${year}-10-08`, isOffDay: false, name: '国庆节补班' },
    ]
    await city.getByTestId('calendar-text').fill(JSON.stringify([...days, { date: '2020-01-01', isOffDay: true }]))
    await city.getByTestId('calendar-wrong').filter({ hasText: '第 4 条' }).waitFor()
    await city.getByTestId('calendar-text').fill(JSON.stringify({ days }))
    await city.getByTestId('calendar-changes').filter({ hasText: '新增 3 天' }).waitFor()
    await shot(city, 'console-calendar-import')
    await city.getByTestId('calendar-replace').click()
    await city.locator('#calendar-ok').click()
    await until('the year is known', async () => (await city.getByTestId('calendar-unknown').count()) === 0)
    await city.getByText('国庆节补班').first().waitFor()
    await city.context().close()
    await desk.goto(`${server.url}/console/plans/calendar?year=${year}`)
    await desk.getByText('国庆节补班').first().waitFor()
    assert.equal(await desk.getByTestId('calendar-import').count(), 0, 'a station only looks')
    await desk.goto(`${server.url}/console/`)
  },
})
