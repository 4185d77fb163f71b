// A test to a partner, and what was given up sent again, with the line cut in the middle.
import assert from 'node:assert/strict'
import { until } from './browser.mjs'
import { go, pressIfThere, whileCut } from './cutting.mjs'

export const partnerSteps = ({ desk, line, cut, agency, address, member, search }) => {
  const id = (name) => desk.getByTestId(name)
  const again = (row) => desk.locator(`tr[data-row-key="${row.id}"]`).getByTestId('delivery-again')
  let api
  let both // partners, of whom each was given up a few deliveries
  const log = async (p, filters) => (await api(`/console/v1/partners/${p.id}/deliveries?limit=50&${filters}`)).items
  const givenUp = (p) => log(p, 'state=given_up')

  /** A day of failures in seconds: what waits is tried whenever a partner is resumed. */
  const failAll = (p) =>
    until(`all of ${p.name} is given up`, async () => {
      if ((await log(p, 'state=pending')).length === 0) return true
      await api(`/console/v1/partners/${p.id}/pause`, { reason: '对方出错' })
      await api(`/console/v1/partners/${p.id}/resume`, {})
      return false
    })

  return {
    'a line is cut as a test is sent': () =>
      whileCut(async () => {
        api = await member('admin')
        const [first] = (await api('/console/v1/partners')).items
        const draft = { name: '东湖区公安分局', kind: 'police', unit_id: first.unit.id, url: address }
        const rest = { events: first.events, note: '', minors_reason: '' }
        const { partner, secret } = await api('/console/v1/partners', { ...draft, ...rest })
        agency.secrets.push(secret)
        both = { request: first, answer: partner }
        await desk.goto(`${line.address}/console/admin/partners`)
        await cut({ page: desk }, 'testPartner', {
          request: /^POST \/console\/v1\/partners\/[^/]+\/test/,
          begin: async (loses) => {
            await go(desk, `/admin/partners?item=${both[loses].id}`)
            await id('partner-test').waitFor()
            return both[loses]
          },
          save: () => id('partner-test'),
          again: async () => {
            await id('partner-test').click()
            await id('test-ok').waitFor()
          },
          count: async (p) => (await log(p, 'type=partner.test')).length,
        })
      }),

    'a line is cut as what was given up is sent again': () =>
      whileCut(async () => {
        agency.status = 400
        await search(2)
        await search(3)
        const fail = async (p) => {
          await until('both events wait', async () => (await log(p, 'state=pending')).length === 2)
          await failAll(p)
        }
        await Promise.all(Object.values(both).map(fail))
        agency.status = 204
        let row
        const clickAgain = async () => {
          await pressIfThere(again(row)) // it may have been read anew
        }
        await cut({ page: desk }, 'sendAgain', {
          request: /^POST \/console\/v1\/partner-deliveries\/[^/]+\/again/,
          begin: async (loses) => {
            row = (await givenUp(both[loses]))[0]
            await go(desk, `/admin/partners?item=${both[loses].id}&state=given_up`)
            await again(row).waitFor()
            return both[loses]
          },
          save: clickAgain,
          count: async (p) => (await givenUp(p)).length,
          by: -1,
        })
        const day = new Date().toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' })
        await cut({ page: desk }, 'sendDayAgain', {
          request: /^POST \/console\/v1\/partners\/[^/]+\/again/,
          begin: async (loses) => {
            await go(desk, `/admin/partners?item=${both[loses].id}&day=${day}`)
            await id('day-again').waitFor()
            return both[loses]
          },
          save: () => id('day-again'),
          again: async () => {
            await id('day-again').click()
            await desk.getByText('补发完毕：1 条送达', { exact: false }).waitFor()
          },
          count: async (p) => (await givenUp(p)).length,
          by: -1,
        })
        const times = {}
        for (const { data, type } of agency.taken)
          if (type === 'lost_contact.opened') times[data.event_id] = (times[data.event_id] ?? 0) + 1
        assert.deepEqual(Object.values(times).sort(), [1, 1, 2, 2], 'the last two have arrived, once at each')
      }),
  }
}
