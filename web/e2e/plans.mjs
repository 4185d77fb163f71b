// From a template to a whole station, the public calendar, and drawn times that both sides check by themselves.
import assert from 'node:assert/strict'
import { openDesk, until } from './browser.mjs'
import { password } from './server.mjs'

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
    await desk.locator('.ant-drawer .ant-select-selection-item-remove').first().click() // for all levels
    await desk.getByTestId('assign-look').click()
    await desk.getByTestId('assign-preview').waitFor()
    await shot(desk, 'console-assign')
    const gets = await desk.getByTestId('effect-gets_plan').locator('li').count()
    await desk.getByTestId('assign-save').click()
    await desk.getByText(`已布置给 ${gets} 人`).waitFor()
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
