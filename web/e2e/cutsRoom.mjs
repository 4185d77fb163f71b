// What an officer does in a running roll call, with the line cut in the middle: what was said on the websocket the page
// says again by itself on the same seat, and a mark that goes by an ordinary write is tried again by hand.
import assert from 'node:assert/strict'
import { enterRoom, openDesk, openPhone, until } from './browser.mjs'
import { pressIfThere } from './cutting.mjs'
import { password } from './server.mjs'

const away = '连接断开'
const itself = async () => {} // the page says it again, and nobody presses anything

export const roomGroups = ({ server, line, browser, member, officer, people, cut }) => {
  const { page, id, api } = officer
  const [first, second, ...absent] = people
  let live // the roll call
  let chief
  const sheet = () => api(`/console/v1/roll-calls/${live}`)
  const audited = async (action, of = {}) => {
    const from = new Date(Date.now() - 3_600_000).toISOString()
    const to = new Date(Date.now() + 3_600_000).toISOString()
    const { items } = await chief(`/console/v1/audit?${new URLSearchParams({ action, from, to, limit: 100, ...of })}`)
    return items.filter((e) => e.subject === `rollcall:${live}`).length
  }
  /** Of a person: entries of marks, which must be as many as there were marks. */
  const marked = (who) => audited('rollcall.marked', { person_id: who.id })
  const steps = async (kind, who) =>
    (await sheet()).steps.filter((s) => s.kind === kind && (!who || s.person_id === who.id)).length
  /** That what was said again was said as the same message. */
  const saidAs = (type) => new Set(line.said.filter((s) => s.startsWith(`SAY ${type} `)))
  const begin = async () => {
    const draft = { station_id: first.station.id, audience: 'adults', title: '断线点名' }
    live = (await api('/console/v1/roll-calls', draft)).id
    await page.goto(`${line.address}/console/roll-calls/${live}/live`)
    await until('the roster is there', () => id(`roster-${first.id}`).count())
  }
  const phoneOf = async (who) => {
    const phone = await openPhone(browser, `phone of ${who.name}`)
    const { activation_path } = await api(`/console/v1/persons/${who.id}/activations`, {})
    await phone.goto(server.url + activation_path)
    await phone.getByTestId('activate-submit').click()
    await phone.getByTestId('today-card').first().waitFor({ state: 'attached' })
    await phone.goto(`${server.url}/phone/`)
    await enterRoom(phone)
    return phone
  }
  const pick = async (who) => {
    await id(`roster-${who.id}`).click()
    await page.locator(`[data-testid=called][data-person="${who.id}"]`).waitFor()
  }
  const typed = (text) => async () => assert.equal(await id('reason-input').inputValue(), text)
  const markLate = async () => {
    await id('mark-late').click()
    await id('reason-input').fill('路上堵车')
  }

  return {
    'in a roll call: marks, on the websocket': async () => {
      chief = await member('supervisor')
      await begin()
      const phones = [await phoneOf(first), await phoneOf(second)]
      await until('both are on line', async () => (await id('live-counts').getAttribute('data-online')) === '2')
      const [who, phone] = [
        { request: first, answer: second },
        { request: phones[0], answer: phones[1] },
      ]
      await cut(officer, 'markInvitee', {
        request: /^SAY attendance\.mark /,
        begin: async (loses) => {
          await pick(who[loses])
          await phone[loses].getByTestId('rollcall-called').waitFor()
          if (loses === 'request') await markLate()
          return who[loses]
        },
        save: (loses) => (loses === 'request' ? page.locator('#reason-ok') : id('mark-present')).click(),
        holds: (loses) => loses === 'request' && typed('路上堵车')(),
        again: itself,
        says: away,
        count: marked,
      })
      assert.equal(saidAs('attendance.mark').size, 2, 'said again, not anew')
      const { invitees } = await sheet()
      const markOf = ({ id }) => invitees.find((i) => i.person_id === id).mark
      assert.deepEqual([first, second].map(markOf), ['late', 'present'])
      for (const p of phones) {
        await p.getByTestId('rollcall-done').waitFor()
        await p.context().close()
      }
    },

    'in a roll call: marks, where no websocket comes through': async () => {
      const [gone] = absent.splice(-1)
      const whom = { request: gone, answer: absent.pop() }
      await cut(officer, 'markInvitee', {
        request: /^POST \/console\/v1\/roll-calls\/[^/]+\/invitees\/[^/]+\/mark/,
        begin: async (loses) => {
          await pick(whom[loses])
          line.bar()
          await page.getByText(away).waitFor()
          await markLate()
          return whom[loses]
        },
        save: () => page.locator('#reason-ok').click(),
        holds: typed('路上堵车'),
        count: marked,
      })
      line.unbar()
      await until('the room is back', async () => (await page.getByText(away).count()) === 0)
    },

    'in a roll call: phones that ring again': async () => {
      const whom = { request: absent.pop(), answer: absent.pop() }
      await cut(officer, 'recallInvitees', {
        request: /^SAY person\.recall /,
        begin: async (loses) => {
          await pick(whom[loses])
          return whom[loses]
        },
        save: () => id('recall-one').click(),
        again: itself,
        says: away,
        count: (who) => steps('recalled', who),
      })
    },

    'in a roll call: the lead is taken and given': async () => {
      const other = await openDesk(browser, 'second officer')
      await other.goto(`${server.url}/console/`)
      await other.getByTestId('login-username').fill('supervisor')
      await other.getByTestId('login-password').fill(password)
      await other.getByTestId('login-submit').click()
      await other.getByTestId('nav-desk').waitFor()
      await other.goto(`${server.url}/console/roll-calls/${live}/live`)
      await other.getByTestId('lead-take').waitFor()
      const handOver = { again: itself, says: away, count: () => steps('handed_over') }
      await cut(officer, 'handOverRollCall', {
        ...handOver,
        request: /^SAY lead\.take /,
        begin: async () => {
          await other.getByTestId('lead-take').click()
          await id('lead-take').waitFor()
        },
        save: () => id('lead-take').click(),
      })
      await cut(officer, 'handOverRollCall', {
        ...handOver,
        request: /^SAY lead\.give /,
        begin: async () => {
          await pressIfThere(id('lead-take'))
          await id('lead-give').click()
          await page.getByText('移交给', { exact: false }).waitFor()
        },
        save: () => page.getByText('移交给', { exact: false }).click(),
      })
      assert.equal(
        (await sheet()).officer_name,
        await other.evaluate(async () => (await (await fetch('/console/v1/session')).json()).member.name),
      )
      await other.context().close()
    },

    'in a roll call: it is closed': async () => {
      await cut(officer, 'closeRollCall', {
        request: /^SAY rollcall\.close /,
        begin: async (loses) => {
          if (loses === 'answer') await begin()
          await id('rollcall-close').click()
        },
        save: () => id('rollcall-close-confirm').click(),
        holds: () => id('rollcall-close-confirm').waitFor(),
        again: () => id('sheet-totals').waitFor(),
        says: away,
        count: () => audited('rollcall.closed'),
      })
    },
  }
}
