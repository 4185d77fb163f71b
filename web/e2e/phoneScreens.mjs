// Every screen of one person's phone: axe finds nothing, targets are large, nothing is wider than the window, nothing
// jumps; in both languages, light and dark, narrow and enlarged.
import assert from 'node:assert/strict'
import { readPlace, until } from './browser.mjs'
import { asker } from './cutting.mjs'
import { faultsOf, watchShifts } from './looks.mjs'
import { dialled, openPhoneStory, telOf, today } from './phoneStory.mjs'
import { thumbFaultsOf } from './thumb.mjs'

const story = await openPhoneStory()
const { server, phone, id, shot, api, visit, figures, of, ask, stationOf, applyForLeave, startAppeal, tell } = story
const byFace = { face: true, location: true }
let who // the person, with a check-in that has not come

const steps = {
  'the person has a check-in, an appeal and leaves': async () => {
    who = await story.choose()
    await watchShifts(phone)
    await phone.goto(await story.activation())
    await id('activate-submit').click()
    await id('today-card').first().waitFor()
    await ask(byFace)
    await startAppeal()
    await id('appeal-send').click()
    await until('it is filed', async () => (await of('appeals')).length === 1)
    await applyForLeave({ from: today(20), to: today(22), withPaper: true })
    await until('leave is asked for', async () => (await of('leaves')).length === 1)
  },

  'contacting the station rings its office where nobody of the team is named, also without a network': async () => {
    const station = await stationOf(who)
    assert.match(station.telephone, /^0999-0000/, 'nobody has the numbers of the demo city')
    assert.equal((await api(`/console/v1/persons/${who.id}/team`)).members.length, 0)
    const faults = []
    const look = async (name) => {
      faults.push(...(await faultsOf(phone, name)).faults, ...(await thumbFaultsOf(phone, name)))
      await shot(phone, `phone-look-contact-${name}`)
    }
    const places = { '/': 'contact-office', '/policy': 'contact-office', '/record/timeline': 'contact-office' }
    Object.assign(places, { [`/result/${who.missed}`]: 'contact-office', '/team': 'team-office', '/me': '' })
    for (const isOffline of [false, true]) {
      await phone.context().setOffline(isOffline)
      for (const [path, place] of Object.entries(places)) {
        await visit(phone, path)
        const part = place ? phone.locator(`:has(> [data-testid=${place}])`) : phone.locator('dl')
        await part.first().waitFor()
        assert.equal(await dialled(part), telOf(station), `${path} dials the station`)
        if (!isOffline) await look(path.slice(1, 7).replace('/', '') || 'today')
      }
    }
    await phone.context().setOffline(false)

    const admin = await asker(server.url)('admin')
    const { name } = station
    const numbered = async (telephone) => {
      const { version } = await stationOf(who)
      await admin(`/console/v1/units/${station.id}`, { name, telephone, version }, { method: 'PUT' })
    }
    await numbered('')
    await visit(phone, `/result/${who.missed}`)
    await id('contact-none').getByText(`请在上班时间到${name}说明`).waitFor()
    await look('none')
    await visit(phone, '/team')
    await id('team-office').getByText('这里没有可以拨打的号码').waitFor()
    await numbered(station.telephone)

    const { member } = await api('/console/v1/session')
    const lead = { staff_id: member.id, name: '', relation: '', phone: '0999-00000777', is_phone_shown: true }
    const members = [{ ...lead, role: 'lead', sex: 'male', knows_minors: true }]
    await api(`/console/v1/persons/${who.id}/team`, { version: 0, members }, 'PUT')
    await visit(phone, `/result/${who.missed}`)
    await id('contact-team').click()
    await id('team-member').waitFor()
    assert.equal(await dialled(id('team-member')), 'tel:099900000777')
    assert.equal(await dialled(id('team-office')), telOf(station))
    await look('team')
    assert.deepEqual(faults, [])
  },

  'a roll call before axe': async () => {
    const faults = []
    const look = async (name) => {
      await phone.waitForTimeout(300)
      faults.push(...(await faultsOf(phone, name)).faults, ...(await thumbFaultsOf(phone, name)))
      await shot(phone, `phone-look-${name}`)
    }
    const person = await api(`/console/v1/persons/${who.id}`)
    const call = await api('/console/v1/roll-calls', {
      station_id: person.station.id,
      audience: 'adults',
      title: '抽点',
    })
    await visit(phone, '/')
    await id('rollcall-ring').waitFor()
    await look('ring')
    await id('rollcall-join').click()
    await id('rollcall-waiting').waitFor()
    await look('waiting')
    await api(`/console/v1/roll-calls/${call.id}/close`, {}) // or the phone goes on ringing
    let isOver = false
    await until('it is over, and the phone has kept that', async () => {
      const answered = phone.waitForResponse((r) => new URL(r.url()).pathname === '/v1/today' && r.ok())
      await visit(phone, '/') // what was last known is shown first
      const shown = (await id('rollcall-ring').count()) + (await id('today-rollcall').count())
      const wasOver = isOver
      isOver = (await (await answered).json()).roll_calls.length === 0
      await phone.waitForTimeout(500)
      return wasOver && shown === 0
    })
    assert.deepEqual(faults, [])
  },

  'axe finds nothing on any screen, and nothing jumps': async () => {
    const request = (await of('checkins')).find((r) => r.status === 'open').id
    const screens = {
      today: '/',
      why: `/checkin/${request}`,
      result: `/result/${who.missed}`,
      appeal: `/appeal/${who.missed}`,
      appeals: '/appeals',
      leaves: '/leave',
      apply: '/leave/apply',
      record: '/record',
      draws: '/draws',
      messages: '/messages',
      me: '/me',
      activate: '/activate',
    }
    const faults = []
    figures.shift = {}
    for (const language of ['zh-CN', 'en']) {
      await phone.evaluate((l) => localStorage.setItem('diandao.language', l), language)
      for (const colorScheme of ['light', 'dark']) {
        await phone.emulateMedia({ colorScheme })
        for (const [name, hash] of Object.entries(screens)) {
          await visit(phone, hash)
          const found = await faultsOf(phone, `${name} ${language} ${colorScheme}`)
          faults.push(...found.faults, ...(await thumbFaultsOf(phone, `${name} ${language} ${colorScheme}`)))
          figures.shift[name] = Math.max(figures.shift[name] ?? 0, Number(found.shift.toFixed(3)))
          if (colorScheme === 'light') await shot(phone, `phone-look-${name}-${language}`)
        }
      }
    }
    console.log(`     worst layout shift ${Math.max(...Object.values(figures.shift))} of 0.1`)
    await phone.evaluate(() => localStorage.setItem('diandao.language', 'zh-CN'))
    await phone.emulateMedia({ colorScheme: 'light' })
    assert.deepEqual(faults, [])
  },

  'a refused camera has its own words and two ways on, and a check-in opens without a network': async () => {
    const request = (await of('checkins')).find((r) => r.status === 'open' && r.requires.face).id
    const faults = []
    await visit(phone, '/')
    await phone.context().setOffline(true)
    await visit(phone, '/')
    await phone.getByText('没有网络，照常报到').waitFor()
    await visit(phone, `/checkin/${request}`)
    await phone.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'))
    })
    await id('checkin-next').click()
    await phone.getByText('手机没有允许使用相机').waitFor()
    faults.push(...(await faultsOf(phone, 'refused camera')).faults, ...(await thumbFaultsOf(phone, 'refused camera')))
    await shot(phone, 'phone-look-refused-camera')
    await id('checkin-no-photo').click()
    await id('checkin-locate').waitFor()
    await phone.context().setOffline(false)
    await phone.setViewportSize({ width: 320, height: 568 })
    await visit(phone, `/checkin/${request}`)
    await id('checkin-next').click()
    await until('the camera shows something', () => id('checkin-capture').isEnabled())
    faults.push(...(await faultsOf(phone, 'narrow camera')).faults)
    await shot(phone, 'phone-look-narrow-camera')
    await visit(phone, '/me')
    await phone.getByRole('checkbox').check()
    await visit(phone, '/')
    assert.equal(await phone.evaluate(() => getComputedStyle(document.documentElement).fontSize), '21px')
    faults.push(...(await faultsOf(phone, 'large type')).faults)
    await shot(phone, 'phone-look-large')
    await visit(phone, '/me')
    await phone.getByRole('checkbox').uncheck()
    await phone.setViewportSize({ width: 390, height: 844 })
    assert.deepEqual(faults, [])
  },

  'the steps of a check-in before axe': async () => {
    const faults = []
    const look = async (name) => {
      await phone.waitForTimeout(300)
      faults.push(...(await faultsOf(phone, name)).faults, ...(await thumbFaultsOf(phone, name)))
      await shot(phone, `phone-look-${name}`)
    }
    const open = (await of('checkins')).find((r) => r.status === 'open' && r.kind === 'on_demand')
    const request = open?.id ?? (await ask(byFace)) // only a few may be asked for on a day
    await visit(phone, `/checkin/${request}`)
    await id('checkin-next').click()
    await until('the camera shows something', () => id('checkin-capture').isEnabled())
    await look('camera')
    await id('checkin-capture').click()
    await id('checkin-next').waitFor()
    await look('photo')
    await id('checkin-next').click()
    await look('location')
    await readPlace(phone)
    await id('checkin-next').click()
    await id('checkin-send').waitFor()
    await look('review')
    await id('checkin-send').click()
    await id('checkin-result').waitFor()
    await look('sent')
    await visit(phone, '/')
    assert.deepEqual(faults, [])
  },

  'narrow and enlarged': async () => {
    const faults = []
    for (const [name, width, percent] of [
      ['320 wide', 320, 100],
      ['text at 200 %', 390, 200],
    ]) {
      const size = `${(17 * percent) / 100}px`
      const page = await phone.context().newPage()
      await watchShifts(page)
      await page.setViewportSize({ width, height: 700 })
      // as large from the first paint on, as a phone set to it shows the page
      await page.addInitScript((to) => {
        const sheet = new CSSStyleSheet()
        sheet.replaceSync(`html { font-size: ${to} !important }`)
        document.adoptedStyleSheets.push(sheet)
      }, size)
      for (const path of ['/', '/leave', '/leave/apply', '/messages', '/me', '/record', `/result/${who.missed}`]) {
        await visit(page, path)
        assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize), size)
        faults.push(...(await faultsOf(page, `${path} ${name}`)).faults)
        if (percent > 100 && path === '/') await shot(page, 'phone-look-zoomed')
      }
      await page.close()
    }
    assert.deepEqual(faults, [])
  },
}

await tell('phone-screens', steps, { begins: 'the person has' })
