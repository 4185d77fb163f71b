// Pictures of the guide: what an officer works with.
import { enterRoom, until } from './browser.mjs'
import { activate } from './handin.mjs'
import { mapsDrawn, photoOf, settled } from './photographer.mjs'

const poses = [{}, { x: -14, y: 6, size: 1.06 }, { x: 12, y: -4, size: 0.96 }]

/** Makes one of the drawn people known by the face. */
export async function enrolDrawn({ desk, api }, who, look) {
  const form = new FormData()
  for (const [n, how] of poses.entries())
    form.append('pictures', new Blob([await photoOf(desk, look, how)], { type: 'image/jpeg' }), `${n}.jpg`)
  await api(`/console/v1/persons/${who.id}/enrolment`, form, 'PUT')
}

/** Somebody hands in a photo that waits for the officer's eyes. */
async function handIn({ desk, server, api, now }, who, look, how) {
  await enrolDrawn({ desk, api }, who, look)
  const { code } = await api(`/console/v1/persons/${who.id}/activations`, {})
  const phone = await activate(server.url, code, now)
  await api(`/console/v1/persons/${who.id}/checkins`, {
    title: '临时报到',
    answer_in_minutes: 60,
    reason: '核对是不是本人',
    requires: { face: true, location: true, fence: { center: { lat: 29.92, lng: 119.94 }, radius_m: 1500 } },
  })
  const { items } = await api(`/console/v1/checkins?person_id=${who.id}&status=open`)
  const { id } = items.find((r) => r.kind === 'on_demand')
  const beyond = { lat: 29.9385, lng: 119.955 }
  await phone.handIn(id, await photoOf(desk, look, how), beyond)
  return id
}

/** A review side by side, and what was decided a moment ago. */
export async function review(at) {
  const { desk, server, people, shot } = at
  const id = await handIn(at, people[3], 1, { x: 14, y: 8, size: 0.94, dim: 0.3 })
  await desk.goto(`${server.url}/console/?item=${id}`)
  await until('both pictures are laid', async () => {
    return (await desk.locator('[data-testid=pane] img').filter({ visible: true }).count()) === 2
  })
  await settled(desk)
  await shot(desk, 'review')
  await desk.keyboard.press('s')
  await desk.getByTestId('score').waitFor()
  await desk.getByTestId('decide-accept').click()
  await desk.getByTestId('held').waitFor()
  await settled(desk)
  await shot(desk, 'desk-held')
  await desk.getByTestId('held-undo').click()
}

/** The desk with all that may wait on it. */
export async function theDesk({ desk, server, shot }) {
  await desk.goto(`${server.url}/console/`)
  for (const kind of ['review', 'alert', 'appeal', 'leave'])
    await desk.locator(`[data-testid=desk-item][data-kind=${kind}]`).first().waitFor()
  await desk.locator('[data-testid=desk-item][data-kind=appeal]').first().click()
  await desk.getByTestId('appeal-uphold').waitFor()
  await settled(desk)
  await shot(desk, 'appeal')
  await desk.locator('[data-testid=desk-item][data-kind=leave]').first().click()
  await desk.getByTestId('leave-approve').waitFor()
  await settled(desk)
  await shot(desk, 'desk')
}

/** A person's page from its top to its end. */
export async function personsPage(at) {
  const { desk, server, api, chief, first, shot } = at
  const page = `${server.url}/console/persons/${first.id}`
  const candidates = await api(`/console/v1/persons/${first.id}/team/candidates`)
  const { version } = await api(`/console/v1/persons/${first.id}/team`)
  const outside = { staff_id: '', knows_minors: false }
  await api(
    `/console/v1/persons/${first.id}/team`,
    {
      version,
      members: [
        { staff_id: candidates.items.find((c) => c.name === '陈静').id, role: 'lead', sex: 'female', phone: '0571-00000001', is_phone_shown: true, knows_minors: false, name: '', relation: '' }, // biome-ignore format: a row
        { ...outside, name: '李志远', role: 'member', relation: 'village_committee', sex: 'male', phone: '0571-00000002', is_phone_shown: true }, // biome-ignore format: a row
        { ...outside, name: '王秀兰', role: 'member', relation: 'family', sex: 'female', phone: '00000000003', is_phone_shown: false }, // biome-ignore format: a row
      ],
    },
    'PUT',
  )
  await enrolDrawn(at, first, 0)
  await desk.goto(page)
  await desk.getByTestId('sanction-propose').click()
  await desk.getByTestId('sanction-facts').fill('11月20日未经批准离开本市，当天返回。本人承认。')
  await desk.locator('.ant-modal .ant-select').click()
  await desk.locator('.ant-select-item-option').first().click()
  await desk.locator('.ant-modal-title').click()
  await desk.waitForTimeout(400)
  await shot(desk, 'sanction')
  await desk.locator('#propose-ok').click()
  await desk.getByTestId('sanction-open').first().waitFor()
  const { items } = await chief('/console/v1/sanctions')
  const proposed = items.find((s) => s.person.id === first.id)
  await chief(`/console/v1/sanctions/${proposed.id}/decision`, { is_approved: true, reason: '事实清楚，予以训诫' })
  await desk.goto(page)
  await desk.getByTestId('ladder').waitFor()
  await desk.getByTestId('timeline-item').nth(5).waitFor()
  await settled(desk)
  await shot(desk, 'person', { height: 1300 })
  await shot(desk, 'timeline', { top: desk.getByTestId('distances') })
  await desk.getByTestId('places-show').click()
  await mapsDrawn(desk)
  await shot(desk, 'places', { top: desk.getByTestId('map').last() })
}

export async function plansAndLadder({ desk, server, people, shot }) {
  await desk.goto(`${server.url}/console/persons/${people[1].id}`)
  await desk.getByTestId('ladder').click()
  await desk.getByTestId('ladder-line').first().waitFor()
  await shot(desk, 'ladder')
  await desk.goto(`${server.url}/console/persons/${people[1].id}`)
  await desk.getByTestId('plan-add').click()
  const drawer = desk.locator('.ant-drawer-open .ant-drawer-content-wrapper, .ant-drawer-open section').first()
  await until('the next ten are shown', async () => (await desk.locator('aside li').count()) === 10)
  await until('the drawer is open', async () => {
    const box = await drawer.boundingBox()
    return box && box.x + box.width <= 1441
  })
  await shot(desk, 'plan')
}

/** The officer vouches for somebody who shows no face. */
export async function witness({ desk, server, api, shot, people }) {
  const who = people[2]
  await api(`/console/v1/persons/${who.id}/way`, { way: 'kiosk', reason: '面部手术', version: 0 }, 'PUT')
  await api(`/console/v1/persons/${who.id}/checkins`, {
    title: '核对本人',
    answer_in_minutes: 30,
    reason: '核对是不是本人',
    requires: { face: true, location: false },
  })
  const { items } = await api(`/console/v1/checkins?person_id=${who.id}`)
  await desk.goto(`${server.url}/console/checkins/${items.find((r) => r.kind === 'on_demand').id}`)
  await desk.getByTestId('attest').click()
  await desk.locator('#attest-save').click()
  await desk.getByTestId('witness').waitFor()
  await settled(desk)
  await shot(desk, 'witness', { height: 520 })
}

/** Somebody new, from the facts to the pictures. */
export async function enrolment({ desk, server, shot }) {
  await desk.goto(`${server.url}/console/persons`)
  await desk.getByTestId('person-add').click()
  await desk.locator('#name').fill('钱多多')
  await desk.locator('#number').fill('YZ202600801')
  await desk.locator('#born_on').fill('1990-05-01')
  await desk.locator('#born_on').press('Enter')
  for (const [n, day] of ['2026-11-23', '2028-11-22'].entries()) {
    await desk.locator('.ant-picker-range input').nth(n).fill(day)
    await desk.locator('.ant-picker-range input').nth(n).press('Enter')
  }
  await desk.getByTestId('person-save').click()
  for (let n = 1; n <= 3; n++) {
    await until('the camera is on', () => desk.getByTestId('enrol-capture').isEnabled())
    await desk.getByTestId('enrol-capture').click()
    await until(`picture ${n} is taken`, async () => (await desk.getByTestId('enrol-picture').count()) === n)
    await desk.waitForTimeout(400)
  }
  await shot(desk, 'enrol')
}

export async function rollCall({ desk, phones, server, shot }) {
  await desk.goto(`${server.url}/console/roll-calls`)
  await desk.getByTestId('rollcall-start').click()
  await desk.getByTestId('rollcall-title').fill('周一点名')
  await desk.getByTestId('rollcall-start-submit').click()
  await desk.getByTestId('live-counts').waitFor()
  for (const phone of phones) {
    await phone.goto(`${server.url}/phone/`)
    await enterRoom(phone)
  }
  for (const i of phones.keys()) {
    await desk.getByTestId('rollcall-call-next').click()
    const called = await until('a phone says that it is called', async () => {
      for (const p of phones) if (await p.getByTestId('rollcall-called').count()) return p
      return null
    })
    await until('a picture was taken', () => desk.locator('[data-testid="called"] img').count(), 30_000)
    if (i === 0) {
      await shot(desk, 'rollcall')
      await shot(called, 'phone-rollcall')
    }
    await desk.getByTestId('mark-present').click()
    await until('the call has ended', async () => (await called.getByTestId('rollcall-called').count()) === 0)
  }
  await desk.getByTestId('rollcall-close').click()
  await desk.getByTestId('rollcall-close-confirm').click()
  await desk.getByTestId('sheet-totals').waitFor()
  await settled(desk)
  await shot(desk, 'sheet')
}
