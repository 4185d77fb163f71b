// An officer's login with the line cut in the middle: unlinked from the identity provider, and by her own password signed
// in, given another password and signed out.
import assert from 'node:assert/strict'
import { find, until } from './browser.mjs'
import { go, pressIfThere, whileCut } from './cutting.mjs'

export const staffSteps = ({ server, line, cut, chief, hers, member, signIn, open, username, own }) => {
  const next = { request: `${own} and one`, answer: `${own} and two` }
  let past
  const who = async () => (await past(`/console/v1/staff?q=${username}`)).items[0].id
  const sessions = async () => (await past(`/console/v1/staff/${await who()}`)).sessions.length
  const audited = async (action) => {
    const [from, to] = [-3_600_000, 3_600_000].map((ms) => new Date(Date.now() + ms).toISOString())
    const { items } = await past(`/console/v1/audit?${new URLSearchParams({ action, from, to, limit: 100 })}`)
    const subject = `staff:${await who()}`
    return items.filter((e) => e.subject === subject).length
  }

  return {
    'a line is cut as her login is unlinked from the provider': () =>
      whileCut(async () => {
        past = await member('supervisor')
        const link = async () => {
          await hers.goto(`${server.url}/console/login`)
          await hers.getByTestId('login-sso').click()
          await hers.locator('#in').click()
          await hers.getByTestId('nav-desk').waitFor()
        }
        await cut({ page: chief }, 'unlinkStaff', {
          request: /^POST \/console\/v1\/staff\/[^/]+\/unlink/,
          begin: async (loses) => {
            if (loses === 'answer') await link() // she was unlinked a moment ago
            await chief.goto(`${line.address}/console/admin/staff`)
            await find(chief, 'staff', username)
            await chief.locator('tr').filter({ hasText: username }).getByTestId('staff-open').click()
            await chief.getByTestId('staff-unlink').click()
          },
          save: () => chief.locator('#staff-unlink-ok'),
          count: () => audited('staff.unlinked'),
        })
        await chief.goto(`${server.url}/console/admin/staff`)
      }),

    'a line is cut as she signs in, chooses another password, and signs out': () =>
      whileCut(async () => {
        const page = await open('her line')
        const id = (name) => page.getByTestId(name)
        const isIn = () => id('nav-desk').waitFor()
        await cut({ page }, 'signIn', {
          request: /^POST \/console\/v1\/session /,
          begin: async () => {
            await page.context().clearCookies()
            await page.goto(`${line.address}/console/login`)
            await id('login-username').fill(username)
            await id('login-password').fill(own)
          },
          save: () => id('login-submit'),
          holds: async () =>
            assert.deepEqual(
              [await id('login-username').inputValue(), await id('login-password').inputValue()],
              [username, own],
            ),
          again: async () => {
            await id('login-submit').click()
            await isIn()
          },
          count: sessions,
          isTwice: true, // the first is nobody's: its cookie never came, and it ends by itself
        })
        await cut({ page }, 'changePassword', {
          request: /^PUT \/console\/v1\/account\/password/,
          begin: async (loses) => {
            await go(page, '/account')
            await id('password-old').fill(loses === 'request' ? own : next.request)
            for (const field of ['new', 'again']) await id(`password-${field}`).fill(next[loses])
          },
          save: () => id('password-save'),
          holds: async (loses) => assert.equal(await id('password-new').inputValue(), next[loses]),
          again: async () => {
            await id('password-save').click()
            await until('it is taken', async () => (await id('password-new').inputValue()) === '')
            await page.getByText('密码已更换').last().waitFor()
          },
          count: () => audited('staff.password_changed'),
          isUnkeyed: true, // one that is in force is left as it is
        })
        await cut({ page }, 'signOut', {
          request: /^DELETE \/console\/v1\/session /,
          begin: async (loses) => {
            if (loses === 'answer') await signIn(page, username, next.answer, line.address)
            await isIn()
            await id('me').click()
          },
          save: () => page.getByText('退出登录', { exact: true }),
          holds: () => page.getByText('还不能确定已经退出').waitFor(),
          again: async () => {
            await pressIfThere(page.locator('#sign-out-again')) // else the page has found out by itself
            await id('login-username').waitFor()
          },
          count: sessions,
          by: -1,
          isUnkeyed: true, // ending it twice is the same as once
        })
        await page.goto(`${line.address}/console/`)
        await id('login-username').waitFor()
        await page.context().close()
      }),
  }
}
